package dev.wiretape.timeline;

import java.util.Arrays;

/**
 * How often which value occurred, in memory that does not grow with the number of values: values below 2048 are kept
 * exactly, larger ones to 11 significant bits, so that a percentile is at most 0.1 % too small.
 */
final class Distribution {
    private static final int BITS = 11;
    private static final int HALF = 1 << (BITS - 1);

    private long[] counts = new long[2 * HALF];
    private long count;
    private long min = Long.MAX_VALUE;
    private long max;

    /** Adds a value; a negative one counts as 0. */
    void add(long value) {
        long counted = Math.max(0, value);
        int bucket = bucket(counted);
        if (bucket >= counts.length) {
            counts = Arrays.copyOf(counts, (bucket / HALF + 1) * HALF);
        }
        counts[bucket]++;
        count++;
        min = Math.min(min, counted);
        max = Math.max(max, counted);
    }

    long count() {
        return count;
    }

    /** The smallest value that at least {@code share} of all values do not exceed; 0 where there is none. */
    long percentile(double share) {
        long rank = Math.max(1, (long) Math.ceil(share * count));
        long seen = 0;
        for (int bucket = 0; bucket < counts.length; bucket++) {
            seen += counts[bucket];
            if (seen >= rank) {
                return Math.min(max, Math.max(min, lowest(bucket)));
            }
        }
        return 0;
    }

    long max() {
        return max;
    }

    /** How many values are above {@code value}, as far as the buckets tell. */
    long above(long value) {
        long seen = 0;
        for (int bucket = bucket(value) + 1; bucket < counts.length; bucket++) {
            seen += counts[bucket];
        }
        return seen;
    }

    private static int bucket(long value) {
        int shift = Math.max(0, Long.SIZE - Long.numberOfLeadingZeros(value) - BITS);
        return (int) (value >>> shift) + shift * HALF;
    }

    /** The smallest value in the bucket: round numbers stay round. */
    private static long lowest(int bucket) {
        int shift = Math.max(0, bucket / HALF - 1);
        return (long) (bucket - shift * HALF) << shift;
    }
}
