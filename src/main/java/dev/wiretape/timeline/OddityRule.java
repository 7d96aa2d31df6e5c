package dev.wiretape.timeline;

import dev.wiretape.message.Oddity;

/** A rule that the fold of the message watches over: it is called as the oddity is. */
final class OddityRule {
    private OddityRule() {}

    static Rule of(Oddity.Kind kind, Severity severity, String says, String clients) {
        return Rule.messages(kind.id(), severity, says, clients);
    }
}
