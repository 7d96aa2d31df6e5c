package dev.wiretape.replay;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** Keeps the cues of short, finished recordings, so that many clients share them; bounded. Thread-safe. */
final class Shelf {
    /** What one recording may cost, bytes. */
    private static final long LARGEST = 4 << 20;
    /** What all may cost, bytes. */
    private static final long ROOM = 48 << 20;

    private final Map<Take, List<Cue>> whole = new ConcurrentHashMap<>();
    private long cost;

    /** All cues of a recording that is kept already. */
    Optional<List<Cue>> kept(Take take) {
        return Optional.ofNullable(whole.get(take));
    }

    /** Reads a recording from its beginning. */
    Reel open(Take take) throws IOException {
        return new Reel(new CueReader(take.open()));
    }

    /** Reads a recording and keeps it, if it is finished and there is room; blocks. */
    Optional<List<Cue>> load(Take take) throws IOException {
        if (take.bytes().isEmpty() || take.bytes().getAsLong() > LARGEST) {
            return Optional.empty();
        }
        // One at a time: a thousand clients that come at once read it once.
        synchronized (this) {
            Optional<List<Cue>> kept = kept(take);
            if (kept.isPresent() || cost >= ROOM) {
                return kept;
            }
            try (Reel reel = open(take)) {
                Optional<List<Cue>> cues = reel.rest(LARGEST);
                cues.ifPresent(all -> {
                    whole.put(take, all);
                    cost += all.stream().mapToLong(Reel::cost).sum();
                });
                return cues;
            }
        }
    }
}
