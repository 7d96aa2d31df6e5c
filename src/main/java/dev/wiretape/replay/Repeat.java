package dev.wiretape.replay;

/** What answers a request that was asked more often than it was recorded. */
public enum Repeat {
    /** The last recording again. */
    LAST,
    /** The first again, and so on. */
    LOOP,
    /** An error that says so. */
    ERROR;

    /** What holds in a mode where nothing was chosen. */
    static Repeat in(MatchMode mode) {
        return mode == MatchMode.STRICT ? ERROR : LAST;
    }
}
