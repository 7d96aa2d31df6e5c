package dev.wiretape.recording.fault;

import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;

/** Gives each answer its faults, by their order. Thread-safe. */
public final class Injection {
    private final Faults faults;
    private final Supplier<Sights> live;
    private final double speed;
    private final AtomicLong answers = new AtomicLong();

    /** Begins with the first answer. */
    public Injection(Faults faults) {
        this(faults, 1);
    }

    /**
     * Begins with the first answer.
     *
     * @param speed recorded seconds that pass in a real one; infinite where nothing waits for its time
     */
    public Injection(Faults faults, double speed) {
        this(faults, () -> Sights.NONE, speed);
    }

    /**
     * Begins with the first answer.
     *
     * @param live looks at one answer while it comes
     */
    public Injection(Faults faults, Supplier<Sights> live) {
        this(faults, live, 1);
    }

    private Injection(Faults faults, Supplier<Sights> live, double speed) {
        this.speed = speed;
        this.faults = faults;
        this.live = live;
    }

    /** Those of the next answer. */
    public FaultRun next() {
        return next(faults.needSights() ? live.get() : Sights.NONE);
    }

    /** The same, where somebody knows what there is to be seen in the answer. */
    public FaultRun next(Sights sights) {
        return faults.run(answers.incrementAndGet(), sights, speed);
    }

    /** Whether somebody must know that. */
    public boolean needsSights() {
        return faults.needSights();
    }
}
