package dev.wiretape.timeline;

import static dev.wiretape.timeline.Severity.ERROR;
import static dev.wiretape.timeline.Severity.INFO;
import static dev.wiretape.timeline.Severity.WARNING;

import dev.wiretape.message.Oddity.Kind;
import java.util.List;

/** How an event is written: its name, its data, the members it must have, the types we know. */
final class DataRules {
    static final Rule EVENT_NAME_MISSING = OddityRule.of(
            Kind.EVENT_NAME_MISSING,
            ERROR,
            "every event names its type in an event field",
            "the SDKs skip such a frame without a word, so the message comes out short or not at all; Claude Code asks"
                    + " again without streaming");
    static final Rule EVENT_NAME_DIFFERS = OddityRule.of(
            Kind.EVENT_NAME_DIFFERS,
            ERROR,
            "the event field and the type in its data are the same",
            "the SDKs go by the type in the data, unless the event is called ping or error");
    static final Rule DATA_TYPE_MISSING = OddityRule.of(
            Kind.DATA_TYPE_MISSING,
            ERROR,
            "the data of every event has a type",
            "the TypeScript SDK goes by it alone and does nothing with the event");
    static final Rule DATA_NOT_JSON = OddityRule.of(
            Kind.DATA_NOT_JSON,
            ERROR,
            "the data of every event is one JSON object",
            "the TypeScript SDK throws the SyntaxError of JSON.parse and drops what came before; Claude Code asks again"
                    + " without streaming");
    static final Rule DATA_NOT_OBJECT = OddityRule.of(
            Kind.DATA_NOT_OBJECT,
            ERROR,
            "the data of every event is one JSON object",
            "the TypeScript SDK does nothing with the event or throws a TypeError");
    static final Rule DONE_MARK = OddityRule.of(
            Kind.DONE_MARK,
            ERROR,
            "a stream ends with message_stop, [DONE] is the end mark of another protocol",
            "under an event name both SDKs throw on it after a whole message: Unexpected token 'D', \"[DONE]\" is not"
                    + " valid JSON");
    static final Rule MEMBER_MISSING = OddityRule.of(
            Kind.MEMBER_MISSING,
            ERROR,
            "an event has all members of its type",
            "the TypeScript SDK throws \"Cannot read properties of undefined\" or drops the event, the Java SDK throws"
                    + " AnthropicInvalidDataException");
    static final Rule UNKNOWN_EVENT = OddityRule.of(
            Kind.UNKNOWN_EVENT,
            INFO,
            "new event types may come at any time",
            "the SDKs pass them on, the AI SDK makes an error part of them");
    static final Rule UNKNOWN_BLOCK = OddityRule.of(
            Kind.UNKNOWN_BLOCK,
            INFO,
            "new types of content blocks may come at any time",
            "the SDKs pass them on, the AI SDK makes an error part of them");
    static final Rule UNKNOWN_DELTA = OddityRule.of(
            Kind.UNKNOWN_DELTA,
            INFO,
            "new types of deltas may come at any time",
            "the SDKs pass them on as events and leave them out of the message");
    static final Rule ERROR_EVENT = OddityRule.of(
            Kind.ERROR_EVENT,
            ERROR,
            "an error event ends the stream",
            "the TypeScript SDK throws an APIError without a status, the Java SDK SseException with status 200; neither"
                    + " retries, for the response had begun");
    static final Rule SIGNATURE_REPEATED = OddityRule.of(
            Kind.SIGNATURE_REPEATED, WARNING, "a thinking block is signed once", "the SDKs keep the last signature");

    private DataRules() {}

    static List<Rule> all() {
        return List.of(
                EVENT_NAME_MISSING,
                EVENT_NAME_DIFFERS,
                DATA_TYPE_MISSING,
                DATA_NOT_JSON,
                DATA_NOT_OBJECT,
                DONE_MARK,
                MEMBER_MISSING,
                UNKNOWN_EVENT,
                UNKNOWN_BLOCK,
                UNKNOWN_DELTA,
                ERROR_EVENT,
                SIGNATURE_REPEATED);
    }
}
