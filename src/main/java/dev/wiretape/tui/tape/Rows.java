package dev.wiretape.tui.tape;

import java.lang.ref.SoftReference;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * The lines of an exchange behind its header, as far as they had been read: an immutable view of columns that only grow,
 * so that it costs nothing whatever its length. Times are µs since the exchange began.
 */
public final class Rows {
    /** An exchange of which nothing has been read. */
    public static final Rows NONE = new Rows(new RowColumns(new Words()), 0);

    /** Where columns come from that were given up. */
    interface Source {
        /** The columns, as they were. */
        RowColumns read();
    }

    private final int count;
    private final int frames;
    private final long lastT;
    private final Optional<RowColumns> kept;
    private final Source source;
    private volatile SoftReference<RowColumns> lent;

    Rows(RowColumns columns, int count) {
        this(columns, count, Optional.of(columns), () -> columns);
    }

    private Rows(RowColumns columns, int count, Optional<RowColumns> kept, Source source) {
        this.count = count;
        this.frames = count == 0 ? 0 : columns.framesBefore(count - 1) + isFrame(columns, count - 1);
        this.lastT = count == 0 ? 0 : columns.t(count - 1);
        this.kept = kept;
        this.source = source;
        this.lent = new SoftReference<>(kept.isEmpty() ? columns : null);
    }

    /** The same rows, which may be given up where memory is needed: {@code source} then reads them again. */
    Rows lent(Source from) {
        return new Rows(columns(), count, Optional.empty(), from);
    }

    private static int isFrame(RowColumns columns, int row) {
        return LineKind.of(columns.kind(row)) == LineKind.FRAME ? 1 : 0;
    }

    private RowColumns columns() {
        if (kept.isPresent()) {
            return kept.get();
        }
        RowColumns columns = lent.get();
        return columns == null ? borrowed() : columns;
    }

    private synchronized RowColumns borrowed() {
        RowColumns columns = lent.get();
        if (columns == null) {
            columns = source.read();
            lent = new SoftReference<>(columns);
        }
        return columns;
    }

    /** How many rows there are. */
    public int count() {
        return count;
    }

    /** How many of them are frames. */
    public int frames() {
        return frames;
    }

    /** What the row is. */
    public LineKind kind(int row) {
        return LineKind.of(columns().kind(check(row)));
    }

    /** When it arrived. */
    public long t(int row) {
        return columns().t(check(row));
    }

    /** Where its line begins in the file. */
    public long offset(int row) {
        return columns().offset(check(row));
    }

    /** Its line's length, without the LF. */
    public int length(int row) {
        return columns().length(check(row));
    }

    /** Bytes of the frame or of the piece of a body it is; 0 for others. */
    public int size(int row) {
        return columns().size(check(row));
    }

    /** The event's type, empty where the row is no frame or dispatches no event. */
    public String event(int row) {
        return columns().words().word(columns().event(check(row)));
    }

    /** The delta's, the block's or the error's type; else empty. */
    public String delta(int row) {
        return columns().words().word(columns().delta(check(row)));
    }

    /** The content block's index, where the data has one that fits. */
    public OptionalInt block(int row) {
        int block = columns().block(check(row));
        return block < 0 ? OptionalInt.empty() : OptionalInt.of(block);
    }

    /** How many frames stand before the row: its number, if it is a frame itself. */
    public int framesBefore(int row) {
        return columns().framesBefore(check(row));
    }

    /** Time since the row before, 0 for the first. */
    public long gap(int row) {
        return row == 0 ? t(0) : Math.max(0, t(row) - t(row - 1));
    }

    /** Whether the same network chunk brought this row and the one before. */
    public boolean sameChunk(int row) {
        return row > 0 && kind(row) == LineKind.FRAME && kind(row - 1) == LineKind.FRAME && t(row) == t(row - 1);
    }

    /** Whether several network chunks brought this frame. */
    public boolean split(int row) {
        return columns().split(check(row));
    }

    /** The row of frame {@code frame}, or the nearest there is. */
    public int rowOfFrame(int frame) {
        int low = 0;
        int high = count - 1;
        while (low < high) {
            int middle = (low + high) >>> 1;
            boolean before = framesBefore(middle) < frame
                    || (framesBefore(middle) == frame && kind(middle) != LineKind.FRAME && frame < frames());
            if (before) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }

    /** The last row that had arrived at {@code t}; the first row if none had. */
    public int rowAt(long t) {
        int low = 0;
        int high = count - 1;
        while (low < high) {
            int middle = (low + high + 1) >>> 1;
            if (t(middle) <= t) {
                low = middle;
            } else {
                high = middle - 1;
            }
        }
        return Math.max(0, low);
    }

    /** When the last row arrived; 0 if there is none. */
    public long lastT() {
        return lastT;
    }

    private int check(int row) {
        if (row < 0 || row >= count) {
            throw new IndexOutOfBoundsException("row " + row + " of " + count);
        }
        return row;
    }
}
