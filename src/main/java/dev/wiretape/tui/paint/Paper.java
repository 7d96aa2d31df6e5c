package dev.wiretape.tui.paint;

/** What a piece of text stands on. */
public enum Paper {
    /** Nothing special. */
    NORMAL,
    /** The first and last line of the screen. */
    BAR,
    /** The row under the cursor, in the pane that has the keys. */
    CURSOR,
    /** The row under the cursor, in another pane. */
    RESTING,
    /** What the frame under the cursor added. */
    FRESH,
    /** What a search found. */
    FOUND
}
