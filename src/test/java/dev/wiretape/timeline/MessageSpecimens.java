package dev.wiretape.timeline;

import static dev.wiretape.timeline.Streams.PING;
import static dev.wiretape.timeline.Streams.START;
import static dev.wiretape.timeline.Streams.STOP;
import static dev.wiretape.timeline.Streams.around;
import static dev.wiretape.timeline.Streams.blockStart;
import static dev.wiretape.timeline.Streams.blockStop;
import static dev.wiretape.timeline.Streams.clean;
import static dev.wiretape.timeline.Streams.delta;
import static dev.wiretape.timeline.Streams.event;
import static dev.wiretape.timeline.Streams.input;
import static dev.wiretape.timeline.Streams.messageDelta;
import static dev.wiretape.timeline.Streams.text;
import static dev.wiretape.timeline.Streams.textBlock;
import static dev.wiretape.timeline.Streams.textStart;
import static dev.wiretape.timeline.Streams.toolBlock;
import static dev.wiretape.timeline.Streams.toolStart;

import dev.wiretape.recording.Outcome;
import java.util.stream.Stream;

/** Specimens for the rules of the Messages API. */
final class MessageSpecimens {
    private static final String THINKING = "{\"type\":\"thinking\",\"thinking\":\"\",\"signature\":\"\"}";

    private MessageSpecimens() {}

    static Stream<Specimen> all() {
        return Stream.of(data(), order(), blocks(), tools(), stops(), usage()).flatMap(s -> s);
    }

    private static Stream<Specimen> data() {
        String unnamed = STOP.substring(STOP.indexOf("data:"));
        return Stream.of(
                Specimen.of(
                        "event-name-missing", around(textBlock(0), "end_turn").replace(STOP, unnamed), clean()),
                Specimen.of(
                        "event-name-differs", clean().replace("event: message_stop", "event: message_end"), clean()),
                Specimen.of("data-type-missing", clean().replace("\"type\":\"message_stop\"", ""), clean()),
                Specimen.of(
                        "data-not-json",
                        START + event("ping", "\"a\":01") + clean().substring(START.length()),
                        clean()),
                Specimen.of("data-not-object", START + "event: x\ndata: [1]\n\n" + STOP, clean()),
                Specimen.of("done-mark", clean() + "data: [DONE]\n\n", clean() + ": [DONE]\n\n"),
                Specimen.of(
                        "member-missing",
                        around(textStart(0) + delta(0, "{\"type\":\"text_delta\"}") + blockStop(0), "end_turn"),
                        around(textStart(0) + text(0, "") + blockStop(0), "end_turn")),
                Specimen.of("unknown-event", START + event("news", "") + STOP, START + PING + STOP),
                Specimen.of(
                        "unknown-block",
                        around(blockStart(0, "{\"type\":\"hologram\"}") + blockStop(0), "end_turn"),
                        around(blockStart(0, "{\"type\":\"web_fetch_tool_result\"}") + blockStop(0), "end_turn")),
                Specimen.of(
                        "unknown-delta",
                        around(textStart(0) + delta(0, "{\"type\":\"smell_delta\"}") + blockStop(0), "end_turn"),
                        clean()),
                Specimen.of(
                        "error-event",
                        START + event("error", "\"error\":{\"type\":\"overloaded_error\",\"message\":\"Overloaded\"}"),
                        START + event("errors", "") + STOP),
                Specimen.of(
                        "signature-repeated",
                        around(blockStart(0, THINKING) + signature("a") + signature("b") + blockStop(0), "end_turn"),
                        around(blockStart(0, THINKING) + signature("a") + blockStop(0), "end_turn")));
    }

    private static String signature(String value) {
        return delta(0, "{\"type\":\"signature_delta\",\"signature\":\"" + value + "\"}");
    }

    private static Stream<Specimen> order() {
        String end = messageDelta("end_turn") + STOP;
        String filled = START.replace("\"content\":[]", "\"content\":[{\"type\":\"text\",\"text\":\"a\"}]");
        return Stream.of(
                Specimen.of("before-message-start", textBlock(0) + START + end, PING + clean()),
                Specimen.of("message-start-missing", PING, clean()),
                Specimen.of("second-message-start", START + clean(), clean()),
                Specimen.of("content-in-message-start", filled + end, clean()),
                Specimen.of("message-delta-missing", START + textBlock(0) + STOP, clean()),
                Specimen.of("message-delta-repeated", START + messageDelta("end_turn") + end, clean()),
                Specimen.of("message-stop-missing", START + textBlock(0) + messageDelta("end_turn"), clean()),
                Specimen.of("after-message-stop", clean() + PING, PING + clean()),
                Specimen.of(
                        "block-after-message-delta", START + messageDelta("end_turn") + textBlock(0) + STOP, clean()));
    }

    private static Stream<Specimen> blocks() {
        return Stream.of(
                broken("index-gap", textBlock(0) + textBlock(2), textBlock(0) + textBlock(1)),
                broken("index-reused", textBlock(0) + textBlock(0), textBlock(0) + textBlock(1)),
                broken("start-of-open-block", textStart(0) + textBlock(0), textBlock(0)),
                broken(
                        "blocks-interleaved",
                        textStart(0) + textStart(1) + text(0, "a") + text(1, "b") + blockStop(0) + blockStop(1),
                        textBlock(0) + textBlock(1)),
                broken("delta-without-block", textBlock(0) + text(1, "a") + blockStop(1), textBlock(0)),
                broken("delta-for-closed-block", textBlock(0) + text(0, "a"), textBlock(0)),
                broken("stop-without-block", blockStop(0), textBlock(0)),
                broken("stop-of-closed-block", textBlock(0) + blockStop(0), textBlock(0)),
                broken("block-left-open", textStart(0) + text(0, "a"), textBlock(0)),
                broken(
                        "delta-type-misfit",
                        textStart(0) + delta(0, "{\"type\":\"thinking_delta\",\"thinking\":\"a\"}") + blockStop(0),
                        blockStart(0, THINKING)
                                + delta(0, "{\"type\":\"thinking_delta\",\"thinking\":\"a\"}")
                                + blockStop(0)));
    }

    private static Specimen broken(String rule, String content, String whole) {
        return Specimen.of(rule, around(content, "end_turn"), around(whole, "end_turn"));
    }

    private static Stream<Specimen> tools() {
        String unfinished = toolStart(0) + input(0, "{\"a\":") + blockStop(0);
        return Stream.of(
                tool("input-broken", toolStart(0) + input(0, "{\"a\":x") + input(0, "}") + blockStop(0), toolBlock(0)),
                Specimen.of("input-unfinished", around(unfinished, "tool_use"), around(unfinished, "max_tokens")),
                Specimen.of("input-cut", around(unfinished, "max_tokens"), around(toolBlock(0), "max_tokens")),
                tool("input-not-object", toolStart(0) + input(0, "[1]") + blockStop(0), toolBlock(0)),
                tool(
                        "input-stated-twice",
                        toolBlock(0).replace("\"input\":{}", "\"input\":{\"a\":1}"),
                        toolBlock(0).replace("\"input\":{}", "\"input\":{}")));
    }

    private static Specimen tool(String rule, String block, String whole) {
        return Specimen.of(rule, around(block, "tool_use"), around(whole, "tool_use"));
    }

    private static Stream<Specimen> stops() {
        return Stream.of(
                Specimen.of(
                        "stop-tool-use-without-tool",
                        around(textBlock(0), "tool_use"),
                        around(textBlock(0) + toolBlock(1), "tool_use")),
                Specimen.of(
                        "tool-without-stop-tool-use",
                        around(toolBlock(0), "end_turn"),
                        around(toolBlock(0).replace("\"tool_use\"", "\"server_tool_use\""), "end_turn")),
                Specimen.of("stop-reason-missing", around(textBlock(0), ""), clean()),
                Specimen.of("stop-max-tokens", around(textBlock(0), "max_tokens"), clean()),
                Specimen.of("stop-refusal", around(textBlock(0), "refusal"), clean()),
                Specimen.of("stop-pause-turn", around(textBlock(0), "pause_turn"), clean()),
                Specimen.of("stop-context-window", around(textBlock(0), "model_context_window_exceeded"), clean()));
    }

    private static Stream<Specimen> usage() {
        String usage = "\"usage\":{\"output_tokens\":12}";
        return Stream.of(
                Specimen.of("usage-missing", clean().replace("," + usage, ""), clean()),
                Specimen.of("usage-shrinks", output("0"), output("1")),
                Specimen.of("usage-negative", output("-1"), output("12")),
                Specimen.of("usage-not-a-count", output("12.5"), output("12")));
    }

    private static String output(String tokens) {
        return clean().replace("\"output_tokens\":12", "\"output_tokens\":" + tokens);
    }

    /** An exchange that was cut in the middle of a tool's input. */
    static Exchanges cutInTool() {
        return Exchanges.streaming()
                .frames(START + toolStart(0) + input(0, "{\"a\":[1,"))
                .end(Outcome.UPSTREAM_RESET);
    }
}
