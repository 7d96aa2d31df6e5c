package dev.wiretape.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(60)
class DiffCommandTest {
    private static final Path SAMPLES = Path.of("recordings").toAbsolutePath();
    private static final String TEXT = SAMPLES.resolve("plain-text.ndjson").toString();
    private static final String TOOLS =
            SAMPLES.resolve("two-tools-in-parallel.ndjson").toString();

    @TempDir
    private Path folder;

    @Test
    void aRecordingIsTheSameAsItself() {
        String out = Invocation.in(folder, "diff", TEXT, TEXT, "--exit-code")
                .exits(0)
                .out();

        assertThat(out.lines().skip(2)).hasSize(6).allMatch(line -> line.endsWith(" same"));
    }

    @Test
    void differencesAreTheExitCodeOnlyWhereThatIsAskedFor() {
        Invocation.in(folder, "diff", TEXT, TOOLS).exits(0);
        Invocation.in(folder, "diff", TEXT, TOOLS, "--exit-code").exits(1);
    }

    @Test
    void whatIsSpelledOtherwiseDiffersInTheBytesAlone() throws IOException {
        String sse = Invocation.in(folder, "export", TEXT, "-T", "sse").exits(0).out();
        Path lf = Files.writeString(folder.resolve("lf.sse"), sse);
        Path crlf = Files.writeString(folder.resolve("crlf.sse"), sse.replace("\n", "\r\n"));

        String out = Invocation.in(folder, "diff", lf.toString(), crlf.toString())
                .exits(0)
                .out();

        assertThat(out)
                .contains("bytes       body at byte 20: 0x0A | 0x0D")
                .contains("events      same", "content     same", "usage       same");
    }

    @Test
    void theTextIsShownWhereItParts() throws IOException {
        String out = changed("burglar", "pilfering", "content");

        assertThat(out).contains("very small burglar ala", " | … very small pilfering");
    }

    @Test
    void toolInputIsComparedByWhatItMeans() throws IOException {
        String message = """
                event: message_start
                data: {"type":"message_start","message":{"id":"m","content":[]}}

                event: content_block_start
                data: {"type":"content_block_start","index":0,"content_block":{"type":"tool_use","id":"t","name":"f","input":{}}}

                event: content_block_delta
                data: {"type":"content_block_delta","index":0,"delta":{"type":"input_json_delta","partial_json":"%s"}}

                event: content_block_stop
                data: {"type":"content_block_stop","index":0}

                """;
        Path one = Files.writeString(folder.resolve("a.sse"), message.formatted("{\\\"x\\\": 12, \\\"y\\\": [1, 2]}"));
        Path same = Files.writeString(folder.resolve("b.sse"), message.formatted("{\\\"y\\\":[1,2],\\\"x\\\":12}"));
        Path other = Files.writeString(folder.resolve("c.sse"), message.formatted("{\\\"x\\\":13,\\\"y\\\":[1]}"));
        Path broken = Files.writeString(folder.resolve("d.sse"), message.formatted("{\\\"x\\\":13,"));

        assertThat(toolInput(one, same)).containsExactly("tool-input  same");
        assertThat(toolInput(one, other))
                .containsExactly("tool-input  block 0 f $.x: 12 | 13", "            block 0 f $.y[1]: 2 | (nothing)");
        assertThat(toolInput(one, broken)).singleElement().asString().contains("| not JSON: {\"x\":13,");
    }

    @Test
    void usageAndCountsOfEventsAreNamed() throws IOException {
        assertThat(changed("\"output_tokens\":145", "\"output_tokens\":146", "usage"))
                .contains("usage       output_tokens: 145 | 146");
        assertThat(changed("event: message_stop", "event: message_end", "events"))
                .contains("number of message_stop: 1 | 0", "number of message_end: 0 | 1");
    }

    @Test
    void sessionsAreComparedPairByPair() {
        String out = Invocation.in(folder, "diff", SAMPLES.toString(), TEXT, "--layer", "bytes", "--exit-code")
                .exits(1)
                .out();

        assertThat(out).containsPattern("exchanges: \\d\\d \\| 1");
    }

    @Test
    void theSameIsToldAsJson() throws IOException {
        JsonNode document = new ObjectMapper()
                .readTree(Invocation.in(folder, "diff", TEXT, TOOLS, "--json")
                        .exits(0)
                        .out());

        assertThat(document.path("same").asBoolean()).isFalse();
        JsonNode layers = document.path("exchanges").path(0).path("layers");
        assertThat(layers.fieldNames())
                .toIterable()
                .containsExactly("bytes", "events", "content", "tool-input", "usage", "timing");
        assertThat(layers.path("content").path(0).path("what").asText()).isEqualTo("stop_reason");
    }

    @ParameterizedTest
    @ValueSource(strings = {"bytes", "EVENTS", "tool-input", "timing,usage"})
    void layersAreChosenByTheirNames(String names) {
        Invocation.in(folder, "diff", TEXT, TEXT, "--layer", names).exits(0);
    }

    @Test
    void whatIsMissingOrNoStreamIsRefused() throws IOException {
        assertThat(Invocation.in(folder, "diff", TEXT).fails(2)).contains("B is missing");
        assertThat(Invocation.in(folder, "diff", TEXT, "nothing").fails(66)).contains("there is no file");
        Path none = Files.writeString(folder.resolve("none.ndjson"), "nothing\n");
        Invocation.in(folder, "diff", TEXT, none.toString()).fails(65);
    }

    private String changed(String from, String to, String layer) throws IOException {
        String sse = Invocation.in(folder, "export", TEXT, "-T", "sse").exits(0).out();
        assertThat(sse).contains(from);
        Path before = Files.writeString(folder.resolve("before.sse"), sse);
        Path after = Files.writeString(folder.resolve("after.sse"), sse.replace(from, to));
        return Invocation.in(folder, "diff", before.toString(), after.toString(), "--layer", layer)
                .exits(0)
                .out();
    }

    private List<String> toolInput(Path a, Path b) {
        return Invocation.in(folder, "diff", a.toString(), b.toString(), "--layer", "tool-input")
                .exits(0)
                .out()
                .lines()
                .skip(2)
                .toList();
    }
}
