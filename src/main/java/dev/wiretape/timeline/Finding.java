package dev.wiretape.timeline;

import java.util.OptionalInt;
import java.util.OptionalLong;

/**
 * A rule was broken, or something happened that explains what one sees.
 *
 * @param rule which one
 * @param frame the frame it shows in; empty where it is about the exchange as a whole. A frame that never ended has the
 *     number it would have had
 * @param block the place of the content block it is about among the message's blocks, from 0; empty where it is about
 *     none
 * @param line the line of the recording it shows in; empty where it is about the exchange as a whole
 * @param what what is wrong here, a clause: {@code index 3 where 1 was next}
 */
public record Finding(Rule rule, OptionalInt frame, OptionalInt block, OptionalLong line, String what) {
    /** The rule's severity. */
    public Severity severity() {
        return rule.severity();
    }

    /** One sentence: what is wrong here, what the rule is, and what clients do about it. */
    public String message() {
        return what + ": " + rule.says() + (rule.clients().isEmpty() ? "" : "; " + rule.clients());
    }
}
