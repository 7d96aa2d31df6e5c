package dev.wiretape.replay;

import dev.wiretape.recording.Entry;
import dev.wiretape.recording.fault.Faults;
import dev.wiretape.recording.fault.Sights;
import dev.wiretape.recording.fault.Trial;
import java.io.IOException;
import java.util.Optional;

/** Tries faults on all that can be served. */
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
                for (Optional<Entry> entry = entries.next(); entry.isPresent(); entry = entries.next()) {
                    trial.line(entry.get());
                }
            }
        }
        trial.check();
    }
}
