package dev.wiretape.cli;

import dev.wiretape.recording.Line;
import dev.wiretape.recording.fault.Faults;
import dev.wiretape.recording.fault.Sights;
import dev.wiretape.timeline.Inspection;
import dev.wiretape.timeline.Landmarks;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Queue;

/** Looks at an exchange before it is broken, for faults whose places are only known then. */
final class SightsPass implements RecordingPass.Visitor {
    private final Inspection inspection = new Inspection();
    private final Queue<Sights> seen;

    private SightsPass(Queue<Sights> seen) {
        this.seen = seen;
    }

    /** What there is to be seen in each exchange of the inputs, in order; nothing where no fault asks for it. */
    static Queue<Sights> over(List<Input> inputs, Faults faults) {
        Queue<Sights> seen = new ArrayDeque<>();
        if (faults.needSights()) {
            inputs.forEach(input -> RecordingPass.quiet().run(input, header -> new SightsPass(seen)));
        }
        return seen;
    }

    /** The next of them. */
    static Sights next(Queue<Sights> seen) {
        return seen.isEmpty() ? Sights.NONE : seen.remove();
    }

    @Override
    public void line(Line line) {
        inspection.add(line);
    }

    @Override
    public void end() {
        seen.add(Landmarks.of(inspection.report()));
    }
}
