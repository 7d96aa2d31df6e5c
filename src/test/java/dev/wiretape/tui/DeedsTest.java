package dev.wiretape.tui;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.wiretape.tui.model.Effect;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class DeedsTest {
    private static final Path TOOLS = Path.of("recordings/two-tools-in-parallel.ndjson");
    private static final Path BROKEN_TOOL = Path.of("recordings/max-tokens-in-tool-json.ndjson");

    @TempDir
    Path folder;

    @Test
    void theFrameIsCopiedAsItWasSent() {
        Stage stage = open(BROKEN_TOOL).press(":").type("3");
        assertThat(copied(stage, Effect.Copy.What.FRAME))
                .startsWith("event: content_block_delta\ndata: {\"type\":\"content_block_delta\",\"index\":0")
                .endsWith("}\n\n");
    }

    @Test
    void theBlockIsCopiedAsOfTheFrame() {
        Stage stage = open(BROKEN_TOOL).press(":").type("13");
        String early = copied(stage, Effect.Copy.What.INPUT);
        String late = copied(stage.press("G", ","), Effect.Copy.What.INPUT);
        assertThat(early).startsWith("{\"title\": \"").hasSizeLessThan(late.length());
        assertThat(late).startsWith(early);
    }

    @Test
    void theMessageIsCopiedWithAllItsBlocks() {
        String message = copied(open(TOOLS).press("G", ","), Effect.Copy.What.MESSAGE);
        assertThat(message.split("\n\n")).hasSizeGreaterThanOrEqualTo(2);
        assertThat(message).contains("{\"");
    }

    @Test
    void theCurlCommandSendsTheRequestOnceMore() throws Exception {
        String command = copied(open(TOOLS), Effect.Copy.What.CURL);
        // The shell is the judge of the quoting: what would curl have been given?
        Process shell = new ProcessBuilder("sh", "-c", "curl() { printf '%s\\n' \"$@\"; }\n" + command)
                .redirectErrorStream(true)
                .start();
        List<String> words =
                new String(shell.getInputStream().readAllBytes(), UTF_8).lines().toList();
        assertThat(shell.waitFor(20, TimeUnit.SECONDS)).isTrue();
        assertThat(words).startsWith("-N", "-X", "POST").contains("--data-raw");
        JsonNode body = new JsonMapper().readTree(words.get(words.size() - 1));
        assertThat(body.path("stream").asBoolean()).isTrue();
    }

    @Test
    void anExportedBodyHasTheRecordingsHash() throws Exception {
        Stage stage = open(TOOLS);
        Path file = Deeds.export(stage.model(), Effect.Export.Kind.SSE, Optional.empty());
        String hash =
                HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(Files.readAllBytes(file)));
        assertThat(hash)
                .isEqualTo(
                        stage.model().tape().orElseThrow().end().orElseThrow().sha256());
    }

    @Test
    void exportedEventsAreOneJsonLineEach() throws Exception {
        Stage stage = open(TOOLS);
        Path file = Deeds.export(stage.model(), Effect.Export.Kind.EVENTS, Optional.empty());
        List<String> types = new ArrayList<>();
        for (String line : Files.readAllLines(file, UTF_8)) {
            JsonNode event = new JsonMapper().readTree(line);
            assertThat(event.path("data").isTextual() && event.path("id").isTextual())
                    .as(line)
                    .isTrue();
            types.add(event.path("event").asText());
        }
        assertThat(types).startsWith("message_start").endsWith("message_stop");
        assertThat(types).hasSize(stage.model().tape().orElseThrow().rows().frames());
    }

    @Test
    void anExportIsPrivateAndNothingIsOverwritten() throws Exception {
        Stage stage = open(TOOLS);
        Path first = Deeds.export(stage.model(), Effect.Export.Kind.TEXT, Optional.empty());
        Path second = Deeds.export(stage.model(), Effect.Export.Kind.TEXT, Optional.empty());
        assertThat(second).isNotEqualTo(first);
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(first)))
                .isEqualTo("rw-------");
    }

    private Stage open(Path recording) {
        try {
            Path copy = Files.copy(recording, folder.resolve(recording.getFileName()));
            return Stage.on(copy, 120, 40).press("enter");
        } catch (java.io.IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    private static String copied(Stage stage, Effect.Copy.What what) {
        return Deeds.text(stage.model(), what).orElse("nothing");
    }
}
