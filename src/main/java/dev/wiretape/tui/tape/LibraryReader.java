package dev.wiretape.tui.tape;

import static java.nio.charset.StandardCharsets.US_ASCII;

import dev.wiretape.recording.DamagedRecordingException;
import dev.wiretape.recording.Entry;
import dev.wiretape.recording.RecordingReader;
import dev.wiretape.recording.SessionFolder;
import dev.wiretape.recording.SessionFollower;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.LongSupplier;

/**
 * Reads a file or a folder of recordings, and what they grow by, into {@link Library} after {@link Library}. One thread.
 */
public final class LibraryReader implements Closeable {
    private static final byte[] HEADER = "{\"kind\":\"header\"".getBytes(US_ASCII);
    private static final int MOST_DAMAGES = 100;
    private static final int LOOK_AT_CLOCK_EVERY = 64;
    private static final int FIRST_SCREEN_LINES = 256;
    private static final long PUBLISH_EVERY_NS = 15_000_000;
    private static final long LEAST_REST_NS = 4_000_000;
    private static final long MOST_REST_NS = 30_000_000;
    private static final long LOOK_AT_SIZES_EVERY_NS = 250_000_000;

    private final Path path;
    private final LongSupplier nowMs;
    private final Consumer<Library> publish;
    private final SessionFollower follower;
    private final Words words = new Words();
    private final List<TapeBuilder> builders = new ArrayList<>();
    private final List<Tape> tapes = new ArrayList<>();
    private final Map<Path, TapeBuilder> current = new HashMap<>();
    private final Map<Path, Long> positions = new HashMap<>();
    private final Set<Path> refused = new HashSet<>();
    private final List<String> damages = new ArrayList<>();

    private volatile boolean closed;
    private volatile boolean following;
    private boolean caughtUp;
    private long lines;
    private long lastPublished;
    private long read;
    private long total;
    private long lastTotal;
    private int firstDirty = Integer.MAX_VALUE;

    /**
     * Opens {@code path}.
     *
     * @param nowMs the wall clock, ms since 1970
     * @param publish receives each library, on the reading thread
     */
    public LibraryReader(Path path, LongSupplier nowMs, Consumer<Library> publish) throws IOException {
        this.path = path;
        this.nowMs = nowMs;
        this.publish = publish;
        this.follower = new SessionFollower(path);
    }

    /** Reads all there is now. */
    public void readAll() throws IOException {
        follower.pollRaw(this::line);
        caughtUp = true;
        publish();
    }

    /** Reads all there is, and waits for more, until it is closed. */
    public void follow() throws InterruptedException {
        following = true;
        try {
            readAll();
            while (!closed) {
                if (follower.await(Duration.ofMillis(200))) {
                    long begin = System.nanoTime();
                    if (follower.pollRaw(this::line)) {
                        publish();
                    }
                    rest(System.nanoTime() - begin);
                }
            }
            follower.close();
        } catch (IOException e) {
            publish.accept(library(Optional.of("cannot read on: " + e.getMessage())));
        }
    }

    /**
     * Whoever records shares the machine with us: a session of hundreds of streams is looked at less often, so that
     * looking takes a fourth of the time at most. What came meanwhile is read together.
     */
    private static void rest(long lookedNs) throws InterruptedException {
        TimeUnit.NANOSECONDS.sleep(Math.min(MOST_REST_NS, Math.max(LEAST_REST_NS, 3 * lookedNs)));
    }

    /** Ends {@link #follow()}. */
    @Override
    public void close() throws IOException {
        closed = true;
        if (!following) {
            follower.close();
        }
    }

    private boolean line(Path file, RecordingReader at) throws IOException {
        TapeBuilder builder = current.get(file);
        try {
            if (builder == null || isHeader(at)) {
                builder = refused.contains(file) ? null : begin(file, at);
            } else {
                builder.add(at).ifPresent(this::damaged);
            }
        } catch (DamagedRecordingException damage) {
            refused.add(file);
            damaged(damage);
        }
        if (builder != null) {
            firstDirty = Math.min(firstDirty, builder.place());
        }
        long before = positions.getOrDefault(file, 0L);
        positions.put(file, at.position());
        read += at.position() - before;
        lines++;
        if (lines == FIRST_SCREEN_LINES
                || (lines % LOOK_AT_CLOCK_EVERY == 0 && System.nanoTime() - lastPublished > PUBLISH_EVERY_NS)) {
            publish();
        }
        return !closed;
    }

    private static boolean isHeader(RecordingReader at) {
        return at.length() > HEADER.length
                && Arrays.equals(at.array(), at.start(), at.start() + HEADER.length, HEADER, 0, HEADER.length);
    }

    private TapeBuilder begin(Path file, RecordingReader at) throws IOException {
        Entry entry = at.entry();
        if (!(entry instanceof Entry.Header header)) {
            throw new DamagedRecordingException(file, at.number(), "is no header, so this is no recording");
        }
        TapeBuilder builder = new TapeBuilder(builders.size(), file, at.offset(), header, words);
        builders.add(builder);
        tapes.add(builder.tape(0));
        current.put(file, builder);
        return builder;
    }

    private void damaged(DamagedRecordingException damage) {
        if (damages.size() < MOST_DAMAGES) {
            damages.add(damage.path().getFileName() + " line " + damage.line() + " " + damage.reason());
        }
    }

    private void publish() throws IOException {
        long touched = caughtUp ? nowMs.getAsLong() : 0;
        for (int i = Math.min(firstDirty, builders.size()); i < builders.size(); i++) {
            Tape before = tapes.get(i);
            long when = caughtUp ? touched : modified(before.file());
            tapes.set(i, builders.get(i).tape(when));
        }
        firstDirty = Integer.MAX_VALUE;
        publish.accept(library(Optional.empty()));
        lastPublished = System.nanoTime();
    }

    private Library library(Optional<String> failure) {
        long sizes = Math.max(read, total());
        return new Library(
                path,
                List.copyOf(tapes),
                read,
                sizes,
                caughtUp,
                List.copyOf(damages),
                caughtUp ? sizes - read : 0,
                failure);
    }

    private static long modified(Path file) throws IOException {
        return Files.exists(file) ? Files.getLastModifiedTime(file).toMillis() : 0;
    }

    private long total() {
        if (lastTotal != 0 && System.nanoTime() - lastTotal < LOOK_AT_SIZES_EVERY_NS) {
            return total;
        }
        lastTotal = System.nanoTime();
        try {
            total = 0;
            for (Path file : Files.isDirectory(path) ? SessionFolder.recordings(path) : List.of(path)) {
                total += Files.size(file);
            }
        } catch (IOException gone) {
            // Somebody tidies up while we look; what was read is still there.
            total = read;
        }
        return total;
    }
}
