package dev.wiretape.timeline;

import java.util.Comparator;
import java.util.List;
import java.util.OptionalInt;
import java.util.PriorityQueue;
import java.util.stream.Stream;

/** Gathers the gaps between content deltas, and of the long ones the longest. */
final class GapFold {
    private static final long STALL_ABOVE = 1_000_000;
    private static final int STALL_MEDIANS = 5;

    private final Distribution gaps = new Distribution();
    private final PriorityQueue<Stall> longest = new PriorityQueue<>(Comparator.comparingLong(Stall::length));
    private long last = -1;
    private long pausedBefore;
    private int pings;
    private boolean stalled;

    void ping() {
        pings++;
    }

    /** A frame comes. */
    void frame() {
        stalled = false;
    }

    /** Whether the last frame ended a stall, by the gaps until then. */
    boolean hasStalled() {
        return stalled;
    }

    /** A content delta came. */
    void content(long t, int frame, Pauses pauses) {
        if (last >= 0) {
            gaps.add(t - last);
            if (t - last > STALL_ABOVE) {
                stalled = isStall(t - last);
                longest.add(silence(t, OptionalInt.of(frame), pauses));
                if (longest.size() > Timings.STALLS_LISTED) {
                    longest.remove();
                }
            }
        }
        last = t;
        pings = 0;
        pausedBefore = pauses.until(t);
    }

    Gaps gaps() {
        return gaps.count() == 0
                ? Gaps.NONE
                : new Gaps(gaps.count(), gaps.percentile(0.5), gaps.percentile(0.95), gaps.max());
    }

    /**
     * The stalls among the gaps.
     *
     * @param cutAt when the exchange ended, if that was before the message was whole; else negative
     */
    List<Stall> stalls(long cutAt, Pauses pauses) {
        Stream<Stall> silent = isStall(cutAt - last) && endsInSilence(cutAt)
                ? Stream.of(silence(cutAt, OptionalInt.empty(), pauses))
                : Stream.of();
        return Stream.concat(
                        longest.stream()
                                .filter(stall -> isStall(stall.length()))
                                .sorted(Comparator.comparingLong(Stall::from)),
                        silent)
                .toList();
    }

    /** How many stalls there are; more than are listed, perhaps. */
    long stallCount(long cutAt) {
        long inside = gaps.count() == 0 ? 0 : gaps.above(threshold());
        return Math.max(inside, listed()) + (endsInSilence(cutAt) && isStall(cutAt - last) ? 1 : 0);
    }

    private long listed() {
        return longest.stream().filter(stall -> isStall(stall.length())).count();
    }

    private boolean endsInSilence(long cutAt) {
        return last >= 0 && cutAt >= 0;
    }

    private boolean isStall(long gap) {
        return gap > threshold();
    }

    private long threshold() {
        return Math.max(STALL_ABOVE, STALL_MEDIANS * gaps.percentile(0.5));
    }

    private Stall silence(long to, OptionalInt frame, Pauses pauses) {
        return new Stall(last, to, frame, pings, pauses.until(to) - pausedBefore);
    }
}
