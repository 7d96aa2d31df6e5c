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
    /** What can be done to an answer that is being served. */
    SERVED,
    /** The next key names a mark to set. */
    SET_MARK,
    /** The next key names a mark to go to. */
    GO_TO_MARK
}
