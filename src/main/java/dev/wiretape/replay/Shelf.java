package dev.wiretape.replay;

import dev.wiretape.recording.fault.FaultRun;
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
    private static final long ROOM = Math.min(64 << 20, Runtime.getRuntime().maxMemory() / 8);

    private final Map<Take, List<Cue>> whole = new ConcurrentHashMap<>();
    private long cost;

    /** Reads a recording from its beginning. */
    Reel open(Take take) {
        return new Reel(() -> new CueReader(take.open()));
    }

    /** Reads a recording from its beginning, as faults leave it. */
    Reel open(Take take, FaultRun faults) {
        return new Reel(() -> new CueReader(take.open(), faults));
    }

    /** All cues of a recording, if it is short and finished and there is room to keep them; blocks. */
    Optional<List<Cue>> load(Take take) throws IOException {
        if (take.cost().isEmpty() || take.cost().getAsLong() > LARGEST) {
            return Optional.empty();
        }
        Optional<List<Cue>> known = Optional.ofNullable(whole.get(take));
        return known.isPresent() ? known : read(take);
    }

    private Optional<List<Cue>> read(Take take) throws IOException {
        // One at a time: a thousand clients that come at once read it once.
        synchronized (this) {
            Optional<List<Cue>> kept = Optional.ofNullable(whole.get(take));
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
