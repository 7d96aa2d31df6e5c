package dev.wiretape.tui.tape;

import static java.nio.charset.StandardCharsets.US_ASCII;

import dev.wiretape.recording.DamagedRecordingException;
import dev.wiretape.recording.Entry;
import dev.wiretape.recording.RecordingReader;
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
import java.util.TreeSet;
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
    private static final long HURRIED_REST_NS = 30_000_000;
    private static final long LIST_REST_NS = 60_000_000;
    /** Rows of a finished exchange that has more than so many are never given up. */
    private static final int MOST_LENT = 20_000;

    private final Path path;
    private final boolean folder;
    private final LongSupplier nowMs;
    private final Consumer<Library> publish;
    private final SessionFollower follower;
    private final TapeBuilder.Tools tools = new TapeBuilder.Tools();
    private final Reread reread = new Reread();
    private final Shelf.Maker<Tape> tapes = new Shelf.Maker<>(Shelf.empty());
    private final List<TapeBuilder> changed = new ArrayList<>();
    private final TreeSet<Integer> open = new TreeSet<>();
    private final Map<Path, TapeBuilder> current = new HashMap<>();
    private final Set<Path> refused = new HashSet<>();
    private final List<String> damages = new ArrayList<>();

    private Path last = Path.of("");
    private volatile long leastRestNs = LEAST_REST_NS;
    private volatile boolean closed;
    private volatile boolean following;
    private boolean caughtUp;
    /** Whether what is read now came now, and did not stand there before. */
    private boolean grows;

    private long lines;
    private long lastPublished;
    private long read;
    private long total;
    private int places;

    /**
     * Opens {@code path}.
     *
     * @param nowMs the wall clock, ms since 1970
     * @param publish receives each library, on the reading thread
     */
    public LibraryReader(Path path, LongSupplier nowMs, Consumer<Library> publish) throws IOException {
        this.path = path;
        this.folder = Files.isDirectory(path);
        this.nowMs = nowMs;
        this.publish = publish;
        this.follower = new SessionFollower(path);
    }

    /** Reads all there is now. */
    public void readAll() throws IOException {
        follower.pollRaw(this::line);
        finishLast();
        caughtUp = true;
        publish();
        grows = true;
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
                        finishLast();
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
    private void rest(long lookedNs) throws InterruptedException {
        TimeUnit.NANOSECONDS.sleep(Math.max(leastRestNs, Math.min(HURRIED_REST_NS, 3 * lookedNs)));
    }

    /**
     * Whether somebody follows a stream frame by frame; else there is time, since a list need not move that smoothly. From
     * any thread.
     */
    public void hurry(boolean on) {
        leastRestNs = on ? LEAST_REST_NS : LIST_REST_NS;
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
        if (!file.equals(last)) {
            finishLast();
            last = file;
        }
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
            mark(builder);
        }
        read += at.length() + 1;
        lines++;
        if (lines == FIRST_SCREEN_LINES
                || (lines % LOOK_AT_CLOCK_EVERY == 0 && System.nanoTime() - lastPublished > PUBLISH_EVERY_NS)) {
            publish();
        }
        return !closed;
    }

    private void mark(TapeBuilder builder) {
        if (!builder.marked()) {
            changed.add(builder);
        }
    }

    /** Of a session's file nothing is read behind its end: what it needed to grow can go. */
    private void finishLast() {
        TapeBuilder builder = current.get(last);
        if (folder && builder != null && builder.finish()) {
            current.remove(last);
            mark(builder);
        }
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
        TapeBuilder builder = new TapeBuilder(places++, file, at.offset(), header, tools);
        current.put(file, builder);
        return builder;
    }

    private void damaged(DamagedRecordingException damage) {
        if (damages.size() < MOST_DAMAGES) {
            damages.add(damage.path().getFileName() + " line " + damage.line() + " " + damage.reason());
        }
    }

    private void publish() throws IOException {
        long now = nowMs.getAsLong();
        for (TapeBuilder builder : changed) {
            builder.shown();
            tapes.put(builder.place(), tape(builder, now));
        }
        changed.clear();
        if (caughtUp) {
            total = read;
        } else if (total == 0 && lines > FIRST_SCREEN_LINES) {
            total = read + (folder ? follower.unread() : Files.size(path));
        }
        publish.accept(library(Optional.empty()));
        lastPublished = System.nanoTime();
    }

    private Tape tape(TapeBuilder builder, long now) throws IOException {
        if (!builder.ended()) {
            open.add(builder.place());
            return builder.tape(grows ? now : modified(builder.file()));
        }
        open.remove(builder.place());
        return builder.finished() && builder.columns().count() <= MOST_LENT
                ? builder.tape(whole -> () -> reread.columns(whole, whole.rows().count()))
                : builder.tape(now);
    }

    private Library library(Optional<String> failure) {
        return new Library(path, tapes.make(), List.copyOf(open), read, total, caughtUp, List.copyOf(damages), failure);
    }

    private static long modified(Path file) throws IOException {
        return Files.exists(file) ? Files.getLastModifiedTime(file).toMillis() : 0;
    }
}
