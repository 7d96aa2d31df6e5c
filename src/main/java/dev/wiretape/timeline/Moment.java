package dev.wiretape.timeline;

import java.util.OptionalLong;

/** The time at which something happened first; empty until then. */
final class Moment {
    private long t = -1;

    /** It happened; only the first time counts. */
    void happened(long at) {
        if (t < 0) {
            t = Math.max(0, at);
        }
    }

    boolean isPast() {
        return t >= 0;
    }

    OptionalLong when() {
        return t < 0 ? OptionalLong.empty() : OptionalLong.of(t);
    }
}
