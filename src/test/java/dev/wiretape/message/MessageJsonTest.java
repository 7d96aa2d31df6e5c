package dev.wiretape.message;

import static dev.wiretape.message.MessageFoldTest.END;
import static dev.wiretape.message.MessageFoldTest.START;
import static dev.wiretape.message.MessageFoldTest.STOP;
import static dev.wiretape.message.MessageFoldTest.delta;
import static dev.wiretape.message.MessageFoldTest.start;
import static dev.wiretape.message.MessageFoldTest.stop;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class MessageJsonTest {
    private static final String TOOL = "{\"type\":\"tool_use\",\"id\":\"t\",\"name\":\"n\",\"input\":{}}";

    @Test
    void assembledMessageHasTheMembersOfTheWireInTheirOrder() {
        String message = export(
                START,
                start(0, "{\"type\":\"text\",\"text\":\"\"}"),
                delta(0, "{\"type\":\"text_delta\",\"text\":\"a \\\"b\\\"\\n\"}"),
                stop(0),
                END,
                STOP);
        assertThat(message).isEqualTo("""
                        {"id":"msg_1","type":"message","role":"assistant","model":"m","content":[{"type":"text",\
                        "text":"a \\"b\\"\\n"}],"stop_reason":"end_turn","stop_sequence":null,\
                        "usage":{"input_tokens":3,"output_tokens":9}}""");
    }

    @Test
    void numbersKeyOrderAndEscapesOfAToolInputSurvive() {
        String input = "{\"z\": 9007199254740993, \"a\": 1.10, \"e\": \"\\u00e9\\/\", \"z\": 2E+400}";
        String message =
                export(START, start(0, TOOL), input(input.substring(0, 9)), input(input.substring(9)), stop(0));
        assertThat(message).contains("\"input\":" + input);
    }

    @Test
    void wholeValuesOfTheStartStandAsTheyStood() {
        String block = "{\"type\":\"text\",\"text\":\"\\u00e9\",\"big\": 12345678901234567890 }";
        assertThat(export(START, start(0, block), stop(0)))
                .contains("{\"type\":\"text\",\"text\":\"\\u00e9\",\"big\":12345678901234567890}");
    }

    @Test
    void inputThatIsCutIsClosedAndOneThatIsNoJsonStandsBesideIt() {
        assertThat(export(START, start(0, TOOL), input("{\"a\":[1,2"))).contains("\"input\":{\"a\":[1]}");
        assertThat(export(START, start(0, TOOL), input("{\"a\": nope}")))
                .contains("\"input\":{},\"partial_json\":\"{\\\"a\\\": nope}\"");
    }

    @Test
    void everyKindOfToolUseHasItsInput() {
        for (String type : new String[] {"tool_use", "server_tool_use", "mcp_tool_use", "new_tool_use"}) {
            assertThat(export(START, start(0, TOOL.replace("tool_use", type)), input("{\"a\":1}"), stop(0)))
                    .as(type)
                    .contains("\"input\":{\"a\":1}");
        }
    }

    @Test
    void unknownMembersAreKept() {
        String message = export(
                START,
                start(0, "{\"type\":\"song\",\"key\":\"c\",\"text\":\"la\"}"),
                delta(0, "{\"type\":\"text_delta\",\"text\":\"la\",\"tempo\":120}"),
                stop(0),
                END.replace("\"usage\"", "\"mood\":[1],\"usage\""),
                "{\"type\":\"message_stop\",\"metrics\":{\"ms\":1}}");
        assertThat(message)
                .contains("{\"type\":\"song\",\"key\":\"c\",\"text\":\"lala\",\"tempo\":120}")
                .contains("\"mood\":[1]")
                .contains("\"metrics\":{\"ms\":1}");
    }

    @Test
    void deltaThatDoesNotFitItsBlockIsNoPartOfTheMessage() {
        Fold fold = Fold.ofData(START, start(0, TOOL), delta(0, "{\"type\":\"text_delta\",\"text\":\"lost\"}"));
        assertThat(MessageJson.of(fold.snapshot())).doesNotContain("lost");
        assertThat(fold.snapshot().blocks().get(0).text()).hasToString("lost");
    }

    @Test
    void halvesOfASurrogatePairInTwoDeltasMeet() {
        String message = export(
                START,
                start(0, "{\"type\":\"text\",\"text\":\"\"}"),
                delta(0, "{\"type\":\"text_delta\",\"text\":\"\\ud83d\"}"),
                delta(0, "{\"type\":\"text_delta\",\"text\":\"\\ude00 \\ud83d\"}"));
        assertThat(message).contains("\"text\":\"\ud83d\ude00 \\ud83d\"");
    }

    private static String input(String json) {
        return delta(0, "{\"type\":\"input_json_delta\",\"partial_json\":" + RawJson.string(json) + "}");
    }

    private static String export(String... data) {
        return MessageJson.of(Fold.ofData(data).snapshot());
    }
}
