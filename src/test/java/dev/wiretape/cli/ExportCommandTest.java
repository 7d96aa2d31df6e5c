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
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

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
                .contains("holds no message of the Messages API");
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

    static Stream<Path> samples() throws IOException {
        try (Stream<Path> all = Files.list(Path.of("recordings"))) {
            return all.filter(file -> file.toString().endsWith(".ndjson")).sorted().toList().stream();
        }
    }

    @ParameterizedTest
    @MethodSource("samples")
    void aHarThatIsImportedIsTheExchangeAgain(Path sample) throws IOException {
        Path har = folder.resolve("exported.har");
        Invocation.in(folder, "export", sample.toAbsolutePath().toString(), "-T", "har", "-o", har.toString())
                .exits(0);

        String made =
                Invocation.in(folder, "import", har.toString()).exits(0).out().strip();

        assertThat(heads(folder.resolve(made))).isEqualTo(heads(sample.toAbsolutePath()));
        List<Long> times = eventTimes(folder.resolve(made));
        List<Long> recorded = eventTimes(sample.toAbsolutePath());
        assertThat(times).hasSameSizeAs(recorded);
        for (int i = 0; i < times.size(); i++) {
            // A HAR does not say that two events came in one chunk, so import lets a µs pass between them.
            assertThat(times.get(i)).as("event " + i).isCloseTo(recorded.get(i), Offset.offset(100L));
        }
        assertThat(Invocation.in(folder, "export", made, "-T", "sse").exits(0).outBytes())
                .isEqualTo(
                        Invocation.in(folder, "export", sample.toAbsolutePath().toString(), "-T", "sse")
                                .exits(0)
                                .outBytes());
    }

    private static List<String> heads(Path recording) throws IOException {
        List<String> heads = new ArrayList<>();
        for (JsonNode entry : entries(recording)) {
            switch (entry.get("kind").asText()) {
                case "header" -> heads.add(entry.get("at").asText());
                case "request" -> heads.add(entry.get("url").asText() + entry.get("headers") + entry.get("body"));
                case "response" -> heads.add(entry.get("status").asText() + entry.get("headers"));
                case "end" -> heads.add(entry.get("outcome").asText());
                default -> {}
            }
        }
        return heads;
    }

    private static List<Long> eventTimes(Path recording) throws IOException {
        return entries(recording).stream()
                .filter(entry -> entry.get("kind").asText().equals("frame")
                        && entry.get("raw").asText().contains("data:"))
                .map(entry -> entry.get("t").asLong())
                .toList();
    }

    private static List<JsonNode> entries(Path recording) throws IOException {
        List<JsonNode> entries = new ArrayList<>();
        for (String line : Files.readAllLines(recording, UTF_8)) {
            entries.add(JSON.readTree(line));
        }
        return entries;
    }

    @Test
    void aBodyThatIsNoTextIsBase64InAHar() throws IOException {
        Files.writeString(folder.resolve("binary.ndjson"), """
                {"kind":"header","format":"wiretape","version":1,"id":"a","session":"b","seq":1,"at":"2026-11-20T14:03:12.123456Z","t0":0,"via":"target","tool":"t"}
                {"kind":"request","t":0,"method":"GET","url":"http://127.0.0.1/x","http":"1.1","headers":[]}
                {"kind":"response","t":1000,"status":200,"http":"1.1","headers":[["Content-Type","image/png"]]}
                {"kind":"body","t":2500,"base64":"/wA="}
                """);

        JsonNode har = JSON.readTree(Invocation.in(folder, "export", "binary.ndjson", "-T", "har")
                .exits(0)
                .out());

        JsonNode entry = har.at("/log/entries/0");
        assertThat(entry.at("/response/content")).isEqualTo(JSON.readTree("""
                {"size":2,"mimeType":"image/png","text":"/wA=","encoding":"base64"}"""));
        assertThat(entry.get("time").decimalValue()).isEqualByComparingTo("2.5");
        assertThat(entry.at("/timings/wait").decimalValue()).isEqualByComparingTo("1");
        assertThat(entry.has("_eventSourceMessages")).isFalse();
    }

    @Test
    void theCurlCommandIsOneAShellCanRun() throws Exception {
        String command = Invocation.in(
                        Path.of("").toAbsolutePath(), "export", "recordings/plain-text.ndjson", "-T", "curl")
                .exits(0)
                .out();

        Process shell = new ProcessBuilder("sh", "-c", "curl() { printf '%s\\n' \"$@\"; }\n" + command)
                .redirectErrorStream(true)
                .start();
        List<String> words =
                new String(shell.getInputStream().readAllBytes(), UTF_8).lines().toList();
        assertThat(words).startsWith("-N", "-X", "POST");
        assertThat(JSON.readTree(words.get(words.size() - 1)).path("stream").asBoolean())
                .isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"har", "curl"})
    void whatHoldsNoRequestIsNeitherAHarNorACommand(String format) throws IOException {
        Files.writeString(folder.resolve("bare.sse"), "data: 1\n\n");

        Invocation export =
                Invocation.in(folder, "export", "bare.sse", "-T", format).exits(65);

        assertThat(export.err()).contains("holds no request");
        assertThat(export.out()).isEmpty();
    }
}
