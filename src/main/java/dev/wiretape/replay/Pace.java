package dev.wiretape.replay;

import java.util.OptionalLong;

/**
 * How fast recorded time runs. Pure: it reckons over recorded times and never alters them.
 *
 * @param speed a factor above 0, such as 2 for twice as fast; {@link Double#POSITIVE_INFINITY} means without waiting
 * @param idleLimit the longest gap that is kept, in recorded µs: longer ones are cut to it before the speed applies, as
 *     asciinema does
 */
public record Pace(double speed, OptionalLong idleLimit) {
    /** As it was recorded. */
    public static final Pace RECORDED = new Pace(1, OptionalLong.empty());

    /** Without waiting. */
    public static final Pace MAX = new Pace(Double.POSITIVE_INFINITY, OptionalLong.empty());

    /** Refuses a speed that is not above 0 and a limit below 0. */
    public Pace {
        if (!(speed > 0)) {
            throw new IllegalArgumentException("speed must be above 0, is " + speed);
        }
        if (idleLimit.isPresent() && idleLimit.getAsLong() < 0) {
            throw new IllegalArgumentException("idle limit must not be below 0, is " + idleLimit.getAsLong());
        }
    }

    /** Whether there are any deadlines. */
    boolean waits() {
        return !Double.isInfinite(speed);
    }

    /** The position that the recorded time {@code t} has after the position {@code from}. */
    public Position advance(Position from, long t) {
        long gap = Math.max(0, t - from.recorded);
        return new Position(from.recorded + gap, from.kept + Math.min(gap, idleLimit.orElse(Long.MAX_VALUE)));
    }

    /** Nanoseconds of real time from the start to {@code position}: from the start each time, so nothing adds up. */
    public long nanos(Position position) {
        return Math.round(position.kept * 1000.0 / speed);
    }

    /**
     * A place in a recording.
     *
     * @param recorded recorded µs
     * @param kept what the idle limit left of them
     */
    public record Position(long recorded, long kept) {
        /** The beginning. */
        public static final Position START = new Position(0, 0);
    }
}
