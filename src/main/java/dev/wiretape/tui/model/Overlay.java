package dev.wiretape.tui.model;

/** What lies over the screen. */
public enum Overlay {
    /** Nothing. */
    NONE,
    /** The table of keys. */
    HELP,
    /** What can be copied. */
    COPY,
    /** What can be exported. */
    EXPORT,
    /** The next key names a mark to set. */
    SET_MARK,
    /** The next key names a mark to go to. */
    GO_TO_MARK
}
