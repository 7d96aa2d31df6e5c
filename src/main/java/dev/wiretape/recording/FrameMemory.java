package dev.wiretape.recording;

import java.util.concurrent.atomic.AtomicLong;

/**
 * How much of frames that are not complete yet the exchanges of a session keep together. A frame of up to 8 MiB is kept
 * whole; a dozen of them at once would fill a small heap, and the recorder would break the traffic. What grows past the
 * bound is recorded as plain pieces, like a frame that is too large by itself.
 *
 * <p>Thread-safe; a share is confined to its exchange's thread.
 */
final class FrameMemory {
    /** Room for two frames of the largest size, and so for the one of an exchange that is alone. */
    static final long MOST_OF_ALL = 16L * 1024 * 1024;

    /** What is smaller is as good as nothing: most frames come whole, and those that do not need not be counted. */
    private static final int COUNTED_FROM = 16 * 1024;

    private final AtomicLong kept = new AtomicLong();

    /** A part for one body, nothing yet. */
    Share share() {
        return new Share();
    }

    /** What one body keeps. */
    final class Share {
        private int mine;

        private Share() {}

        /** Keeps {@code bytes} in all from now on; false where that should not be. It counts as kept all the same. */
        boolean keep(int bytes) {
            int counted = bytes < COUNTED_FROM ? 0 : bytes;
            if (counted == mine) {
                return true;
            }
            boolean less = counted < mine;
            long all = kept.addAndGet((long) counted - mine);
            mine = counted;
            return less || all <= MOST_OF_ALL;
        }
    }
}
