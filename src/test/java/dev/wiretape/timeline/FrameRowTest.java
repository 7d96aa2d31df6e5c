package dev.wiretape.timeline;

import static org.assertj.core.api.Assertions.assertThat;

import dev.wiretape.recording.Entry;
import dev.wiretape.recording.Payload;
import dev.wiretape.sse.EventDecoder;
import java.util.List;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(60)
class FrameRowTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"type\":\"text_delta\",\"text\":\"Hi\"}             | text_delta       | Hi",
                "{\"type\":\"thinking_delta\",\"thinking\":\"Hm\"}     | thinking_delta   | Hm",
                "{\"type\":\"input_json_delta\",\"partial_json\":\"{\"} | input_json_delta | {",
                "{\"type\":\"signature_delta\",\"signature\":\"Rw==\"} | signature_delta  | Rw==",
                "{\"type\":\"smell_delta\",\"smell\":\"tar\"}          | smell_delta      "
                        + "| {\"type\":\"smell_delta\",\"smell\":\"tar\"}"
            })
    void aDeltaIsShownByWhatItAdds(String delta, String kind, String preview) {
        FrameRow row = row("event: content_block_delta\n"
                + "data: {\"type\":\"content_block_delta\",\"index\":3,\"delta\":" + delta + "}\n\n");

        assertThat(row.event()).contains("content_block_delta");
        assertThat(row.block()).isEqualTo(OptionalLong.of(3));
        assertThat(row.kind()).isEqualTo(kind);
        assertThat(row.preview()).isEqualTo(preview);
    }

    @Test
    void otherEventsAreShownByWhatMattersInThem() {
        assertThat(row("data: {\"type\":\"message_start\",\"message\":{\"model\":\"m-1\"}}\n\n")
                        .preview())
                .isEqualTo("m-1");
        assertThat(row("data: {\"type\":\"content_block_start\",\"index\":0,"
                                + "\"content_block\":{\"type\":\"tool_use\",\"name\":\"look\"}}\n\n")
                        .preview())
                .isEqualTo("look");
        assertThat(row("data: {\"type\":\"error\",\"error\":{\"type\":\"overloaded_error\",\"message\":\"Busy\"}}\n\n"))
                .extracting(FrameRow::kind, FrameRow::preview)
                .containsExactly("overloaded_error", "Busy");
    }

    @Test
    void aFrameThatDispatchesNothingIsShownAsItIs() {
        FrameRow row = row(": keep-alive\n\n");

        assertThat(row.event()).isEmpty();
        assertThat(row.preview()).isEqualTo(": keep-alive");
        assertThat(row.size()).isEqualTo(14);
    }

    @ParameterizedTest
    @ValueSource(strings = {"[DONE]", "{\"type\":", "null", "[1]", "\"x\"", "{\"index\":1e99,\"delta\":7}"})
    void whatIsNoMessageIsShownAsItIs(String data) {
        FrameRow row = row("event: e\ndata: " + data + "\n\n");

        assertThat(row.block()).isEmpty();
        assertThat(row.kind()).isEmpty();
        assertThat(row.preview()).isEqualTo(data);
    }

    @Test
    void theNameOfAnEventCannotReachTheTerminalAsControl() {
        assertThat(row("event: \u001b]0;x\u0007\ndata: 1\n\n").event()).contains("␛]0;x␇");
    }

    @Test
    void aLongPreviewIsCut() {
        assertThat(row("data: " + "x".repeat(10_000) + "\n\n").preview())
                .hasSize(200)
                .endsWith("…");
    }

    private static FrameRow row(String raw) {
        return FrameRow.of(new Entry.Frame(5, 0, Payload.of(raw), List.of()), new EventDecoder());
    }
}
