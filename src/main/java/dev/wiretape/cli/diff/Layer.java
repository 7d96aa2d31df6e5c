package dev.wiretape.cli.diff;

import java.util.Locale;

/** What can be compared; later ones do not see all that earlier ones see. */
public enum Layer {
    /** The status and the decoded body. */
    BYTES,
    /** The events, their types and data. */
    EVENTS,
    /** What the message says, but for the inputs of its tools; ids apart, which are new each time. */
    CONTENT,
    /** What the inputs of tools mean as JSON, however they are spelled. */
    TOOL_INPUT,
    /** The token counts as last stated. */
    USAGE,
    /** When what happened, apart from what differs from run to run anyway. */
    TIMING;

    /** The word on the command line. */
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
