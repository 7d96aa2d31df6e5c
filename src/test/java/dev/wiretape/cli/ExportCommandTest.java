package dev.wiretape.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.wiretape.Corpus;
import dev.wiretape.NeedsCorpus;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

@Timeout(60)
class ExportCommandTest {
    private static final JsonMapper JSON = new JsonMapper();

    @TempDir
    private Path folder;

    static Stream<JsonNode> conformanceCases() throws IOException {
        JsonNode root = JSON.readTree(Corpus.path("sse-conformance/cases.json").toFile());
        return StreamSupport.stream(root.get("cases").spliterator(), false)
                .filter(node -> node.path("initial_last_event_id").asText().isEmpty());
    }

    @NeedsCorpus
    @ParameterizedTest
    @MethodSource("conformanceCases")
    void eventsAreThoseTheStandardDispatches(JsonNode node) throws IOException {
        Files.write(
                folder.resolve("case.sse"),
                Base64.getDecoder().decode(node.get("input_base64").asText()));

        String out = Invocation.in(folder, "export", "case.sse", "-T", "events")
                .exits(0)
                .out();

        List<List<String>> events = new ArrayList<>();
        for (String line : out.lines().toList()) {
            JsonNode event = JSON.readTree(line);
            events.add(List.of(
                    event.get("event").asText(),
                    event.get("data").asText(),
                    event.get("id").asText()));
        }
        List<List<String>> expected = new ArrayList<>();
        node.get("expected")
                .forEach(e -> expected.add(List.of(
                        e.get("type").asText(),
                        e.get("data").asText(),
                        e.get("lastEventId").asText())));
        assertThat(events).as(node.get("id").asText()).isEqualTo(expected);
    }

    @NeedsCorpus
    @ParameterizedTest
    @MethodSource("dev.wiretape.Corpus#streams")
    void theBodyOfAnImportedStreamIsTheSameToTheByte(Path stream) throws IOException {
        byte[] bytes = Files.readAllBytes(stream);

        String made = Invocation.in(folder, "import", stream.toString())
                .exits(0)
                .out()
                .strip();

        assertThat(Invocation.in(folder, "export", made, "-T", "sse").exits(0).outBytes())
                .isEqualTo(bytes);
        assertThat(Invocation.with(bytes, folder, "export", "-", "-T", "sse")
                        .exits(0)
                        .outBytes())
                .isEqualTo(bytes);
    }

    @Test
    void theMessageIsWrittenOnOneLine() throws IOException {
        Path file = Tape.of(
                        Tape.frame(
                                0,
                                1,
                                "event: message_start\ndata: {\"type\":\"message_start\",\"message\":{\"id\":\"msg_1\",\"content\":[]}}\n\n"),
                        Tape.frame(
                                1,
                                2,
                                "event: content_block_start\ndata: {\"type\":\"content_block_start\",\"index\":0,\"content_block\":{\"type\":\"text\",\"text\":\"\"}}\n\n"),
                        Tape.delta(2, 3, "Hello"))
                .write(folder.resolve("a.ndjson"));

        String out = Invocation.in(folder, "export", file.toString(), "-T", "message")
                .exits(0)
                .out();

        assertThat(out).hasLineCount(1);
        JsonNode message = JSON.readTree(out);
        assertThat(message.get("id").asText()).isEqualTo("msg_1");
        assertThat(message.get("content").get(0).get("text").asText()).isEqualTo("Hello");
    }

    @Test
    void aStreamOfAnotherProtocolHasNoMessage() throws IOException {
        Files.writeString(folder.resolve("a.sse"), "data: {\"object\":\"chat.completion.chunk\"}\n\n", UTF_8);

        assertThat(Invocation.in(folder, "export", "a.sse", "-T", "message").fails(65))
                .contains("holds no stream of the Messages API");
    }

    @Test
    void aBodyOfAWrongContentTypeIsReadAllTheSame() throws IOException {
        String curl = "HTTP/1.1 200 OK\ncontent-type: text/plain\n\nevent: a\ndata: 1\n\n";

        assertThat(Invocation.with(curl.getBytes(UTF_8), folder, "export", "-", "-T", "events")
                        .exits(0)
                        .out())
                .isEqualTo("{\"event\":\"a\",\"data\":\"1\",\"id\":\"\"}\n");
    }

    @Test
    void theRecordingIsCopiedLineForLine() throws IOException {
        Path file = Tape.of(Tape.delta(0, 1, "x")).write(folder.resolve("a.ndjson"));

        assertThat(Invocation.in(folder, "export", file.toString(), "-T", "recording")
                        .exits(0)
                        .outBytes())
                .isEqualTo(Files.readAllBytes(file));
    }

    @Test
    void theFileIsPrivateAndNotOverwritten() throws IOException {
        Tape.of(Tape.delta(0, 1, "x")).write(folder.resolve("a.ndjson"));

        Invocation.in(folder, "export", "a.ndjson", "-T", "sse", "-o", "out.sse")
                .exits(0);

        assertThat(folder.resolve("out.sse")).content().contains("content_block_delta");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(folder.resolve("out.sse"))))
                .isEqualTo("rw-------");
        assertThat(Invocation.in(folder, "export", "a.ndjson", "-T", "sse", "-o", "out.sse")
                        .fails(73))
                .contains("it is there already");
    }

    @Test
    void aBodyIsThatOfOneExchange() throws IOException {
        Tape.of(Tape.delta(0, 1, "x")).write(folder.resolve("s/0001-a.ndjson"));
        Tape.of(Tape.delta(0, 1, "x")).write(folder.resolve("s/0002-a.ndjson"));

        Invocation export = Invocation.in(folder, "export", "s", "-T", "sse").exits(2);

        assertThat(export.err()).contains("s holds several exchanges").hasLineCount(1);
        assertThat(Invocation.in(folder, "export", "s", "-T", "events").exits(0).out())
                .hasLineCount(2);
    }

    @Test
    void theShapeHasToBeSaid() throws IOException {
        Tape.of().write(folder.resolve("a.ndjson"));

        assertThat(Invocation.in(folder, "export", "a.ndjson").fails(2)).contains("--format");
    }
}
