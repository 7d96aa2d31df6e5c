package dev.wiretape.timeline;

/**
 * {@value Definitions#GAPS}
 *
 * @param count how many
 * @param p50 half of them are at most this long, µs
 * @param p95 95 % of them are at most this long, µs
 * @param max the longest, µs
 */
public record Gaps(long count, long p50, long p95, long max) {
    /** No gap at all. */
    public static final Gaps NONE = new Gaps(0, 0, 0, 0);
}
