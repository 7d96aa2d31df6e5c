package dev.wiretape.replay;

import java.io.Closeable;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The cues of one answer in batches, so that a long recording is never whole in memory. Reading blocks; one thread at a
 * time. Any thread may close it, at once and for good: what is read at that moment is closed by its reader, so that nobody
 * has to be there any longer to do it.
 */
final class Reel implements Closeable {
    /** Bytes that a batch holds, about; two of them are in memory while a long recording is served. */
    private static final int BATCH = 64 << 10;
    /** What a cue costs beside its bytes. */
    static final long OVERHEAD = 128;

    private final Source source;
    private Optional<CueReader> cues = Optional.empty();
    private boolean reading;
    private boolean closed;

    /** Cues that are opened when the first are asked for. */
    Reel(Source source) {
        this.source = source;
    }

    /** The next cues; none after the finish, none once it is closed. */
    List<Cue> next() throws IOException {
        return read(Reel::batch).orElse(List.of());
    }

    /** Everything that is left, or empty if that costs more than {@code room} bytes. */
    Optional<List<Cue>> rest(long room) throws IOException {
        return read(from -> rest(from, room)).flatMap(rest -> rest);
    }

    @Override
    public void close() throws IOException {
        Optional<CueReader> idle;
        synchronized (this) {
            closed = true;
            idle = reading ? Optional.empty() : cues;
            cues = reading ? cues : Optional.empty();
        }
        close(idle);
    }

    private <T> Optional<T> read(Pass<T> pass) throws IOException {
        Optional<CueReader> from;
        synchronized (this) {
            if (closed) {
                return Optional.empty();
            }
            reading = true;
            from = cues;
        }
        try {
            from = Optional.of(from.isPresent() ? from.get() : source.open());
            return Optional.of(pass.read(from.get()));
        } finally {
            close(hasRead(from));
        }
    }

    /** Keeps what was read from for the next time; gives it back where there is none. */
    private synchronized Optional<CueReader> hasRead(Optional<CueReader> from) {
        reading = false;
        cues = closed ? Optional.empty() : from;
        return closed ? from : Optional.empty();
    }

    private static void close(Optional<CueReader> reader) throws IOException {
        if (reader.isPresent()) {
            reader.get().close();
        }
    }

    private static List<Cue> batch(CueReader cues) throws IOException {
        List<Cue> batch = new ArrayList<>();
        long cost = 0;
        while (cost < BATCH) {
            Optional<Cue> cue = cues.next();
            if (cue.isEmpty()) {
                break;
            }
            batch.add(cue.get());
            cost += cost(cue.get());
        }
        return List.copyOf(batch);
    }

    private static Optional<List<Cue>> rest(CueReader cues, long room) throws IOException {
        List<Cue> all = new ArrayList<>();
        long cost = 0;
        for (Optional<Cue> cue = cues.next(); cue.isPresent(); cue = cues.next()) {
            all.add(cue.get());
            cost += cost(cue.get());
            if (cost > room) {
                return Optional.empty();
            }
        }
        return Optional.of(List.copyOf(all));
    }

    /** Bytes of memory that a cue takes, about. */
    static long cost(Cue cue) {
        return OVERHEAD + (cue instanceof Cue.Chunk chunk ? chunk.bytes().size() : 0);
    }

    /** Opens the cues from their beginning; blocks. */
    interface Source {
        CueReader open() throws IOException;
    }

    private interface Pass<T> {
        T read(CueReader from) throws IOException;
    }
}
