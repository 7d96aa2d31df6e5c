package dev.wiretape.tui.tape;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.wiretape.recording.Entry;
import dev.wiretape.recording.Payload;
import dev.wiretape.recording.RecordingReader;
import dev.wiretape.recording.SessionFolder;
import dev.wiretape.sse.EventDecoder;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The quick look at a frame sees what the parser sees, or leaves it to the parser. */
@Timeout(60)
class GlanceTest {
    private final Words words = new Words();

    private record Look(long t, int size, String event, String delta, int block) {}

    private Look look(Glance glance) {
        return new Look(
                glance.t(), glance.size(), words.word(glance.event()), words.word(glance.delta()), glance.block());
    }

    private Look parsed(Entry.Frame frame) {
        Glance glance = new Glance(words);
        glance.slowly(frame, new EventDecoder());
        return look(glance);
    }

    @Test
    void everyFrameOfEveryRecordingLooksAsItParses() throws IOException {
        int quick = 0;
        int all = 0;
        for (Path file : SessionFolder.recordings(Path.of("recordings"))) {
            try (RecordingReader reader = RecordingReader.open(file)) {
                while (reader.advance()) {
                    Glance glance = new Glance(words);
                    if (!(reader.entry() instanceof Entry.Frame frame)) {
                        assertThat(glance.frame(reader.array(), reader.start(), reader.length()))
                                .isFalse();
                        continue;
                    }
                    all++;
                    if (glance.frame(reader.array(), reader.start(), reader.length())) {
                        quick++;
                        assertThat(look(glance)).as(frame.raw().text()).isEqualTo(parsed(frame));
                    }
                }
            }
        }
        assertThat(quick).as("of %d frames seen quickly", all).isGreaterThan(all * 8 / 10);
    }

    @Test
    void whatIsUnusualIsSeenRightOrNotAtAll() throws IOException {
        for (String data : List.of(
                "{\"type\":\"content_block_delta\",\"index\":3,\"delta\":{\"type\":\"text_delta\",\"text\":\"a \\\"b\\\" \\\\\"}}",
                "{\"type\": \"content_block_delta\", \"index\": 3, \"delta\": {\"type\": \"text_delta\", \"text\": \"x\"} }",
                "{\"delta\":{\"text\":\"x\",\"type\":\"text_delta\"},\"index\":3,\"type\":\"content_block_delta\"}",
                "{\"index\":3,\"content_block\":{\"type\":\"tool_use\"},\"type\":\"content_block_start\"}",
                "{\"type\":\"content_block_delta\",\"index\":99999,\"delta\":{\"type\":\"text_delta\",\"text\":\"\"}}",
                "{\"type\":\"content_block_delta\",\"index\":-1,\"delta\":{\"type\":\"text_delta\",\"text\":\"\"}}",
                "{\"type\":\"a\\\\\\\"b\",\"index\":1}",
                "{\"text\":\"\\\"index\\\":7\",\"index\":1}",
                "{\"type\":7}",
                "{}",
                "{\"type\":\"ping\"}",
                "{\"type\":\"error\",\"error\":{\"type\":\"overloaded_error\",\"message\":\"m\"}}",
                "[1]",
                "not json",
                "")) {
            for (String raw : List.of(
                    "event: content_block_delta\ndata: " + data + "\n\n",
                    "event: ping\ndata: " + data + "\n\n",
                    "event: x\r\ndata: " + data + "\r\n\r\n",
                    "data: " + data + "\n\n",
                    "event: a\ndata: {\ndata: " + data + "\n\n",
                    ": comment\n\n")) {
                compare(raw);
            }
        }
    }

    private void compare(String raw) throws IOException {
        byte[] line = ("{\"kind\":\"frame\",\"t\":12,\"n\":3,\"raw\":" + new JsonMapper().writeValueAsString(raw) + "}")
                .getBytes(UTF_8);
        Glance glance = new Glance(words);
        if (glance.frame(line, 0, line.length)) {
            assertThat(look(glance)).as(raw).isEqualTo(parsed(new Entry.Frame(12, 3, Payload.of(raw), List.of())));
        }
    }
}
