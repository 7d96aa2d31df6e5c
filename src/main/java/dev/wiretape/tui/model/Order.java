package dev.wiretape.tui.model;

/** What can be done to an answer that is being served. */
public enum Order {
    /** Hold it where it is. */
    HOLD,
    /** Let it go on. */
    GO_ON,
    /** Let one more frame through. */
    STEP,
    /** Let it go on to a place, which the argument says. */
    RUN_TO,
    /** Another speed: a number, or {@code max}. */
    SPEED,
    /** End it as though all had been sent. */
    CUT,
    /** Close the connection in its middle. */
    CLOSE,
    /** Reset the connection in its middle. */
    RESET,
    /** Break what is still to come, as the argument says. */
    BREAK
}
