package dev.wiretape.replay;

import dev.wiretape.recording.Entry;
import dev.wiretape.recording.Outcome;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;

/** Cues as lines again, so that faults can have them. */
final class CueEntries implements Entries {
    private final Iterator<Cue> cues;

    CueEntries(List<Cue> cues) {
        this.cues = cues.iterator();
    }

    @Override
    public Optional<Entry> next() {
        return cues.hasNext() ? Optional.of(entry(cues.next())) : Optional.empty();
    }

    @Override
    public void close() {
        // Nothing is open.
    }

    private static Entry entry(Cue cue) {
        if (cue instanceof Cue.Head head) {
            return head.response();
        }
        if (cue instanceof Cue.Chunk chunk) {
            return new Entry.Body(chunk.t(), chunk.bytes());
        }
        if (cue instanceof Cue.Finish finish) {
            Outcome outcome = switch (finish.ending()) {
                case CLEAN -> Outcome.COMPLETE;
                case CUT -> Outcome.UPSTREAM_CLOSED;
                case RESET -> Outcome.UPSTREAM_RESET;
            };
            return new Entry.End(finish.t(), outcome, 0, 0, "", "");
        }
        throw new IllegalArgumentException("no line is made of " + cue);
    }
}
