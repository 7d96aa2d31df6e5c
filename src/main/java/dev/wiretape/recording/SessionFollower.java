package dev.wiretape.recording;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;

/**
 * Follows recordings while they grow: one file, or a session's folder that also gains files. A finished recording is one
 * that happens not to grow; there is no other way to read for whoever watches.
 *
 * <p>What grows is asked for its size every 10 ms, on a descriptor that is open. The operating system could tell at once
 * (inotify), but then each line that is written costs whoever writes it a wake-up of whoever reads. A file that is added
 * to a folder it does tell of, so that a folder of tens of thousands need not be listed again and again. Not thread-safe.
 */
public final class SessionFollower implements Closeable {
    private static final long LOOK_AT_SIZES_MS = 10;
    private static final int MOST_OPEN = 512;
    private static final int PARKED_AT_ONCE = 16;

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

    /** A recording that is not open, and where to read on in it. */
    private record Parked(Path file, long position, long size, long lines) {}

    private static final byte[] END = "{\"kind\":\"end\"".getBytes(US_ASCII);

    private final boolean folder;
    private final FolderWatch watch;
    private final Set<Path> known = new HashSet<>();
    private final ArrayDeque<Parked> waiting = new ArrayDeque<>();
    /** In the order in which they came; where there are many, the one that has not grown for the longest time is first. */
    private final Map<Path, RecordingReader> growing = new LinkedHashMap<>();

    private final ArrayDeque<Parked> parked = new ArrayDeque<>();

    /** Follows {@code path}, a recording or a session's folder, from its beginning. */
    public SessionFollower(Path path) throws IOException {
        Path absolute = path.toAbsolutePath();
        this.folder = Files.isDirectory(path);
        this.watch = new FolderWatch(absolute, folder);
        if (!folder) {
            growing.put(absolute, RecordingReader.open(absolute));
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
        findNewFiles();
        boolean any = false;
        for (Path file : List.copyOf(growing.keySet())) {
            RecordingReader reader = growing.get(file);
            if (reader.hasMore()) {
                if (growing.size() > MOST_OPEN / 2) {
                    growing.remove(file);
                    growing.put(file, reader);
                }
                long before = reader.number();
                boolean on = read(file, reader, sink);
                any |= reader.number() > before;
                if (!on) {
                    return true;
                }
            }
        }
        while (!waiting.isEmpty()) {
            Parked next = waiting.remove();
            if (Files.isRegularFile(next.file())) {
                RecordingReader reader =
                        RecordingReader.open(next.file(), next.position(), Long.MAX_VALUE, next.lines());
                growing.put(next.file(), reader);
                boolean on = read(next.file(), reader, sink);
                any |= reader.number() > next.lines();
                if (!on) {
                    return true;
                }
                parkOldest();
            }
        }
        return any;
    }

    /** How many bytes stand in files that were found and not yet looked into; as far as that can be told. */
    public long unread() {
        long bytes = 0;
        for (Parked file : waiting) {
            try {
                bytes += Files.size(file.file()) - file.position();
            } catch (IOException gone) {
                // Somebody tidies up while we look.
            }
        }
        return bytes;
    }

    /** Waits until something grew, {@code atMost} this long; returns whether something did. */
    public boolean await(Duration atMost) throws IOException, InterruptedException {
        long deadline = System.nanoTime() + atMost.toNanos();
        while (!hasGrown()) {
            long left = TimeUnit.NANOSECONDS.toMillis(deadline - System.nanoTime());
            if (left <= 0) {
                return false;
            }
            watch.pause(Math.min(left, LOOK_AT_SIZES_MS));
        }
        return true;
    }

    @Override
    public void close() throws IOException {
        watch.close();
        for (RecordingReader reader : growing.values()) {
            reader.close();
        }
    }

    private boolean read(Path file, RecordingReader reader, RawSink sink) throws IOException {
        boolean ends = false;
        while (reader.advance()) {
            ends = reader.startsWith(END);
            if (!sink.line(file, reader)) {
                return false;
            }
        }
        // A session may hold thousands: only those that still grow are kept open.
        if (folder && ends) {
            growing.remove(file).close();
        }
        return true;
    }

    /** Recordings that never ended, of recorders that were killed, are looked at by name and in turns. */
    private void parkOldest() throws IOException {
        if (growing.size() > MOST_OPEN) {
            Path file = growing.keySet().iterator().next();
            RecordingReader reader = growing.remove(file);
            parked.add(new Parked(file, reader.position(), reader.position() + reader.tornTail(), reader.number()));
            reader.close();
        }
    }

    private boolean hasGrown() throws IOException {
        findNewFiles();
        if (!waiting.isEmpty()) {
            return true;
        }
        for (RecordingReader reader : growing.values()) {
            if (reader.hasMore()) {
                return true;
            }
        }
        return false;
    }

    private void findNewFiles() throws IOException {
        if (!folder) {
            return;
        }
        for (Path file : watch.found()) {
            if (known.add(file)) {
                waiting.add(new Parked(file, 0, 0, 0));
            }
        }
        for (int i = Math.min(PARKED_AT_ONCE, parked.size()); i > 0; i--) {
            Parked next = parked.remove();
            (hasGrown(next) ? waiting : parked).add(next);
        }
    }

    private static boolean hasGrown(Parked parked) throws IOException {
        try {
            return Files.size(parked.file()) > parked.size();
        } catch (NoSuchFileException gone) {
            return false;
        }
    }
}
