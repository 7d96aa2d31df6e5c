package dev.wiretape.recording;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardWatchEventKinds;
import java.nio.file.WatchKey;
import java.nio.file.WatchService;
import java.time.Duration;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;

/**
 * Follows recordings while they grow: one file, or a session's folder that also gains files. A finished recording is one
 * that happens not to grow; there is no other way to read for whoever watches.
 *
 * <p>The operating system says when something changed (inotify: well below a millisecond); since not every file system
 * does, sizes are looked at every 10 ms as well. Not thread-safe.
 */
public final class SessionFollower implements Closeable {
    private static final long LOOK_AT_SIZES_MS = 10;

    /** Receives what grew. */
    public interface Sink {
        /** A complete line; lines of one file come in order. */
        void line(Path file, Line line);

        /** A line that cannot be read; the ones after it follow. */
        void damaged(DamagedRecordingException damage);
    }

    /** Receives lines nobody has looked at yet, for those who read millions of them. */
    public interface RawSink {
        /** {@code at} stands on a complete line; lines of one file come in order. False: the rest comes next time. */
        boolean line(Path file, RecordingReader at) throws IOException;
    }

    private static final byte[] END = "{\"kind\":\"end\"".getBytes(US_ASCII);

    private final Path path;
    private final boolean folder;
    private final Map<Path, RecordingReader> growing = new LinkedHashMap<>();
    private final Set<Path> ended = new HashSet<>();
    private final Optional<WatchService> watch;

    /** Follows {@code path}, a recording or a session's folder, from its beginning. */
    public SessionFollower(Path path) throws IOException {
        this.path = path.toAbsolutePath();
        this.folder = Files.isDirectory(path);
        this.watch = watch(folder ? this.path : this.path.getParent());
        if (!folder) {
            growing.put(this.path, RecordingReader.open(this.path));
        }
    }

    /** Hands on every line that has become complete since the last call. Returns whether there was any. */
    public boolean poll(Sink sink) throws IOException {
        return pollRaw((file, at) -> {
            try {
                sink.line(file, new Line(at.number(), at.offset(), at.length() + 1, at.entry()));
            } catch (DamagedRecordingException damage) {
                sink.damaged(damage);
            }
            return true;
        });
    }

    /** The same for lines as they stand. */
    public boolean pollRaw(RawSink sink) throws IOException {
        if (folder) {
            findNewFiles();
        }
        boolean any = false;
        for (Path file : List.copyOf(growing.keySet())) {
            RecordingReader reader = growing.get(file);
            boolean ends = false;
            while (reader.advance()) {
                any = true;
                ends = reader.startsWith(END);
                if (!sink.line(file, reader)) {
                    return true;
                }
            }
            // A session may hold thousands: only those that still grow are kept open.
            if (folder && ends) {
                growing.remove(file).close();
                ended.add(file);
            }
        }
        return any;
    }

    /** Waits until something grew, {@code atMost} this long; returns whether something did. */
    public boolean await(Duration atMost) throws IOException, InterruptedException {
        long deadline = System.nanoTime() + atMost.toNanos();
        while (!hasGrown()) {
            long left = TimeUnit.NANOSECONDS.toMillis(deadline - System.nanoTime());
            if (left <= 0) {
                return false;
            }
            pause(Math.min(left, LOOK_AT_SIZES_MS));
        }
        return true;
    }

    @Override
    public void close() throws IOException {
        if (watch.isPresent()) {
            watch.get().close();
        }
        for (RecordingReader reader : growing.values()) {
            reader.close();
        }
    }

    /** None where the system has no more of them to give (inotify: 128 for a user); then looking at sizes must do. */
    private static Optional<WatchService> watch(Path folder) {
        try {
            WatchService service = folder.getFileSystem().newWatchService();
            folder.register(service, StandardWatchEventKinds.ENTRY_CREATE, StandardWatchEventKinds.ENTRY_MODIFY);
            return Optional.of(service);
        } catch (IOException noneLeft) {
            return Optional.empty();
        }
    }

    private void pause(long ms) throws InterruptedException {
        if (watch.isEmpty()) {
            TimeUnit.MILLISECONDS.sleep(ms);
            return;
        }
        WatchKey key = watch.get().poll(ms, TimeUnit.MILLISECONDS);
        if (key != null) {
            key.pollEvents();
            key.reset();
        }
    }

    private boolean hasGrown() throws IOException {
        if (folder
                && Files.isDirectory(path)
                && SessionFolder.recordings(path).size() > growing.size() + ended.size()) {
            return true;
        }
        for (Map.Entry<Path, RecordingReader> reader : growing.entrySet()) {
            if (Files.exists(reader.getKey())
                    && Files.size(reader.getKey())
                            > reader.getValue().position() + reader.getValue().tornTail()) {
                return true;
            }
        }
        return false;
    }

    private void findNewFiles() throws IOException {
        if (!Files.isDirectory(path)) {
            return;
        }
        for (Path file : SessionFolder.recordings(path)) {
            if (!growing.containsKey(file) && !ended.contains(file)) {
                growing.put(file, RecordingReader.open(file));
            }
        }
    }
}
