package dev.wiretape.samples;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.wiretape.recording.Outcome;
import dev.wiretape.recording.Payload;
import dev.wiretape.testing.Taken;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The bundled recordings are whole, and show what their table says. */
@Timeout(60)
class RecordingsTest {
    private static final Path FOLDER = Path.of("recordings");
    private static final ObjectMapper MAPPER = new ObjectMapper();

    @Test
    void everySampleIsRecordedAndListed() throws IOException {
        List<String> names = Samples.all().stream().map(Sample::name).toList();
        assertThat(Taken.bundled())
                .extracting(file -> file.getFileName().toString().replaceFirst("\\.ndjson$", ""))
                .containsExactlyInAnyOrderElementsOf(names);
        String readme = Files.readString(FOLDER.resolve("README.md"));
        assertThat(Samples.all())
                .allSatisfy(
                        sample -> assertThat(readme).contains("| `" + sample.name() + "` | " + sample.shows() + " |"));
    }

    @Test
    void everyRecordingIsWholeAndWithoutItsKey() throws IOException {
        for (Path file : Taken.bundled()) {
            Taken taken = Taken.of(file);
            assertThat(taken.end().orElseThrow().sha256()).as("%s", file).isEqualTo(taken.sha256());
            assertThat(file).content().contains("<redacted:credential:").doesNotContain("not-a-key");
        }
    }

    @Test
    void theToolInputOfMaxTokensEndsInTheMiddleOfAString() throws IOException {
        Taken taken = taken("max-tokens-in-tool-json");
        StringBuilder json = new StringBuilder();
        for (JsonNode data : data(taken)) {
            json.append(data.path("delta").path("partial_json").asText());
        }
        assertThat(json.toString()).startsWith("{\"title\"").endsWith("until pa");
        assertThatThrownBy(() -> MAPPER.readTree(json.toString())).isInstanceOf(JsonProcessingException.class);
        JsonNode request = MAPPER.readTree(taken.request().body().toBytes());
        JsonNode usage = data(taken).get(data(taken).size() - 2).path("usage");
        assertThat(usage.path("output_tokens").asInt())
                .isEqualTo(request.path("max_tokens").asInt());
    }

    @Test
    void theStallLastsSixSecondsAndHasPings() throws IOException {
        List<Taken.Chunk> chunks = taken("stall-with-pings").chunks();
        long quiet = 0;
        for (int i = 1; i < chunks.size(); i++) {
            long gap = chunks.get(i).t() - chunks.get(i - 1).t();
            quiet += gap > 1_500_000 ? gap : 0;
        }
        assertThat(quiet).as("µs without a delta").isGreaterThan(6_000_000);
        assertThat(taken("stall-with-pings").frames())
                .filteredOn(frame -> frame.text().startsWith("event: ping"))
                .hasSize(3);
    }

    @Test
    void theResetLeavesHalfAFrame() throws IOException {
        Taken taken = taken("reset-mid-frame");
        assertThat(taken.end().orElseThrow().outcome()).contains(Outcome.UPSTREAM_RESET);
        assertThat(taken.partial().map(Payload::text))
                .hasValueSatisfying(rest -> assertThat(rest).endsWith("{\"typ"));
    }

    @Test
    void chunksEndInsideEmojiAndBetweenCrAndLf() throws IOException {
        assertThat(bytesAfterChunks("emoji-split-across-chunks")).anyMatch(b -> (b & 0xC0) == 0x80);
        assertThat(bytesAfterChunks("crlf-framing")).contains((byte) '\n');
    }

    @Test
    void oneStreamWasCompressedOnTheWire() throws IOException {
        assertThat(taken("thinking-then-text").response().encoding()).contains("gzip");
        assertThat(new String(taken("thinking-then-text").body(), UTF_8)).startsWith("event: message_start");
    }

    private static Taken taken(String name) throws IOException {
        return Taken.of(FOLDER.resolve(name + ".ndjson"));
    }

    private static List<JsonNode> data(Taken taken) throws IOException {
        List<JsonNode> data = new ArrayList<>();
        for (Payload frame : taken.frames()) {
            data.add(MAPPER.readTree(frame.text().substring(frame.text().indexOf("data: ") + 6)));
        }
        return data;
    }

    private static List<Byte> bytesAfterChunks(String name) throws IOException {
        Taken taken = taken(name);
        List<Byte> after = new ArrayList<>();
        int at = 0;
        for (int size : taken.chunkSizes()) {
            at += size;
            if (at < taken.body().length) {
                after.add(taken.body()[at]);
            }
        }
        return after;
    }
}
