package dev.wiretape.timeline;

import java.util.OptionalInt;

/**
 * {@value Definitions#STALL}
 *
 * @param from when the last content delta before it came, µs since the exchange began
 * @param to when the next one came, or the exchange ended
 * @param frame the frame that ended it; empty where the exchange ended first
 * @param pings how many pings came in between
 * @param paused for how much of it the client did not read, µs: that part is no slow API
 */
public record Stall(long from, long to, OptionalInt frame, int pings, long paused) {
    /** How long, µs. */
    public long length() {
        return to - from;
    }
}
