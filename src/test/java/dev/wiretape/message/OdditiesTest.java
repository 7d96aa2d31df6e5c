package dev.wiretape.message;

import static dev.wiretape.message.MessageFoldTest.END;
import static dev.wiretape.message.MessageFoldTest.START;
import static dev.wiretape.message.MessageFoldTest.STOP;
import static dev.wiretape.message.MessageFoldTest.delta;
import static dev.wiretape.message.MessageFoldTest.start;
import static dev.wiretape.message.MessageFoldTest.stop;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Everything the protocol does not foresee is said once, at its frame, and nothing else is said. */
class OdditiesTest {
    private static final String TEXT = "{\"type\":\"text\",\"text\":\"\"}";
    private static final String TOOL = "{\"type\":\"tool_use\",\"id\":\"t\",\"name\":\"n\",\"input\":{}}";
    private static final String HELLO = "{\"type\":\"text_delta\",\"text\":\"Hello\"}";
    private static final String PING = "{\"type\":\"ping\"}";

    record Case(String name, List<String> odd, Fold fold) {
        @Override
        public String toString() {
            return name;
        }
    }

    static Stream<Case> cases() {
        return Stream.of(
                odd("nothing at all", "end:message-start-missing, end:message-stop-missing"),
                odd("ordinary text", "", START, start(0, TEXT), PING, delta(0, HELLO), stop(0), END, STOP),
                odd("empty input", "", START, start(0, TOOL), delta(0, json("")), stop(0), END, STOP),
                odd("second start", "1:second-message-start", START, START, END, STOP),
                odd("no start", "0:before-message-start, 1:before-message-start, end:message-start-missing", END, STOP),
                odd("no stop", "end:message-stop-missing", START, END),
                odd("no delta", "1:message-delta-missing", START, STOP),
                odd("cut early", "end:message-delta-missing, end:message-stop-missing", START),
                odd("delta twice", "2:message-delta-repeated", START, END, END, STOP),
                odd(
                        "events after the stop",
                        "3:after-message-stop, 4:after-message-stop",
                        START,
                        END,
                        STOP,
                        PING,
                        STOP),
                odd("block left open", "3:block-left-open", START, start(0, TEXT), END, STOP),
                odd(
                        "cut in a block",
                        "end:block-left-open, end:message-delta-missing, end:message-stop-missing",
                        START,
                        start(0, TEXT)),
                odd("index gap", "1:index-gap", START, start(2, TEXT), stop(2), END, STOP),
                odd(
                        "index back",
                        "1:index-gap, 3:index-gap",
                        START,
                        start(1, TEXT),
                        stop(1),
                        start(0, TEXT),
                        stop(0),
                        END,
                        STOP),
                odd(
                        "index reused",
                        "3:index-reused",
                        START,
                        start(0, TEXT),
                        stop(0),
                        start(0, TEXT),
                        stop(0),
                        END,
                        STOP),
                odd(
                        "start of an open block",
                        "2:start-of-open-block",
                        START,
                        start(0, TEXT),
                        start(0, TEXT),
                        stop(0),
                        END,
                        STOP),
                odd(
                        "interleaved",
                        "2:blocks-interleaved",
                        START,
                        start(0, TEXT),
                        start(1, TOOL),
                        delta(0, HELLO),
                        delta(1, json("{}")),
                        stop(0),
                        stop(1),
                        END,
                        STOP),
                odd(
                        "delta without a block",
                        "1:delta-without-block, 3:block-left-open",
                        START,
                        delta(0, HELLO),
                        END,
                        STOP),
                odd(
                        "delta for a closed block",
                        "3:delta-for-closed-block",
                        START,
                        start(0, TEXT),
                        stop(0),
                        delta(0, HELLO),
                        END,
                        STOP),
                odd("stop without a block", "1:stop-without-block", START, stop(0), END, STOP),
                odd("stop twice", "3:stop-of-closed-block", START, start(0, TEXT), stop(0), stop(0), END, STOP),
                odd("misfit", "2:delta-type-misfit", START, start(0, TEXT), delta(0, json("{}")), stop(0), END, STOP),
                odd(
                        "block after the message's delta",
                        "2:block-after-message-delta, 3:block-after-message-delta",
                        START,
                        END,
                        start(0, TEXT),
                        stop(0),
                        STOP),
                odd("unknown event", "1:unknown-event", START, "{\"type\":\"news\"}", END, STOP),
                odd("unknown block", "1:unknown-block", START, start(0, "{\"type\":\"song\"}"), stop(0), END, STOP),
                odd(
                        "unknown delta",
                        "2:unknown-delta",
                        START,
                        start(0, TEXT),
                        delta(0, "{\"type\":\"song_delta\",\"note\":\"c\"}"),
                        stop(0),
                        END,
                        STOP),
                odd(
                        "members missing",
                        "0:member-missing, 1:member-missing, 2:member-missing, 3:member-missing, 4:member-missing,"
                                + " 5:member-missing, 5:stop-without-block, 6:member-missing, 6:usage-missing,"
                                + " end:block-left-open, end:message-stop-missing",
                        "{\"type\":\"message_start\"}",
                        "{\"type\":\"content_block_start\",\"index\":0}",
                        "{\"type\":\"content_block_delta\",\"index\":0}",
                        delta(0, "{}"),
                        delta(0, "{\"type\":\"text_delta\"}"),
                        stop(0).replace(":0", ":0,\"index\":\"0\""),
                        "{\"type\":\"message_delta\"}"),
                odd("error", "1:error-event, end:message-delta-missing, end:message-stop-missing", START, error()),
                odd(
                        "broken input",
                        "2:input-broken",
                        START,
                        start(0, TOOL),
                        delta(0, json("{a")),
                        delta(0, json("}")),
                        stop(0),
                        END,
                        STOP),
                odd(
                        "unfinished input",
                        "3:input-unfinished",
                        START,
                        start(0, TOOL),
                        delta(0, json("{")),
                        stop(0),
                        END,
                        STOP),
                odd(
                        "input no object",
                        "3:input-not-object",
                        START,
                        start(0, TOOL),
                        delta(0, json("[]")),
                        stop(0),
                        END,
                        STOP),
                odd(
                        "input stated twice",
                        "2:input-stated-twice",
                        START,
                        start(0, TOOL.replace("{}", "{\"x\":1}")),
                        delta(0, json("{}")),
                        stop(0),
                        END,
                        STOP),
                odd(
                        "two signatures",
                        "3:signature-repeated",
                        START,
                        start(0, "{\"type\":\"thinking\",\"thinking\":\"\",\"signature\":\"\"}"),
                        delta(0, "{\"type\":\"signature_delta\",\"signature\":\"a\"}"),
                        delta(0, "{\"type\":\"signature_delta\",\"signature\":\"b\"}"),
                        stop(0),
                        END,
                        STOP),
                odd("usage missing", "1:usage-missing", START, END.replace("usage", "use"), STOP),
                odd("usage shrinks", "1:usage-shrinks", START, END.replace(":9", ":0"), STOP),
                odd("usage negative", "1:usage-negative", START, END.replace(":9", ":-9"), STOP),
                odd("usage no count", "1:usage-not-a-count", START, END.replace(":9", ":\"9\""), STOP),
                odd(
                        "content at the start",
                        "0:content-in-message-start",
                        START.replace("\"content\":[]", "\"content\":[" + TEXT + "]"),
                        start(1, TEXT),
                        stop(1),
                        END,
                        STOP),
                raw("not JSON", "0:data-not-json", "event: x\ndata: {\n\n"),
                raw("empty data", "0:data-not-json", "event: x\ndata\n\n"),
                raw("not an object", "0:data-not-object", "event: x\ndata: [1]\n\n"),
                raw("two values", "0:data-not-json", "event: x\ndata: {} {}\n\n"),
                raw("done", "0:done-mark", "data: [DONE]\n\n"),
                raw("no event name", "0:event-name-missing", "data: {\"type\":\"ping\"}\n\n"),
                raw("no type", "0:data-type-missing", "event: ping\ndata: {}\n\n"),
                raw("names differ", "0:event-name-differs", "event: pong\ndata: {\"type\":\"ping\"}\n\n"),
                raw("error that is no JSON", "0:data-not-json, 0:error-event", "event: error\ndata: oh no\n\n"));
    }

    @ParameterizedTest
    @MethodSource("cases")
    void isSaid(Case c) {
        assertThat(c.fold().odd()).as(c.name()).isEqualTo(c.odd());
    }

    @Test
    void everyKindIsTried() {
        Set<String> tried = new HashSet<>();
        cases().forEach(c -> c.odd().forEach(odd -> tried.add(odd.substring(odd.indexOf(':') + 1))));
        assertThat(EnumSet.allOf(Oddity.Kind.class))
                .extracting(Oddity.Kind::id)
                .containsExactlyInAnyOrderElementsOf(tried);
    }

    private static Case odd(String name, String odd, String... data) {
        List<String> expected = odd.isEmpty() ? List.of() : Arrays.asList(odd.split(", *"));
        return new Case(name, expected, Fold.ofData(data));
    }

    private static Case raw(String name, String odd, String stream) {
        List<String> expected = Stream.concat(
                        Stream.of(odd.split(", ")), Stream.of("end:message-start-missing", "end:message-stop-missing"))
                .toList();
        return new Case(name, expected, Fold.of(stream));
    }

    private static String json(String partial) {
        return "{\"type\":\"input_json_delta\",\"partial_json\":" + RawJson.string(partial) + "}";
    }

    private static String error() {
        return "{\"type\":\"error\",\"error\":{\"type\":\"overloaded_error\",\"message\":\"Overloaded\"}}";
    }
}
