package dev.wiretape.tui.tape;

import java.util.Arrays;

/** The rows before which the stream said nothing for long: pings do not count as saying something. */
public final class Stalls {
    private static final long LEAST_US = 1_000_000;
    private static final int TIMES_MEDIAN = 5;
    private static final int SAMPLE = 4096;
    private static final int MOST = 10_000;

    private Stalls() {}

    /** The rows that ended a stall, in order. */
    public static int[] of(Rows rows) {
        long bound = bound(rows);
        int[] found = new int[16];
        int count = 0;
        long last = -1;
        for (int row = 0; row < rows.count() && count < MOST; row++) {
            if (!says(rows, row)) {
                continue;
            }
            if (last >= 0 && rows.t(row) - last > bound) {
                if (count == found.length) {
                    found = Arrays.copyOf(found, 2 * count);
                }
                found[count++] = row;
            }
            last = rows.t(row);
        }
        return Arrays.copyOf(found, count);
    }

    /** Above 1 s and above five times the usual gap. */
    private static long bound(Rows rows) {
        long[] gaps = new long[Math.min(rows.count(), SAMPLE)];
        int count = 0;
        for (int row = 1; row < rows.count() && count < gaps.length; row++) {
            if (rows.event(row).equals("content_block_delta")) {
                gaps[count++] = rows.gap(row);
            }
        }
        Arrays.sort(gaps, 0, count);
        return Math.max(LEAST_US, count == 0 ? 0 : TIMES_MEDIAN * gaps[count / 2]);
    }

    private static boolean says(Rows rows, int row) {
        return switch (rows.kind(row)) {
            case FRAME -> !rows.event(row).isEmpty() && !rows.event(row).equals("ping");
            case RESPONSE, BODY, PARTIAL, END -> true;
            default -> false;
        };
    }
}
