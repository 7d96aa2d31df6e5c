package dev.wiretape.tui.paint;

/** What a piece of text means; a theme gives it a colour. Colour is never the only carrier of it. */
public enum Ink {
    /** Ordinary text. */
    NORMAL,
    /** Text that steps back: units, pings, what is folded. */
    DIM,
    /** Lines that divide. */
    RULE,
    /** The title of the pane that has the keys. */
    FOCUS,
    /** A key one can press. */
    KEY,
    /** Times. */
    TIME,
    /** What the model says. */
    TEXT,
    /** What the model thinks. */
    THINKING,
    /** Tools and their input. */
    TOOL,
    /** What frames the message: its start, its end, its usage. */
    FRAME,
    /** All is well. */
    GOOD,
    /** Something runs. */
    LIVE,
    /** Worth knowing. */
    INFO,
    /** Suspicious. */
    WARNING,
    /** Broken. */
    ERROR,
    /** A mark somebody set. */
    MARK
}
