package dev.wiretape.replay;

import dev.wiretape.recording.Entry;
import dev.wiretape.recording.Outcome;
import dev.wiretape.recording.fault.Fault;
import dev.wiretape.recording.fault.FaultRun;
import dev.wiretape.recording.fault.Faults;
import dev.wiretape.recording.fault.Sights;
import dev.wiretape.recording.fault.Step;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The rest of an answer as a fault leaves it that came up in its middle. */
final class Inserted {
    private final CueEntries.Lines lines = new CueEntries.Lines();
    private final List<Cue> out = new ArrayList<>();
    private final FaultRun run;
    /** What was there before delays it by so much, µs. */
    private long before;
    /** What the fault delays it by, µs. */
    private long own;

    private Inserted(FaultRun run) {
        this.run = run;
    }

    /**
     * What becomes of {@code rest}, which is framed, after {@code passed} has been sent.
     *
     * @throws dev.wiretape.recording.fault.FaultSyntaxException where it hits nothing of it
     */
    static List<Cue> in(List<Cue> passed, List<Cue> rest, Fault fault, Sights sights, double speed) {
        Inserted inserted = new Inserted(new Faults(List.of(fault), passed.size()).run(1, sights, speed));
        passed.forEach(inserted::seen);
        rest.forEach(inserted::cue);
        if (inserted.run.happened().isEmpty()) {
            throw fault.missing(frames(passed) + " of " + (frames(passed) + frames(rest)) + " frames have been sent");
        }
        return List.copyOf(inserted.out);
    }

    private void seen(Cue cue) {
        if (cue instanceof Cue.Delay delay) {
            before = delay.micros();
        }
        lines.of(cue).ifPresent(run::seen);
    }

    private void cue(Cue cue) {
        if (cue instanceof Cue.Delay delay) {
            before = delay.micros();
            out.add(new Cue.Delay(cue.t(), before + own));
            return;
        }
        Optional<Entry> line = lines.of(cue);
        if (line.isPresent()) {
            run.step(line.get()).forEach(this::take);
            run.flush().forEach(this::take);
        } else if (!run.isOver()) {
            out.add(cue);
        }
    }

    private void take(Step step) {
        Cue cue = sent(step.entry());
        long t = Math.max(cue.t(), out.isEmpty() ? 0 : out.get(out.size() - 1).t());
        if (step.delay() != own) {
            own = step.delay();
            out.add(new Cue.Delay(t, before + own));
        }
        out.add(cue.at(t));
    }

    private static Cue sent(Entry entry) {
        if (entry instanceof Entry.Response head) {
            return new Cue.Head(head.t(), head);
        } else if (entry instanceof Entry.Interim interim) {
            return new Cue.Interim(interim.t(), interim.status(), interim.headers());
        } else if (entry instanceof Entry.Body body) {
            return new Cue.Chunk(body.t(), body.bytes());
        } else if (entry instanceof Entry.End end) {
            return new Cue.Finish(end.t(), ending(end.outcome()), List.of());
        }
        throw new IllegalArgumentException("faults leave no " + entry.kind() + " of what was no such line");
    }

    private static Cue.Ending ending(Optional<Outcome> outcome) {
        if (outcome.equals(Optional.of(Outcome.COMPLETE))) {
            return Cue.Ending.CLEAN;
        }
        return outcome.equals(Optional.of(Outcome.UPSTREAM_RESET)) ? Cue.Ending.RESET : Cue.Ending.CUT;
    }

    private static long frames(List<Cue> cues) {
        return cues.stream().filter(Cue.Chunk.class::isInstance).count();
    }
}
