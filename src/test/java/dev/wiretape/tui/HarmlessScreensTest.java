package dev.wiretape.tui;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.wiretape.tui.paint.Canvas;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A recording that is hostile wherever a stream can put text; and recordings that are broken in every way. */
@Timeout(60)
class HarmlessScreensTest {
    private static final String EVIL = "\u001b]52;c;eA==\u0007\u001b[2J\u009b31m\u202e\u200b\ufeff\u0000\u007f\r\b";
    private static final List<String> KEYS =
            List.of("1", "2", "3", "4", "5", "6", "7", "enter", "esc", "tab", "tab", "?");
    private static final JsonMapper JSON = new JsonMapper();

    @TempDir
    private Path folder;

    private static String line(ObjectNode node) {
        return node + "\n";
    }

    private static ObjectNode node(String kind) {
        return JsonNodeFactory.instance.objectNode().put("kind", kind);
    }

    private static String frame(int n, String event, String data) {
        return line(node("frame")
                .put("t", 1000L * n)
                .put("n", n)
                .put("raw", "event: " + event + "\ndata: " + data + "\n\n"));
    }

    private static String quoted(String text) throws IOException {
        return JSON.writeValueAsString(text);
    }

    private Path hostile() throws IOException {
        StringBuilder file = new StringBuilder();
        file.append(line(node("header")
                .put("format", "wiretape")
                .put("version", 1)
                .put("id", EVIL)
                .put("session", EVIL)
                .put("seq", 1)
                .put("at", EVIL)
                .put("t0", 0)
                .put("via", EVIL)
                .put("tool", EVIL)));
        ObjectNode request = node("request")
                .put("t", 0)
                .put("method", EVIL)
                .put("url", "http://x/" + EVIL)
                .put("http", EVIL);
        request.putArray("headers").addArray().add(EVIL).add(EVIL);
        request.putObject("body").put("text", "{\"a\":\"" + EVIL.replace("\u0000", "") + "\"}");
        file.append(line(request));
        ObjectNode response = node("response")
                .put("t", 1)
                .put("status", 500)
                .put("reason", EVIL)
                .put("encoding", EVIL);
        response.putArray("headers").addArray().add(EVIL).add(EVIL);
        file.append(line(response));
        file.append(frame(
                0,
                "message_start",
                "{\"type\":\"message_start\",\"message\":{\"id\":" + quoted(EVIL) + ",\"model\":" + quoted(EVIL)
                        + ",\"role\":\"assistant\",\"content\":[],\"usage\":{" + quoted(EVIL) + ":1}}}"));
        file.append(frame(
                1,
                "content_block_start",
                "{\"type\":\"content_block_start\",\"index\":0,\"content_block\":{\"type\":\"tool_use\",\"name\":"
                        + quoted(EVIL) + ",\"input\":{}}}"));
        file.append(frame(
                2,
                "content_block_delta",
                "{\"type\":\"content_block_delta\",\"index\":0,\"delta\":{\"type\":\"input_json_delta\",\"partial_json\":"
                        + quoted("{" + quoted(EVIL) + ":" + quoted(EVIL) + EVIL) + "}}"));
        file.append(frame(3, EVIL.replace("\r", ""), "{\"type\":" + quoted(EVIL) + "," + quoted(EVIL) + ":1}"));
        file.append(frame(
                4,
                "error",
                "{\"type\":\"error\",\"error\":{\"type\":" + quoted(EVIL) + ",\"message\":" + quoted(EVIL) + "}}"));
        file.append(line(node(EVIL).put("t", 1)));
        file.append(line(node("end")
                .put("t", 9000)
                .put("outcome", EVIL)
                .put("reason", EVIL)
                .put("sha256", EVIL)));
        Path path = folder.resolve("hostile.ndjson");
        Files.writeString(path, file, UTF_8);
        return path;
    }

    @Test
    void nothingOfAHostileStreamReachesTheScreenAsControl() throws IOException {
        for (Stage stage : List.of(Stage.on(hostile(), 80, 24), Stage.on(hostile(), 200, 50))) {
            assertHarmless(stage.page());
            stage.press("enter");
            for (int row = 0; row < 10; row++) {
                for (String key : KEYS) {
                    assertHarmless(stage.press(key).page());
                }
                stage.press("esc", "esc");
                if (stage.model().exchange().isEmpty()) {
                    stage.press("enter");
                }
                stage.press("g");
                for (int i = 0; i <= row; i++) {
                    stage.press("j");
                }
            }
            stage.press("/").type(EVIL.substring(1, 8));
            assertHarmless(stage.page());
        }
    }

    private static void assertHarmless(Canvas page) {
        Stage.text(page).codePoints().filter(c -> c != '\n').forEach(c -> {
            int type = Character.getType(c);
            assertThat(type == Character.CONTROL || type == Character.FORMAT)
                    .as("U+%04X on the screen", c)
                    .isFalse();
        });
    }

    @Test
    void aFileThatIsNoRecordingSaysSo() throws IOException {
        Path file = folder.resolve("letter.ndjson");
        Files.writeString(file, "Dear Sir,\nplease\n", UTF_8);
        assertThat(Stage.on(file, 80, 24).screen()).contains("this is no recording", "letter.ndjson line 1");
    }

    @Test
    void anEmptyFolderWaits() {
        assertThat(Stage.on(folder, 80, 24).screen()).contains("no exchange yet");
    }

    @Test
    void aDamagedLineStandsWhereItIs() throws IOException {
        List<String> lines = Files.readAllLines(Path.of("recordings/plain-text.ndjson"), UTF_8);
        Path file = folder.resolve("damaged.ndjson");
        lines.set(10, lines.get(10).substring(0, 40));
        Files.write(file, lines, UTF_8);
        Stage stage = Stage.on(file, 80, 24).press("enter", ":").type("7");
        assertThat(stage.screen()).contains("damaged");
    }

    @Test
    void everyBeginningOfARecordingCanBeLookedAt() throws IOException {
        byte[] whole = Files.readAllBytes(Path.of("recordings/max-tokens-in-tool-json.ndjson"));
        Path file = folder.resolve("cut.ndjson");
        for (int length = 0; length < whole.length; length += 997) {
            Files.write(file, java.util.Arrays.copyOf(whole, length));
            Stage stage = Stage.on(file, 80, 24).press("enter", "G");
            assertThat(stage.screen()).as("cut at " + length).isNotBlank();
        }
    }

    @Test
    void noSizeIsTooSmall() {
        Path recording = Path.of("recordings/max-tokens-in-tool-json.ndjson");
        for (int width = 1; width < 90; width += 3) {
            for (int height = 1; height < 30; height++) {
                Stage stage = Stage.on(recording, width, height).press("enter", "G", "tab", "?");
                assertThat(stage.screen()).as(width + "x" + height).isNotNull();
            }
        }
    }
}
