package dev.wiretape.message;

import static org.assertj.core.api.Assertions.assertThat;

import dev.wiretape.sse.Event;
import java.io.IOException;
import java.io.Writer;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(300)
class LongStreamTest {
    private static final int DELTAS = 1_000_000;
    private static final String PIECE = "0123456789012345678901234567890123456789012345678\\n";

    /** What is asserted here is that it ends: a copy of the input per delta would be 25 terabytes. */
    @Test
    void millionDeltasOfFiftyMegabytesAreFoldedLookedBackAtAndWritten() throws IOException {
        MessageFold fold = new MessageFold();
        fold.apply(
                0,
                event(
                        "content_block_start",
                        ",\"index\":0,\"content_block\":{\"type\":\"tool_use\",\"name\":\"write\",\"input\":{}}"));
        fold.apply(1, piece("{\\\"text\\\": \\\""));
        Event delta = piece(PIECE.replace("\\", "\\\\"));
        for (int i = 0; i < DELTAS; i++) {
            fold.apply(2 + i, delta);
        }
        fold.apply(2 + DELTAS, piece("\\\"}"));
        for (int frame = 1; frame < DELTAS; frame += 10_007) {
            JsonProgress input = fold.snapshotAt(frame).blocks().get(0).input();
            assertThat(input.path()).isEqualTo("$.text");
            assertThat(input.text().length()).isEqualTo(10 + (frame - 1) * PIECE.length());
        }
        assertThat(fold.snapshot().blocks().get(0).input().state()).isEqualTo(JsonState.COMPLETE);
        long[] written = {0};
        try (Writer out = counter(written)) {
            MessageJson.write(fold.snapshot(), out);
        }
        assertThat(written[0]).isGreaterThan((long) DELTAS * PIECE.length());
    }

    @Test
    void manyBlocksAreFoldedAndLookedBackAtOneByOne() {
        MessageFold fold = new MessageFold();
        int blocks = 200_000;
        for (int i = 0; i < blocks; i++) {
            String index = ",\"index\":" + i;
            fold.apply(
                    3 * i,
                    event("content_block_start", index + ",\"content_block\":{\"type\":\"text\",\"text\":\"\"}"));
            fold.apply(
                    3 * i + 1,
                    event("content_block_delta", index + ",\"delta\":{\"type\":\"text_delta\",\"text\":\"x\"}"));
            fold.apply(3 * i + 2, event("content_block_stop", index));
        }
        assertThat(fold.snapshot().blocks()).hasSize(blocks);
        for (int frame = 1; frame < 3 * blocks; frame += 60_001) {
            List<Block> then = fold.snapshotAt(frame).blocks();
            assertThat(then).hasSize(frame / 3 + 1);
            assertThat(then.get(then.size() - 1).open()).isEqualTo(frame % 3 != 2);
        }
    }

    private static Event piece(String json) {
        return event(
                "content_block_delta",
                ",\"index\":0,\"delta\":{\"type\":\"input_json_delta\",\"partial_json\":\"" + json + "\"}");
    }

    private static Event event(String type, String members) {
        return new Event(type, "{\"type\":\"" + type + "\"" + members + "}", "", true);
    }

    private static Writer counter(long[] written) {
        return new Writer() {
            @Override
            public void write(char[] chars, int offset, int length) {
                written[0] += length;
            }

            @Override
            public void flush() {
                // Nothing is held.
            }

            @Override
            public void close() {
                // Nothing is open.
            }
        };
    }
}
