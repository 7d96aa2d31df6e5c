package dev.wiretape.clients;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.anthropic.client.AnthropicClient;
import com.anthropic.client.okhttp.AnthropicOkHttpClient;
import com.anthropic.core.http.StreamResponse;
import com.anthropic.helpers.MessageAccumulator;
import com.anthropic.models.messages.MessageCreateParams;
import com.anthropic.models.messages.RawMessageStreamEvent;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.wiretape.recording.fault.Fault;
import dev.wiretape.recording.fault.Faults;
import dev.wiretape.replay.FaultyReplay;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * Runs real clients against each fault and writes the table in the README. Runs on request only: {@code mvn -q test
 * -Dtest=ClientFaults -Dwiretape.regenerate=true}, with Node, the TypeScript SDK and Claude Code ({@code npm install
 * @anthropic-ai/claude-code}; {@code -Dwiretape.claude=PROGRAM} where {@code claude} is not on the PATH) installed. Claude Code
 * waits long before it gives up, so this takes about half an hour; {@code -Dwiretape.faults="SPEC SPEC"} tries only these
 * and keeps the other rows.
 */
@Timeout(3600)
class ClientFaults {
    private static final Path RECORDING = Path.of("recordings/thinking-then-text.ndjson");
    private static final Path README = Path.of("README.md");
    private static final Path NODE = Path.of("src", "test", "node");
    private static final String BEGIN = "<!-- clients:begin -->\n";
    private static final String END = "<!-- clients:end -->";
    private static final List<String> SPECS = List.of(
            "cut@event=message_delta",
            "close@delta=8,block=1",
            "reset@delta=8,block=1",
            "error=overloaded_error@delta=8,block=1",
            "error=overloaded_error@frame=0",
            "status=529",
            "status=529@request=1",
            "status=429,1",
            "status=429,1@request=1",
            "status=401",
            "status=500",
            "stall=3@delta=8,block=1",
            "stall=3,pings@delta=8,block=1",
            "drop@event=message_start",
            "drop@event=content_block_start,nth=2",
            "drop@event=content_block_stop,nth=1",
            "drop@event=message_stop",
            "drop@delta=8,block=1",
            "duplicate@event=message_start",
            "duplicate@delta=8,block=1",
            "swap@event=content_block_stop,nth=1",
            "swap@delta=8,block=1",
            "corrupt@delta=8,block=1",
            "truncate-json@delta=8,block=1",
            "unknown-event@delta=8,block=1",
            "slice=1",
            "coalesce",
            "crlf",
            "latency=2",
            "bandwidth=2");

    /** What the program saw: the error, empty if none, and what it had been given. */
    record Seen(String reported, int events, String text, long requests) {}

    @Test
    void writeTheTable() throws Exception {
        assumeTrue(Boolean.getBoolean("wiretape.regenerate"), "-Dwiretape.regenerate=true writes the table anew");
        List<String> rows = new ArrayList<>();
        String chosen = System.getProperty("wiretape.faults", "");
        List<String> kept = Files.readAllLines(README, UTF_8);
        Seen java = java(List.of());
        Seen typescript = typescript(List.of());
        List<String> specs = SPECS.stream()
                .filter(spec -> chosen.isEmpty() || List.of(chosen.split(" ")).contains(spec))
                .toList();
        Map<String, Future<Seen>> claude = ClaudeCode.all(RECORDING, specs);
        Seen claudeWhole = claude.get("").get();
        assertThat(List.of(java.reported(), typescript.reported(), claudeWhole.reported()))
                .as("errors without a fault")
                .containsOnly("");
        for (String spec : SPECS) {
            String row = "| `" + spec + "` | ";
            if (!specs.contains(spec)) {
                kept.stream().filter(line -> line.startsWith(row)).forEach(line -> rows.add(line + "\n"));
                continue;
            }
            List<Fault> faults = List.of(Fault.parse(spec));
            rows.add(row + words(java(faults), java) + " | " + words(typescript(faults), typescript) + " | "
                    + words(claude.get(spec).get(), claudeWhole) + " |\n");
        }
        String readme = Files.readString(README, UTF_8);
        int from = readme.indexOf(BEGIN) + BEGIN.length();
        int to = readme.indexOf(END);
        String table = "| fault | anthropic-java " + version(Path.of("pom.xml"), "<anthropic.version>")
                + " | @anthropic-ai/sdk "
                + version(NODE.resolve("package.json"), "anthropic-ai/sdk\": \"") + " | Claude Code "
                + ClaudeCode.version() + " |\n|---|---|---|---|\n| none | " + words(java, java) + " | "
                + words(typescript, typescript) + " | " + words(claudeWhole, claudeWhole) + " |\n"
                + String.join("", rows);
        Files.writeString(README, readme.substring(0, from) + table + readme.substring(to), UTF_8);
    }

    private static String version(Path file, String before) throws IOException {
        String text = Files.readString(file, UTF_8);
        return text.substring(text.indexOf(before) + before.length()).split("[<\"]", 2)[0];
    }

    private static String words(Seen seen, Seen whole) {
        String requests = seen.requests() == 1 ? "" : ", " + seen.requests() + " requests";
        String reported = seen.reported().isEmpty()
                ? ((seen.events() >= whole.events() || seen.requests() > 1)
                                && seen.text().equals(whole.text())
                        ? "whole message"
                        : "**no error**")
                : "`" + seen.reported().replace("|", "\\|").replace("`", "'") + "`";
        return reported + requests + "; " + seen.events() + " events, "
                + seen.text().length() + " characters";
    }

    private static Seen java(List<Fault> faults) throws IOException {
        AtomicInteger events = new AtomicInteger();
        StringBuilder text = new StringBuilder();
        try (FaultyReplay replay = FaultyReplay.of(RECORDING, new Faults(faults, 7))) {
            AnthropicClient client = AnthropicOkHttpClient.builder()
                    .apiKey("not-a-key")
                    .baseUrl(replay.url())
                    .build();
            String reported = ask(client, events, text);
            client.close();
            return new Seen(reported, events.get(), text.toString(), replay.answers());
        }
    }

    private static String ask(AnthropicClient client, AtomicInteger events, StringBuilder given) {
        MessageAccumulator accumulator = MessageAccumulator.create();
        MessageCreateParams request = MessageCreateParams.builder()
                .model("claude-sonnet-5")
                .maxTokens(1024)
                .addUserMessage("Hello?")
                .build();
        try (StreamResponse<RawMessageStreamEvent> response = client.messages().createStreaming(request)) {
            response.stream().forEach(event -> {
                int unused = events.incrementAndGet();
                event.contentBlockDelta()
                        .flatMap(delta -> delta.delta().text())
                        .ifPresent(text -> given.append(text.text()));
                accumulator.accumulate(event);
            });
            accumulator.message();
            return "";
        } catch (RuntimeException e) {
            return shortened(e.getClass().getSimpleName() + ": " + e.getMessage());
        }
    }

    private static Seen typescript(List<Fault> faults) throws IOException, InterruptedException {
        try (FaultyReplay replay = FaultyReplay.of(RECORDING, new Faults(faults, 7))) {
            Process node = new ProcessBuilder("node", "faults.mjs", replay.url())
                    .directory(NODE.toFile())
                    .redirectError(ProcessBuilder.Redirect.INHERIT)
                    .start();
            String line = new String(node.getInputStream().readAllBytes(), UTF_8);
            assertThat(node.waitFor(60, TimeUnit.SECONDS)).as("node ended").isTrue();
            JsonNode seen = new ObjectMapper().readTree(line);
            return new Seen(
                    shortened(seen.path("reported").asText()),
                    seen.path("events").asInt(),
                    seen.path("text").asText(),
                    replay.answers());
        }
    }

    static String shortened(String words) {
        String line = words.replaceAll("\\s+", " ").strip();
        return line.length() <= 110 ? line : line.substring(0, 109) + "…";
    }
}
