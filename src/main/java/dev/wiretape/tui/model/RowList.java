package dev.wiretape.tui.model;

import dev.wiretape.tui.tape.Rows;
import java.util.Arrays;
import java.util.function.IntPredicate;

/** The rows a filter lets through, in order. Immutable. Without a filter it costs nothing, whatever the number of rows. */
public final class RowList {
    /** No rows. */
    public static final RowList NONE = new RowList(null, 0, 0);

    private final int[] rows;
    private final int count;
    private final int seen;

    private RowList(int[] rows, int count, int seen) {
        this.rows = rows;
        this.count = count;
        this.seen = seen;
    }

    /** All rows. */
    static RowList all(Rows rows) {
        return new RowList(null, rows.count(), rows.count());
    }

    /** The rows that pass; {@code before} is what was found among the first of them. */
    static RowList of(Rows rows, IntPredicate passes, RowList before) {
        boolean more = before.rows != null && before.seen <= rows.count();
        int[] found = more ? before.rows : new int[64];
        int count = more ? before.count : 0;
        for (int row = more ? before.seen : 0; row < rows.count(); row++) {
            if (passes.test(row)) {
                if (count == found.length) {
                    found = Arrays.copyOf(found, 2 * count);
                }
                found[count++] = row;
            }
        }
        return new RowList(found, count, rows.count());
    }

    /** How many. */
    public int size() {
        return count;
    }

    /** The row at {@code index}. */
    public int row(int index) {
        return rows == null ? index : rows[index];
    }

    /** The index of {@code row}, or of the last row before it; 0 if there is none. */
    public int indexOf(int row) {
        if (rows == null) {
            return Math.max(0, Math.min(row, count - 1));
        }
        int at = Arrays.binarySearch(rows, 0, count, row);
        return at >= 0 ? at : Math.max(0, -at - 2);
    }

    /** Whether the row is among them. */
    public boolean has(int row) {
        return count > 0 && row(indexOf(row)) == row;
    }
}
