package dev.wiretape.message;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class MessageFoldTest {
    static final String START = """
            {"type":"message_start","message":{"id":"msg_1","type":"message","role":"assistant","model":"m","content":[],\
            "stop_reason":null,"stop_sequence":null,"usage":{"input_tokens":3,"output_tokens":1}}}""";
    static final String END = """
            {"type":"message_delta","delta":{"stop_reason":"end_turn","stop_sequence":null},"usage":{"output_tokens":9}}""";
    static final String STOP = "{\"type\":\"message_stop\"}";

    static String start(int index, String block) {
        return "{\"type\":\"content_block_start\",\"index\":" + index + ",\"content_block\":" + block + "}";
    }

    static String delta(int index, String delta) {
        return "{\"type\":\"content_block_delta\",\"index\":" + index + ",\"delta\":" + delta + "}";
    }

    static String stop(int index) {
        return "{\"type\":\"content_block_stop\",\"index\":" + index + "}";
    }

    @Test
    void textArrivesPieceByPiece() {
        Fold fold = Fold.ofData(
                START,
                start(0, "{\"type\":\"text\",\"text\":\"\"}"),
                delta(0, "{\"type\":\"text_delta\",\"text\":\"Hel\"}"),
                "{\"type\":\"ping\"}",
                delta(0, "{\"type\":\"text_delta\",\"text\":\"l\u00f6\"}"),
                stop(0),
                END,
                STOP);
        assertThat(fold.odd()).isEmpty();
        List<String> texts = List.of("", "Hel", "Hel", "Hell\u00f6");
        for (int i = 0; i < texts.size(); i++) {
            assertThat(fold.fold().snapshotAt(i + 1).blocks().get(0).text()).hasToString(texts.get(i));
        }
        assertThat(fold.fold().snapshotAt(0).blocks()).isEmpty();
        assertThat(fold.fold().snapshotAt(4).blocks().get(0).open()).isTrue();
        assertThat(fold.fold().snapshotAt(5).blocks().get(0).stopFrame()).hasValue(5);
        assertThat(fold.changes().get(4))
                .isEqualTo(new Change(
                        4,
                        Change.Kind.BLOCK_DELTA,
                        "content_block_delta",
                        0,
                        "text_delta",
                        Part.TEXT,
                        2,
                        3,
                        List.of()));
        MessageSnapshot end = fold.snapshot();
        assertThat(end.stopReason()).contains("end_turn");
        assertThat(end.usage().inputTokens()).hasValue(3);
        assertThat(end.usage().outputTokens()).hasValue(9);
        assertThat(fold.fold().snapshotAt(5).usage().outputTokens()).hasValue(1);
        assertThat(end.id()).contains("msg_1");
        assertThat(end.stopped()).isTrue();
    }

    @Test
    void toolInputIsFollowedStepByStep() {
        Fold fold = Fold.ofData(
                START,
                start(0, "{\"type\":\"tool_use\",\"id\":\"t\",\"name\":\"edit\",\"input\":{}}"),
                delta(0, "{\"type\":\"input_json_delta\",\"partial_json\":\"\"}"),
                delta(0, "{\"type\":\"input_json_delta\",\"partial_json\":\"{\\\"edits\\\": [1, {\\\"new_str\"}"),
                delta(0, "{\"type\":\"input_json_delta\",\"partial_json\":\"ing\\\": \\\"a\"}"),
                delta(0, "{\"type\":\"input_json_delta\",\"partial_json\":\"b\\\"}]}\"}"),
                stop(0));
        JsonProgress three = fold.fold().snapshotAt(3).blocks().get(0).input();
        assertThat(three.state()).isEqualTo(JsonState.IN_KEY);
        assertThat(three.path()).isEqualTo("$.edits[1].new_str");
        assertThat(three.depth()).isEqualTo(3);
        JsonProgress four = fold.fold().snapshotAt(4).blocks().get(0).input();
        assertThat(four.state()).isEqualTo(JsonState.IN_STRING);
        assertThat(four.path()).isEqualTo("$.edits[1].new_string");
        assertThat(fold.fold().snapshotAt(2).blocks().get(0).input().state()).isEqualTo(JsonState.NOTHING);
        Block block = fold.snapshot().blocks().get(0);
        assertThat(block.input().endsWell()).isTrue();
        assertThat(block.input().value()).contains(new RawJson("{\"edits\": [1, {\"new_string\": \"ab\"}]}"));
        assertThat(block.toolName()).contains("edit");
    }
}
