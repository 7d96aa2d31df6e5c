package dev.wiretape.timeline;

import static dev.wiretape.timeline.Severity.ERROR;
import static dev.wiretape.timeline.Severity.INFO;
import static dev.wiretape.timeline.Severity.WARNING;

import dev.wiretape.message.Oddity.Kind;
import java.util.List;

/** The order of a message's events: start, blocks, delta, stop. */
final class OrderRules {
    static final Rule BEFORE_MESSAGE_START = OddityRule.of(
            Kind.BEFORE_MESSAGE_START,
            ERROR,
            "message_start comes first",
            "the TypeScript SDK drops what comes before it and, where none comes, ends with \"request ended without"
                    + " sending any chunks\"; older ones throw Unexpected event order, got X before \"message_start\"");
    static final Rule MESSAGE_START_MISSING = OddityRule.of(
            Kind.MESSAGE_START_MISSING,
            ERROR,
            "a stream has a message_start",
            "the TypeScript SDK throws \"request ended without sending any chunks\"");
    static final Rule SECOND_MESSAGE_START = OddityRule.of(
            Kind.SECOND_MESSAGE_START,
            ERROR,
            "a stream has one message_start",
            "the TypeScript SDK throws Unexpected event order, got message_start before receiving \"message_stop\"; the"
                    + " Java SDK refuses it, too");
    static final Rule CONTENT_IN_MESSAGE_START = OddityRule.of(
            Kind.CONTENT_IN_MESSAGE_START,
            INFO,
            "a message may start with content, as one that is resumed does",
            "the TypeScript SDK keeps it, the Java SDK drops it");
    static final Rule MESSAGE_DELTA_MISSING = OddityRule.of(
            Kind.MESSAGE_DELTA_MISSING,
            ERROR,
            "message_delta states the stop reason before message_stop",
            "the SDKs return a message whose stop_reason is null");
    static final Rule MESSAGE_DELTA_REPEATED = OddityRule.of(
            Kind.MESSAGE_DELTA_REPEATED,
            WARNING,
            "a stream has one message_delta",
            "the SDKs overwrite what the first one stated, also with nothing");
    static final Rule MESSAGE_STOP_MISSING = OddityRule.of(
            Kind.MESSAGE_STOP_MISSING,
            ERROR,
            "a stream ends with message_stop",
            "the TypeScript SDK throws \"stream ended without producing a Message with role=assistant\"; the Java SDK and"
                    + " create({stream: true}) take it for the end without an error");
    static final Rule AFTER_MESSAGE_STOP = OddityRule.of(
            Kind.AFTER_MESSAGE_STOP,
            ERROR,
            "nothing comes after message_stop",
            "clients that left at message_stop never see it, those that read on may fail after a whole message");
    static final Rule BLOCK_AFTER_MESSAGE_DELTA = OddityRule.of(
            Kind.BLOCK_AFTER_MESSAGE_DELTA,
            ERROR,
            "message_delta comes when all blocks are closed",
            "the SDKs take it; who acts on the stop reason at once has not seen all content");

    private OrderRules() {}

    static List<Rule> all() {
        return List.of(
                BEFORE_MESSAGE_START,
                MESSAGE_START_MISSING,
                SECOND_MESSAGE_START,
                CONTENT_IN_MESSAGE_START,
                MESSAGE_DELTA_MISSING,
                MESSAGE_DELTA_REPEATED,
                MESSAGE_STOP_MISSING,
                AFTER_MESSAGE_STOP,
                BLOCK_AFTER_MESSAGE_DELTA);
    }
}
