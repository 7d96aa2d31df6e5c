package dev.wiretape.timeline;

import dev.wiretape.recording.Entry;
import java.util.List;

/** A family of rules at work on one exchange. Lines and frames come in order; what it saw it keeps in itself. */
interface Check {
    /** Every rule of the family. */
    List<Rule> rules();

    /** The next line of the exchange, before it is interpreted. */
    default void line(Entry entry, Findings to) {}

    /** The next frame, interpreted. */
    default void frame(Seen frame, Findings to) {}

    /** What there is to say if the exchange is over as {@code ending} has it. Changes nothing in the family. */
    default void end(Ending ending, Findings to) {}
}
