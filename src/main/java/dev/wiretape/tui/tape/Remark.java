package dev.wiretape.tui.tape;

import dev.wiretape.timeline.Finding;
import java.util.OptionalInt;

/**
 * A finding, ready to be shown.
 *
 * @param frame the frame it shows in; empty where it is about the exchange as a whole
 * @param level how much it matters
 * @param rule the rule's stable name
 * @param text one sentence
 */
public record Remark(OptionalInt frame, Level level, String rule, String text) {
    /** How much it matters, the gravest first. */
    public enum Level {
        /** The protocol is broken, or the stream did not come whole. */
        ERROR,
        /** Some client trips over it. */
        WARNING,
        /** It explains what one sees. */
        INFO
    }

    static Remark of(Finding finding) {
        return new Remark(
                finding.frame(),
                Level.valueOf(finding.severity().name()),
                finding.rule().name(),
                finding.message());
    }
}
