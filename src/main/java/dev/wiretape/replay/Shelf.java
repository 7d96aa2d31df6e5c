package dev.wiretape.replay;

import dev.wiretape.recording.Entry;
import dev.wiretape.recording.fault.FaultRun;
import dev.wiretape.recording.fault.Sights;
import dev.wiretape.timeline.Inspection;
import dev.wiretape.timeline.Landmarks;
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
    private final Map<Take, Sights> sights = new ConcurrentHashMap<>();
    private long cost;

    /** Reads a recording from its beginning. */
    Reel open(Take take) {
        return new Reel(() -> new CueReader(take.openInPieces()));
    }

    /** Reads a recording from its beginning, as faults leave it. */
    Reel open(Take take, FaultRun faults) {
        return new Reel(() -> new CueReader(take.open(), faults));
    }

    /** What there is to be seen in a recording; blocks. */
    Sights sights(Take take) throws IOException {
        Optional<Sights> known = Optional.ofNullable(sights.get(take));
        if (known.isPresent()) {
            return known.get();
        }
        Sights seen = look(take);
        if (take.cost().isPresent()) {
            sights.put(take, seen);
        }
        return seen;
    }

    /** What there is to be seen in a recording, read from its beginning. */
    static Sights look(Take take) throws IOException {
        Inspection inspection = new Inspection();
        try (Entries entries = take.open()) {
            for (Optional<Entry> entry = entries.nextSound(); entry.isPresent(); entry = entries.nextSound()) {
                inspection.add(entry.get());
            }
        }
        return Landmarks.of(inspection.report());
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
