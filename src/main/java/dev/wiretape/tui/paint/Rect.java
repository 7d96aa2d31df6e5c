package dev.wiretape.tui.paint;

/** A part of the page, in cells; never of negative size. */
public record Rect(int x, int y, int width, int height) {
    /** Nothing. */
    public static final Rect NONE = new Rect(0, 0, 0, 0);

    /** A part of the page; negative sizes become 0. */
    public Rect {
        width = Math.max(0, width);
        height = Math.max(0, height);
    }

    /** Whether nothing fits in. */
    public boolean isEmpty() {
        return width == 0 || height == 0;
    }

    /** Whether the cell is in it. */
    public boolean contains(int cellX, int cellY) {
        return cellX >= x && cellX < x + width && cellY >= y && cellY < y + height;
    }

    /** The upper {@code rows} of it. */
    public Rect top(int rows) {
        return new Rect(x, y, width, Math.min(rows, height));
    }

    /** What is left below the upper {@code rows}. */
    public Rect below(int rows) {
        int taken = Math.min(rows, height);
        return new Rect(x, y + taken, width, height - taken);
    }

    /** The left {@code columns} of it. */
    public Rect left(int columns) {
        return new Rect(x, y, Math.min(columns, width), height);
    }

    /** What is left to the right of the left {@code columns}. */
    public Rect rightOf(int columns) {
        int taken = Math.min(columns, width);
        return new Rect(x + taken, y, width - taken, height);
    }
}
