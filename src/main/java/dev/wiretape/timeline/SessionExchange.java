package dev.wiretape.timeline;

import java.util.List;
import java.util.OptionalInt;
import java.util.OptionalLong;

/**
 * An exchange on the time axis of its session.
 *
 * @param place its place among the session's exchanges, from 0
 * @param seq its number in the session
 * @param start when it began, µs since the session began
 * @param end when it ended; empty while it runs, or where no times are known
 * @param failed whether it ended without a whole answer: cut, refused, or with an error
 * @param retryOf the place of the exchange that this one repeats: the last one before it that failed and had ended, with
 *     the same method, path and body. Whether the body asks for a stream does not count, since clients fall back to asking
 *     for none
 * @param concurrent the places of the exchanges that ran at the same time, for some of it
 * @param frames how many frames it delivered
 * @param contentBytes how much content it delivered: bytes its deltas brought, in UTF-8
 */
public record SessionExchange(
        int place,
        long seq,
        long start,
        OptionalLong end,
        boolean failed,
        OptionalInt retryOf,
        List<Integer> concurrent,
        long frames,
        long contentBytes) {

    /** Whether it ran while the other one did. */
    boolean overlaps(SessionExchange other) {
        return start < other.end.orElse(Long.MAX_VALUE) && other.start < end.orElse(Long.MAX_VALUE);
    }

    SessionExchange among(List<Integer> others) {
        return new SessionExchange(place, seq, start, end, failed, retryOf, others, frames, contentBytes);
    }
}
