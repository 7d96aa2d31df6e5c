package dev.wiretape.tui.model;

import dev.wiretape.tui.tape.Rows;

/**
 * Time passing over a recording that is finished. A pure function of the rows' times: no sleep, so no drift.
 *
 * @param playing whether time passes
 * @param speed how many times faster than it was
 * @param idleLimitUs no gap lasts longer than this, µs; 0 for no limit
 * @param sinceUs recorded time that has passed since the row under the cursor arrived, µs
 * @param lastMs when time passed last, ms
 */
public record Playback(boolean playing, double speed, long idleLimitUs, double sinceUs, long lastMs) {
    /** Nothing plays. */
    public static final Playback STOPPED = new Playback(false, 1, 0, 0, 0);

    private static final double[] SPEEDS = {0.1, 0.2, 0.5, 1, 2, 5, 10, 20, 50, 100};
    private static final long[] LIMITS_US = {0, 2_000_000, 1_000_000, 500_000, 200_000};

    /** Where time has come to: a row, and what is left over. */
    record Arrived(int row, Playback playback) {}

    Playback start(long nowMs) {
        return new Playback(true, speed, idleLimitUs, 0, nowMs);
    }

    Playback stop() {
        return new Playback(false, speed, idleLimitUs, 0, 0);
    }

    Playback faster(int steps) {
        int at = 0;
        while (at < SPEEDS.length - 1 && SPEEDS[at] < speed) {
            at++;
        }
        int next = Math.max(0, Math.min(SPEEDS.length - 1, at + steps));
        return new Playback(playing, SPEEDS[next], idleLimitUs, sinceUs, lastMs);
    }

    Playback nextLimit() {
        int at = 0;
        while (at < LIMITS_US.length - 1 && LIMITS_US[at] != idleLimitUs) {
            at++;
        }
        return new Playback(playing, speed, LIMITS_US[(at + 1) % LIMITS_US.length], sinceUs, lastMs);
    }

    /** The row that has arrived at {@code nowMs}. */
    Arrived advance(Rows rows, int row, long nowMs) {
        double since = sinceUs + Math.max(0, nowMs - lastMs) * 1000.0 * speed;
        int at = row;
        while (at + 1 < rows.count()) {
            double gap = rows.gap(at + 1);
            double wait = idleLimitUs > 0 ? Math.min(gap, (double) idleLimitUs) : gap;
            if (since < wait) {
                break;
            }
            since -= wait;
            at++;
        }
        boolean ended = at + 1 >= rows.count();
        return new Arrived(at, new Playback(!ended, speed, idleLimitUs, ended ? 0 : since, nowMs));
    }

    /** How far time has come, µs since the exchange began. */
    public long t(Rows rows, int row) {
        return rows.count() == 0 ? 0 : rows.t(row) + (playing ? (long) sinceUs : 0);
    }
}
