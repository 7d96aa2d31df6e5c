package dev.wiretape.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What {@code show} says about what a stream meant. */
@Timeout(60)
class ShowReportTest {
    private static final String TOOL =
            "event: content_block_start\ndata: {\"type\":\"content_block_start\",\"index\":0,"
                    + "\"content_block\":{\"type\":\"tool_use\",\"id\":\"t\",\"name\":\"edit\",\"input\":{}}}\n\n";

    @TempDir
    private Path folder;

    private static String event(String type, String rest) {
        return "event: " + type + "\ndata: {\"type\":\"" + type + "\"" + (rest.isEmpty() ? "" : "," + rest) + "}\n\n";
    }

    private static String input(String json) {
        return event(
                "content_block_delta",
                "\"index\":0,\"delta\":{\"type\":\"input_json_delta\",\"partial_json\":\"" + json.replace("\"", "\\\"")
                        + "\"}");
    }

    private static String start() {
        return event("message_start", "\"message\":{\"id\":\"msg_1\",\"model\":\"m\",\"usage\":{\"output_tokens\":1}}");
    }

    private Path recording(String... fragments) throws IOException {
        String[] frames = new String[fragments.length + 4];
        frames[0] = Tape.frame(0, 820_000, start());
        frames[1] = Tape.frame(1, 830_000, TOOL);
        for (int i = 0; i < fragments.length; i++) {
            frames[2 + i] = Tape.frame(2 + i, 840_000 + 10_000 * i, input(fragments[i]));
        }
        frames[frames.length - 2] = Tape.frame(
                frames.length - 2,
                880_000,
                event("message_delta", "\"delta\":{\"stop_reason\":\"max_tokens\"},\"usage\":{\"output_tokens\":30}"));
        frames[frames.length - 1] = Tape.frame(frames.length - 1, 890_000, event("message_stop", ""));
        return Tape.of(frames).write(folder.resolve("a.ndjson"));
    }

    @Test
    void theMessageItsBlocksTheTimesAndTheFindingsFollowTheFrames() throws IOException {
        String shown = Invocation.in(
                        folder,
                        "show",
                        recording("{\"edits\":[{\"a\":1},{\"new_string\":\"x", "y")
                                .toString())
                .exits(0)
                .out();

        assertThat(shown)
                .containsSubsequence(
                        "sha256",
                        "message  msg_1, m, stop_reason max_tokens",
                        "usage    output_tokens 30",
                        "tool_use edit: unfinished in $.edits[1].new_string (in-string): {\"edits\":[{\"a\":1},",
                        "times ms headers 812.0, first byte 820.0, first event 820.0, first content 840.0, first tool byte"
                                + " 840.0, last frame 890.0, total 900.0",
                        "gaps ms  p50 10.0, p95 10.0, max 10.0, of 1",
                        "flow     500.0 tokens/s, 6 network chunks for 6 frames",
                        "error block-left-open, frame 5, block 0: ",
                        "warning input-cut, frame 5, block 0: ");
    }

    @Test
    void aToolInputThatIsNotJsonSaysAtWhichByteItStopsBeingSo() throws IOException {
        assertThat(Invocation.in(folder, "show", recording("{\"a\":", "x}").toString())
                        .exits(0)
                        .out())
                .contains("tool_use edit: broken at byte 5, in fragment 1 (")
                .contains("error input-broken, frame 3, block 0: ");
    }

    @Test
    void jsonIsEverything() throws IOException {
        Path file = recording("{\"a\":", "x}");

        JsonNode json = new JsonMapper()
                .readTree(Invocation.in(folder, "show", "--json", file.toString())
                        .exits(0)
                        .out());

        JsonNode exchange = json.get("exchanges").get(0);
        assertThat(exchange.fieldNames())
                .toIterable()
                .containsExactly(
                        "file",
                        "exchange",
                        "session",
                        "id",
                        "at",
                        "t0",
                        "via",
                        "timed",
                        "request",
                        "response",
                        "timeline",
                        "end",
                        "protocol",
                        "message",
                        "blocks",
                        "stop_reason",
                        "usage",
                        "timings",
                        "findings",
                        "unlisted");
        assertThat(exchange.get("request").get("method").asText()).isEqualTo("POST");
        assertThat(exchange.get("timeline")).hasSize(6);
        assertThat(exchange.get("timeline").get(0).get("text").asText()).isEqualTo(start());
        assertThat(exchange.get("timeline").get(0).get("t").asLong()).isEqualTo(820_000);
        JsonNode block = exchange.get("blocks").get(0);
        assertThat(block.get("input").get("state").asText()).isEqualTo("broken");
        assertThat(block.get("input").get("fault").get("byte").asInt()).isEqualTo(5);
        assertThat(block.get("start").asLong()).isEqualTo(830_000);
        assertThat(exchange.get("message").get("stop_reason").asText()).isEqualTo("max_tokens");
        assertThat(exchange.get("timings").get("first_content").asLong()).isEqualTo(840_000);
        assertThat(exchange.get("findings").findValuesAsText("rule")).contains("input-broken");
        assertThat(json.get("sessions")).isEmpty();
    }

    @Test
    void aStreamOfAnotherProtocolIsShownAsPlainEvents() throws IOException {
        Files.writeString(
                folder.resolve("a.sse"), "data: {\"object\":\"chat.completion.chunk\"}\n\ndata: [DONE]\n\n", UTF_8);

        assertThat(Invocation.in(folder, "show", "a.sse").exits(0).out())
                .contains("speaks OpenAI chat completions: shown as plain events")
                .doesNotContain("error ");
    }

    @Test
    void anExchangeOfWhichNothingCameHasNoLineOfTimes() throws IOException {
        String header = Files.readAllLines(recording("{}"), UTF_8).get(0);
        Files.writeString(folder.resolve("begun.ndjson"), header + "\n", UTF_8);

        assertThat(Invocation.in(folder, "show", "begun.ndjson").exits(0).out())
                .contains("not ended")
                .doesNotContain("times ms");
    }

    @Test
    void aRetryIsShownOnTheAxisOfItsSession() throws IOException {
        Tape.of(Tape.delta(0, 1, "Hello")).cut().write(folder.resolve("s/0001-messages.ndjson"));
        Path first = folder.resolve("s/0001-messages.ndjson");
        String reset =
                "{\"kind\":\"end\",\"t\":900000,\"outcome\":\"upstream_reset\",\"frames\":1,\"bytes\":1,\"sha256\":\"\"}\n";
        Files.writeString(first, Files.readString(first) + reset, UTF_8);
        Path second = Tape.of(Tape.delta(0, 1, "Hello")).write(folder.resolve("s/0002-messages.ndjson"));
        Files.writeString(
                second,
                Files.readString(second).replace("\"seq\":7", "\"seq\":8").replace("\"t0\":0", "\"t0\":2000000"));

        assertThat(Invocation.in(folder, "show", "s").exits(0).out())
                .contains("failed")
                .contains("retry of 7, which had delivered 1 frame with 5 bytes of content");
        JsonNode json = new JsonMapper()
                .readTree(Invocation.in(folder, "show", "s", "--json").exits(0).out());
        assertThat(json.get("sessions")
                        .get("2026-11-20T14-03-12Z")
                        .get(1)
                        .get("retry_of")
                        .asInt())
                .isEqualTo(7);
    }
}
