package dev.wiretape.replay;

import dev.wiretape.recording.fault.FaultRun;
import dev.wiretape.recording.fault.Faults;
import java.util.concurrent.atomic.AtomicLong;

/** Gives each answer its faults, by the order in which requests found a recording. Thread-safe. */
final class Injection {
    private final Faults faults;
    private final AtomicLong answers = new AtomicLong();

    Injection(Faults faults) {
        this.faults = faults;
    }

    /** Those of the next answer. */
    FaultRun next() {
        return faults.run(answers.incrementAndGet());
    }
}
