package dev.wiretape.replay;

import dev.wiretape.recording.Entry;
import dev.wiretape.recording.Field;
import dev.wiretape.recording.Outcome;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Cues as lines again, so that faults can have them, and whoever looks for something in them. */
final class CueEntries implements Entries {
    private final Iterator<Cue> cues;
    private final Lines lines = new Lines();

    /** The lines of cues; of an event stream the chunks are {@linkplain FrameCues cut into frames} first. */
    CueEntries(List<Cue> cues) {
        this.cues = FrameCues.of(cues).iterator();
    }

    @Override
    public Optional<Entry> next() {
        Optional<Entry> line = Optional.empty();
        while (line.isEmpty() && cues.hasNext()) {
            line = lines.of(cues.next());
        }
        return line;
    }

    @Override
    public void close() {
        // Nothing is open.
    }

    /** Makes lines of cues, one by one. */
    static final class Lines {
        private boolean framed;
        private long frames;

        /** The cue as a line; empty for those that send nothing. */
        Optional<Entry> of(Cue cue) {
            if (cue instanceof Cue.Interim interim) {
                return Optional.of(new Entry.Interim(interim.t(), interim.status(), interim.headers()));
            } else if (cue instanceof Cue.Head head) {
                framed = isEventStream(head.response());
                return Optional.of(head.response());
            } else if (cue instanceof Cue.Chunk chunk) {
                return Optional.of(
                        framed
                                ? new Entry.Frame(chunk.t(), frames++, chunk.bytes(), List.of())
                                : new Entry.Body(chunk.t(), chunk.bytes()));
            } else if (cue instanceof Cue.Finish finish) {
                return Optional.of(new Entry.End(finish.t(), outcome(finish.ending()), 0, 0, "", ""));
            }
            return Optional.empty();
        }

        private static Outcome outcome(Cue.Ending ending) {
            return switch (ending) {
                case CLEAN -> Outcome.COMPLETE;
                case CUT -> Outcome.UPSTREAM_CLOSED;
                case RESET -> Outcome.UPSTREAM_RESET;
            };
        }

        private static boolean isEventStream(Entry.Response head) {
            return Field.first(head.headers(), "content-type")
                    .filter(type -> type.strip().toLowerCase(Locale.ROOT).startsWith("text/event-stream"))
                    .isPresent();
        }
    }
}
