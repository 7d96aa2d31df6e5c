package dev.wiretape.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.IntPredicate;
import java.util.stream.Stream;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Recordings that are hostile wherever a stream or a hand can put something, read by every command that reads. */
@Timeout(120)
class HostileRecordingsTest {
    private static final String EVIL =
            "\u001b]52;c;eA==\u0007\u001b[2J\u009b31m\u0085\u202e\u2066\u200b\ufeff\u00ad\u0000\u007f\b\udb40\udc41";
    private static final JsonMapper JSON = new JsonMapper();

    @TempDir
    private Path folder;

    static List<String> commands() {
        List<String> commands =
                new ArrayList<>(List.of("show", "show --json", "ls", "play --speed max", "play --speed max --text"));
        Stream.of("text", "json", "junit", "sarif").map(t -> "check -T " + t).forEach(commands::add);
        Stream.of("message", "events", "sse", "recording")
                .map(t -> "export -T " + t)
                .forEach(commands::add);
        return commands;
    }

    @ParameterizedTest
    @MethodSource("commands")
    void noCommandFailsOrHandsOnControls(String command) throws IOException {
        for (List<String> data : List.of(evil(), numbers(), deep())) {
            Path session = Files.createDirectories(folder.resolve("2026-11-20T14-03-12Z"));
            Path file = session.resolve("0001-" + EVIL.replace("\u0000", "").replace("/", "") + ".ndjson");
            Files.writeString(file, recording(data), UTF_8);
            List<String> words = new ArrayList<>(List.of(command.split(" ", -1)));
            words.add(command.startsWith("ls") ? session.toString() : file.toString());

            try (Invocation run =
                    Invocation.onTerminal(folder, Map.of("NO_COLOR", "1"), words.toArray(String[]::new))) {
                assertThat(run.exitCode())
                        .as("%s; standard error: %s", command, run.err())
                        .isIn(0, 1, 65);
                assertHarmless(command, run.out());
                assertHarmless("standard error of " + command, run.err());
            }
        }
    }

    private static void assertHarmless(String what, String text) {
        IntPredicate harmful = c ->
                c != '\n' && (Character.getType(c) == Character.CONTROL || Character.getType(c) == Character.FORMAT);
        List<String> found = text.codePoints()
                .filter(harmful)
                .distinct()
                .mapToObj(c -> String.format("U+%04X", c))
                .toList();
        assertThat(found).as("controls in the output of %s", what).isEmpty();
    }

    /** Text that would do something, wherever there can be text. */
    private static List<String> evil() {
        String q = quoted(EVIL);
        return List.of(
                "{\"type\":\"message_start\",\"message\":{\"id\":" + q + ",\"model\":" + q + ",\"role\":" + q
                        + ",\"content\":[],\"usage\":{" + q + ":1}}}",
                "{\"type\":\"content_block_start\",\"index\":0,\"content_block\":{\"type\":\"tool_use\",\"id\":" + q
                        + ",\"name\":" + q + ",\"input\":{}}}",
                "{\"type\":\"content_block_delta\",\"index\":0,\"delta\":{\"type\":\"input_json_delta\",\"partial_json\":"
                        + quoted("{" + q + ":" + q + EVIL) + "}}",
                "{\"type\":\"content_block_start\",\"index\":1,\"content_block\":{\"type\":" + q + "}}",
                "{\"type\":\"content_block_delta\",\"index\":1,\"delta\":{\"type\":" + q + "," + q + ":" + q + "}}",
                "{\"type\":\"content_block_start\",\"index\":2,\"content_block\":{\"type\":\"text\",\"text\":" + q
                        + "}}",
                "{\"type\":\"content_block_delta\",\"index\":2,\"delta\":{\"type\":\"text_delta\",\"text\":" + q + "}}",
                "{\"type\":\"message_delta\",\"delta\":{\"stop_reason\":" + q + ",\"stop_sequence\":" + q + "}}",
                "{\"type\":" + q + "}",
                "{\"type\":\"error\",\"error\":{\"type\":" + q + ",\"message\":" + q + "}}",
                EVIL.replace("\u0000", ""));
    }

    /** Numbers that are none, or too large for anything. */
    private static List<String> numbers() {
        List<String> data =
                new ArrayList<>(List.of("{\"type\":\"message_start\",\"message\":{\"usage\":{\"input_tokens\":-1,"
                        + "\"output_tokens\":1e308,\"x\":99999999999999999999999}}}"));
        for (String index :
                List.of("-1", "2147483648", "1e308", "\"0\"", "null", "0.5", "{}", "-0", "1" + "0".repeat(900))) {
            data.add("{\"type\":\"content_block_start\",\"index\":" + index
                    + ",\"content_block\":{\"type\":\"text\",\"text\":\"\"}}");
            data.add("{\"type\":\"content_block_delta\",\"index\":" + index
                    + ",\"delta\":{\"type\":\"text_delta\",\"text\":\"x\"}}");
            data.add("{\"type\":\"content_block_stop\",\"index\":" + index + "}");
        }
        data.add("{\"type\":\"message_delta\",\"usage\":{\"output_tokens\":\"many\"}}");
        data.addAll(List.of("null", "[]", "\"x\"", "{}", "1", "{\"type\":1}", "{\"type\":\"content_block_delta\"", ""));
        return data;
    }

    /** Nested far beyond what any parser that calls itself could stand. */
    private static List<String> deep() {
        int depth = 100_000;
        String nested = "[".repeat(depth) + "]".repeat(depth);
        String objects = "{\"a\":".repeat(depth) + "1" + "}".repeat(depth);
        return List.of(
                nested,
                objects,
                "[".repeat(depth),
                "{\"type\":\"message_start\",\"message\":{\"usage\":" + objects + "}}",
                "{\"type\":\"content_block_start\",\"index\":0,\"content_block\":{\"type\":\"tool_use\",\"input\":"
                        + nested + "}}",
                "{\"type\":\"content_block_delta\",\"index\":0,\"delta\":{\"type\":\"input_json_delta\",\"partial_json\":"
                        + quoted(nested) + "}}",
                "{\"type\":\"content_block_stop\",\"index\":0}");
    }

    private static String recording(List<String> data) {
        StringBuilder file = new StringBuilder();
        ObjectNode header = node("header")
                .put("format", "wiretape")
                .put("version", 1)
                .put("seq", 1)
                .put("t0", 0);
        List.of("id", "session", "at", "via", "tool").forEach(name -> header.put(name, EVIL));
        header.putArray("faults").add(EVIL);
        file.append(header).append('\n');
        ObjectNode request = node("request").put("t", 0).put("method", EVIL).put("url", "http://x/" + EVIL);
        request.put("http", EVIL).putArray("headers").addArray().add(EVIL).add(EVIL);
        request.putObject("body").put("text", data.get(0));
        file.append(request).append('\n');
        ObjectNode response = node("response")
                .put("t", 1)
                .put("status", 200)
                .put("reason", EVIL)
                .put("http", EVIL);
        response.putArray("headers")
                .add(JSON.createArrayNode().add("content-type").add("text/event-stream"))
                .addArray()
                .add(EVIL)
                .add(EVIL);
        file.append(response).append('\n');
        int n = 0;
        for (String each : data) {
            ObjectNode frame = node("frame").put("t", 1000L * n).put("n", n);
            String event = n % 3 == 0 ? EVIL.replace("\r", "") : "x";
            file.append(frame.put("raw", "event: " + event + "\nid: " + EVIL + "\ndata: " + each + "\n\n"))
                    .append('\n');
            n++;
        }
        file.append(node(EVIL).put("t", 1)).append('\n');
        file.append(node("end")
                        .put("t", 9000)
                        .put("outcome", EVIL)
                        .put("reason", EVIL)
                        .put("sha256", EVIL))
                .append('\n');
        return file.append("{\"kind\":\"fra" + EVIL.replace("\u0000", "")).toString();
    }

    private static ObjectNode node(String kind) {
        return JsonNodeFactory.instance.objectNode().put("kind", kind);
    }

    private static String quoted(String text) {
        return JsonNodeFactory.instance.textNode(text).toString();
    }
}
