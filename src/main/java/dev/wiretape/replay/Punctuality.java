package dev.wiretape.replay;

import java.util.Locale;
import java.util.concurrent.atomic.AtomicLongArray;

/**
 * How late chunks were sent, as a histogram: what is sent at a deadline is counted with the time that had passed since,
 * taken after the write to the socket. Nothing is ever sent before its deadline. Within 3 % of the true figure; thread-safe.
 */
public final class Punctuality {
    private static final int SUB_BITS = 5;
    private static final int SUBS = 1 << SUB_BITS;

    private final AtomicLongArray counts = new AtomicLongArray((64 - SUB_BITS) * SUBS);

    Punctuality() {}

    /** Counts a cue that was sent {@code nanos} after its deadline. */
    void late(long nanos) {
        counts.incrementAndGet(bucket(Math.max(0, nanos)));
    }

    /** Begins anew; returns how many were counted. */
    long reset() {
        long sum = 0;
        for (int i = 0; i < counts.length(); i++) {
            sum += counts.getAndSet(i, 0);
        }
        return sum;
    }

    /** How many were sent. */
    public long count() {
        long sum = 0;
        for (int i = 0; i < counts.length(); i++) {
            sum += counts.get(i);
        }
        return sum;
    }

    /** The lateness, in µs, that a fraction of all cues (0.99 for the 99th percentile, 1 for the worst) kept within. */
    public double micros(double fraction) {
        long left = Math.max(1, (long) Math.ceil(count() * fraction));
        for (int i = 0; i < counts.length(); i++) {
            left -= counts.get(i);
            if (left <= 0) {
                return upper(i) / 1000.0;
            }
        }
        return 0;
    }

    /** In words: {@code 1,234 chunks sent, half of them within 0.08 ms of their time, 99 % within 0.45 ms}. */
    @Override
    public String toString() {
        return String.format(
                Locale.ROOT,
                "%,d chunks sent, half of them within %.2f ms of their time, 99 %% within %.2f ms",
                count(),
                micros(0.5) / 1000,
                micros(0.99) / 1000);
    }

    private static int bucket(long nanos) {
        int shift = Math.max(0, Long.SIZE - SUB_BITS - 1 - Long.numberOfLeadingZeros(nanos));
        return shift * SUBS + (int) (nanos >>> shift);
    }

    private static long upper(int bucket) {
        int shift = Math.max(0, bucket / SUBS - 1);
        return ((bucket - shift * SUBS + 1L) << shift) - 1;
    }
}
