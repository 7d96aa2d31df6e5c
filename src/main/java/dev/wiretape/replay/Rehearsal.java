package dev.wiretape.replay;

import dev.wiretape.recording.Entry;
import dev.wiretape.recording.fault.Faults;
import dev.wiretape.recording.fault.Sights;
import dev.wiretape.recording.fault.Spot;
import dev.wiretape.recording.fault.Trial;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Tries faults and breakpoints on all that can be served. */
final class Rehearsal {
    private Rehearsal() {}

    /**
     * Returns if each fault would hit something.
     *
     * @throws dev.wiretape.recording.fault.FaultSyntaxException where one would not
     */
    static void check(Catalogue catalogue, Faults faults) throws IOException {
        if (faults.faults().isEmpty()) {
            return;
        }
        Trial trial = new Trial(faults);
        for (Take take : catalogue.takes()) {
            trial.begin(faults.needSights() ? Shelf.look(take) : Sights.NONE);
            try (Entries entries = take.open()) {
                for (Optional<Entry> entry = entries.nextSound(); entry.isPresent(); entry = entries.nextSound()) {
                    trial.line(entry.get());
                }
            }
        }
        trial.check();
    }

    /**
     * Returns if answers would wait at each of the places. Faults make frames of their own, and what still grows may get
     * some: they have the benefit of the doubt, as has what is too long to be held.
     *
     * @throws dev.wiretape.recording.fault.FaultSyntaxException where none would
     */
    static void check(Catalogue catalogue, List<Spot> places, Faults faults) throws IOException {
        if (places.isEmpty() || !faults.faults().isEmpty()) {
            return;
        }
        List<Spot> left = new ArrayList<>(places);
        List<byte[]> longest = List.of();
        for (Take take : catalogue.takes()) {
            Optional<List<Cue>> cues = take.cost().isEmpty() ? Optional.empty() : cues(take);
            if (cues.isEmpty()) {
                return;
            }
            Scene.Frames frames = Scene.Frames.of(FrameCues.of(cues.get()));
            left.removeIf(place -> !frames.in(place).isEmpty());
            longest = frames.bytes().size() > longest.size() ? frames.bytes() : longest;
        }
        if (!left.isEmpty()) {
            throw left.get(0).missing("what is replayed", longest);
        }
    }

    private static Optional<List<Cue>> cues(Take take) throws IOException {
        try (Reel reel = new Reel(() -> new CueReader(take.open()))) {
            return reel.rest(Decision.LARGEST);
        }
    }
}
