package dev.wiretape.timeline;

import static dev.wiretape.timeline.Severity.ERROR;
import static dev.wiretape.timeline.Severity.WARNING;

import dev.wiretape.message.Oddity;
import dev.wiretape.message.Oddity.Kind;
import dev.wiretape.message.RawJson;
import java.util.ArrayList;
import java.util.List;

/**
 * The token counts: stated at the start and at the end, cumulative. Where usage lists several {@code iterations}, as
 * after a compaction, message_start counts the first of them and message_delta the last, so that a smaller count is in
 * order.
 */
final class UsageRules implements Check {
    static final Rule USAGE_MISSING = OddityRule.of(
            Kind.USAGE_MISSING,
            ERROR,
            "message_start and message_delta have usage",
            "the TypeScript SDK throws \"Cannot read properties of undefined (reading 'output_tokens')\"");
    static final Rule USAGE_SHRINKS = OddityRule.of(
            Kind.USAGE_SHRINKS,
            WARNING,
            "token counts are cumulative, so none gets smaller",
            "the SDKs take the last one, those who add up count wrong");
    static final Rule USAGE_NEGATIVE =
            OddityRule.of(Kind.USAGE_NEGATIVE, ERROR, "no token count is negative", "the SDKs pass it on");
    static final Rule USAGE_NOT_A_COUNT = OddityRule.of(
            Kind.USAGE_NOT_A_COUNT,
            ERROR,
            "a token count is a whole number",
            "the TypeScript SDK passes it on, the Java SDK throws AnthropicInvalidDataException when it is read");

    private record Shrinking(int frame, Oddity odd) {}

    private final List<Shrinking> shrinking = new ArrayList<>();

    @Override
    public List<Rule> rules() {
        return List.of(USAGE_MISSING, USAGE_SHRINKS, USAGE_NEGATIVE, USAGE_NOT_A_COUNT);
    }

    @Override
    public void frame(Seen frame, Findings to) {
        if (frame.change().isPresent() && !frame.change().get().oddities().isEmpty()) {
            frame.change().get().oddities().stream()
                    .filter(odd -> odd.kind() == Kind.USAGE_SHRINKS && shrinking.size() < Findings.LISTED)
                    .forEach(odd -> shrinking.add(new Shrinking(frame.number(), odd)));
        }
    }

    @Override
    public void end(Ending ending, Findings to) {
        RawJson iterations = ending.message().usage().stated().getOrDefault("iterations", RawJson.NULL);
        if (iterations.elements().size() < 2) {
            shrinking.forEach(count -> to.add(USAGE_SHRINKS, count.frame(), OddityWords.of(count.odd())));
        }
    }
}
