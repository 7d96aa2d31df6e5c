package dev.wiretape.replay;

import java.io.Closeable;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The cues of one answer in batches, so that a long recording is never whole in memory. Reading blocks; one thread at a
 * time.
 */
final class Reel implements Closeable {
    /** Bytes that a batch holds, about; two of them are in memory while a long recording is served. */
    private static final int BATCH = 64 << 10;
    /** What a cue costs beside its bytes. */
    static final long OVERHEAD = 128;

    private final CueReader cues;

    Reel(CueReader cues) {
        this.cues = cues;
    }

    /** The next cues; none after the finish. */
    List<Cue> next() throws IOException {
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

    /** Everything that is left, or empty if that costs more than {@code room} bytes. */
    Optional<List<Cue>> rest(long room) throws IOException {
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

    @Override
    public void close() throws IOException {
        cues.close();
    }

    /** Bytes of memory that a cue takes, about. */
    static long cost(Cue cue) {
        return OVERHEAD + (cue instanceof Cue.Chunk chunk ? chunk.bytes().size() : 0);
    }
}
