package dev.wiretape.timeline;

/** For how long the client did not read. */
final class Pauses {
    private long sum;
    private long since = -1;

    void paused(long t) {
        if (since < 0) {
            since = t;
        }
    }

    void resumed(long t) {
        if (since >= 0) {
            sum += Math.max(0, t - since);
            since = -1;
        }
    }

    /** How much of the time up to {@code t} it was, µs. */
    long until(long t) {
        return sum + (since < 0 ? 0 : Math.max(0, t - since));
    }
}
