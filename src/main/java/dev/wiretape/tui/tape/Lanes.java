package dev.wiretape.tui.tape;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.OptionalLong;

/**
 * The content blocks of an exchange side by side on a time axis cut into columns.
 *
 * @param from where the axis begins, µs since the exchange began
 * @param to where it ends
 * @param columns how many columns
 * @param lanes the blocks in the order in which they began
 * @param pings how many pings in each column
 * @param headers when the response's head came
 * @param firstContent when the first delta came
 * @param last when the last line came
 */
public record Lanes(
        long from,
        long to,
        int columns,
        List<Lane> lanes,
        int[] pings,
        OptionalLong headers,
        OptionalLong firstContent,
        long last) {
    /** No lanes at all. */
    public static final Lanes NONE =
            new Lanes(0, 1, 1, List.of(), new int[1], OptionalLong.empty(), OptionalLong.empty(), 0);

    /**
     * One block.
     *
     * @param index its index on the wire
     * @param type its type as its start states it, empty where it never started
     * @param start when it started
     * @param stop when it stopped; empty while it is open
     * @param lastDelta when its last frame came
     * @param deltas how many frames it got
     * @param density how many of them in each column
     * @param firstRow the row it started in
     */
    public record Lane(
            int index,
            String type,
            long start,
            OptionalLong stop,
            long lastDelta,
            int deltas,
            int[] density,
            int firstRow) {}

    /** Looks through all rows; the axis goes from {@code from} to {@code to} in {@code columns} columns. */
    public static Lanes of(Rows rows, long from, long to, int columns) {
        return new Fold(rows, from, Math.max(from + 1, to), Math.max(1, columns)).run();
    }

    /** The column of a time, perhaps outside of the axis. */
    public int column(long t) {
        return (int) Math.max(-1, Math.min(columns, Math.floorDiv((t - from) * columns, Math.max(1, to - from))));
    }

    /** The time at which a column begins. */
    public long time(int column) {
        return from + (to - from) * column / columns;
    }

    /** The lanes being made. */
    private static final class Fold {
        private static final class Open {
            private final int index;
            private final String type;
            private final long start;
            private final int row;
            private final int[] density;
            private OptionalLong stop = OptionalLong.empty();
            private long last;
            private int deltas;

            Open(int index, String type, long start, int row, int columns) {
                this.index = index;
                this.type = type;
                this.start = start;
                this.last = start;
                this.row = row;
                this.density = new int[columns];
            }
        }

        private final Rows rows;
        private final long from;
        private final long to;
        private final int columns;
        private final List<Open> lanes = new ArrayList<>();
        private final List<Open> byIndex = new ArrayList<>();
        private final int[] pings;
        private OptionalLong headers = OptionalLong.empty();
        private OptionalLong firstContent = OptionalLong.empty();

        Fold(Rows rows, long from, long to, int columns) {
            this.rows = rows;
            this.from = from;
            this.to = to;
            this.columns = columns;
            this.pings = new int[columns];
        }

        Lanes run() {
            for (int row = 0; row < rows.count(); row++) {
                look(row);
            }
            List<Lane> done = new ArrayList<>();
            for (Open lane : lanes) {
                done.add(new Lane(
                        lane.index, lane.type, lane.start, lane.stop, lane.last, lane.deltas, lane.density, lane.row));
            }
            return new Lanes(from, to, columns, List.copyOf(done), pings, headers, firstContent, rows.lastT());
        }

        private void look(int row) {
            LineKind kind = rows.kind(row);
            if (kind == LineKind.RESPONSE && headers.isEmpty()) {
                headers = OptionalLong.of(rows.t(row));
            }
            if (kind != LineKind.FRAME) {
                return;
            }
            String event = rows.event(row);
            OptionalInt block = rows.block(row);
            if (block.isPresent()) {
                ofBlock(row, block.getAsInt(), event);
            } else if (event.equals("ping") && inside(rows.t(row))) {
                pings[column(rows.t(row))]++;
            }
        }

        private void ofBlock(int row, int index, String event) {
            long t = rows.t(row);
            Open lane = index < byIndex.size() ? byIndex.get(index) : null;
            if (event.equals("content_block_start") || lane == null) {
                lane = open(row, index, event.equals("content_block_start") ? rows.delta(row) : "", t);
            }
            if (lane == null) {
                return;
            }
            if (event.equals("content_block_stop")) {
                lane.stop = OptionalLong.of(t);
            } else if (!event.equals("content_block_start")) {
                lane.deltas++;
                lane.last = t;
                if (inside(t)) {
                    lane.density[column(t)]++;
                }
                if (firstContent.isEmpty()) {
                    firstContent = OptionalLong.of(t);
                }
            }
        }

        private Open open(int row, int index, String type, long t) {
            if (lanes.size() >= MOST) {
                return null;
            }
            Open lane = new Open(index, type, t, row, columns);
            lanes.add(lane);
            while (byIndex.size() <= index && byIndex.size() < MOST) {
                byIndex.add(null);
            }
            if (index < byIndex.size()) {
                byIndex.set(index, lane);
            }
            return lane;
        }

        private boolean inside(long t) {
            return t >= from && t <= to;
        }

        private int column(long t) {
            return (int) Math.min(columns - 1, (t - from) * columns / (to - from));
        }
    }

    /** A wire that opens more blocks than this is not worth a lane for each. */
    private static final int MOST = 4096;
}
