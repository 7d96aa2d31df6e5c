package dev.wiretape.bench;

import java.util.Arrays;

/** A growing list of measured times, and its percentiles. */
final class Samples {
    private long[] values;
    private int count;
    private boolean sorted;

    Samples(int capacity) {
        values = new long[Math.max(16, capacity)];
    }

    /** Adds one value. */
    void add(long value) {
        if (count == values.length) {
            values = Arrays.copyOf(values, count * 2);
        }
        values[count++] = value;
        sorted = false;
    }

    /** Number of values. */
    int count() {
        return count;
    }

    /** The value below which {@code percent} of all lie (nearest rank), in the unit that was added; NaN when empty. */
    double percentile(double percent) {
        if (count == 0) {
            return Double.NaN;
        }
        if (!sorted) {
            Arrays.sort(values, 0, count);
            sorted = true;
        }
        int rank = (int) Math.ceil(percent / 100 * count);
        return values[Math.max(0, Math.min(count - 1, rank - 1))];
    }

    /** The same in microseconds, for values in nanoseconds. */
    double micros(double percent) {
        return percentile(percent) / 1000;
    }
}
