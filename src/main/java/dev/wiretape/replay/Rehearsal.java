package dev.wiretape.replay;

import dev.wiretape.recording.Entry;
import dev.wiretape.recording.fault.Fault;
import dev.wiretape.recording.fault.FaultRun;
import dev.wiretape.recording.fault.FaultSyntaxException;
import dev.wiretape.recording.fault.Faults;
import dev.wiretape.sse.Event;
import dev.wiretape.sse.EventDecoder;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** Tries faults on recordings before anybody is served, so that one that hits nothing is refused, not waited for. */
final class Rehearsal {
    private final Catalogue catalogue;
    private final Set<String> events = new TreeSet<>();
    private long frames;
    private long bytes;

    private Rehearsal(Catalogue catalogue) {
        this.catalogue = catalogue;
    }

    /**
     * Returns if each fault would hit something; recordings that still grow are given the benefit of the doubt.
     *
     * @throws FaultSyntaxException where one would not
     */
    static void check(Catalogue catalogue, Faults faults) throws IOException {
        if (!faults.faults().isEmpty()) {
            new Rehearsal(catalogue).check(faults.faults());
        }
    }

    private void check(List<Fault> faults) throws IOException {
        boolean[] hit = new boolean[faults.size()];
        boolean growing = false;
        for (Take take : catalogue.takes()) {
            List<FaultRun> trials = faults.stream().map(Faults::trial).toList();
            growing |= !runsToItsEnd(take, trials);
            for (int i = 0; i < hit.length; i++) {
                hit[i] |= !trials.get(i).happened().isEmpty();
            }
        }
        for (int i = 0; i < hit.length && !growing; i++) {
            if (!hit[i]) {
                throw refusal(faults.get(i));
            }
        }
    }

    private boolean runsToItsEnd(Take take, List<FaultRun> trials) throws IOException {
        EventDecoder decoder = new EventDecoder();
        try (Entries entries = take.open()) {
            long own = 0;
            for (Optional<Entry> entry = entries.next(); entry.isPresent(); entry = entries.next()) {
                Entry line = entry.get();
                trials.forEach(trial -> trial.step(line));
                if (line instanceof Entry.Frame frame) {
                    own++;
                    decoder.decode(frame.raw().toBytes()).map(Event::type).ifPresent(events::add);
                } else if (line instanceof Entry.End end) {
                    bytes = Math.max(bytes, end.bytes());
                    frames = Math.max(frames, own);
                    return true;
                }
            }
        }
        return false;
    }

    private FaultSyntaxException refusal(Fault fault) {
        return fault.missing(
                frames == 0
                        ? "there is no event stream"
                        : "the longest recording has " + frames + " frames, numbered from 0, and " + bytes + " bytes",
                List.copyOf(events));
    }
}
