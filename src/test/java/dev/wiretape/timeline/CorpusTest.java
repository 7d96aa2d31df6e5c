package dev.wiretape.timeline;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.wiretape.Corpus;
import dev.wiretape.NeedsCorpus;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What the linter says of streams that other projects recorded. */
@Timeout(120)
@NeedsCorpus
class CorpusTest {
    /** Recorded streams that do have findings, the rules, and why that is right. */
    private static final Map<String, List<String>> EXCEPTIONS = Map.of(
            // The recorder dropped the last blank line, so that message_stop is never dispatched; the SDK fails, too.
            "rig-cut-last-frame-unterminated", List.of("frame-unterminated", "message-stop-missing"),
            // A gateway's imitation of the API, which ends with another protocol's mark; both SDKs throw on it.
            "rig-openrouter-messages-gateway-done-frame", List.of("done-mark"),
            // Bedrock answered with nothing but an error event.
            "newrelic-error-only", List.of("error-event"));

    /** Streams the SDK failed on, and the rule that explains its error. */
    private static final Map<String, String> EXPLANATIONS = Map.ofEntries(
            Map.entry("docs-progress-update-excerpt-starts-mid-message", "before-message-start"),
            Map.entry("docs-thinking-trace-prose-lines-no-usage", "usage-missing"),
            Map.entry("newrelic-error-only", "error-event"),
            Map.entry("rig-cut-last-frame-unterminated", "message-stop-missing"),
            Map.entry("rig-openrouter-messages-gateway-done-frame", "done-mark"),
            Map.entry("sdkpy-compaction-encrypted-unterminated", "message-stop-missing"),
            Map.entry("sdkpy-fallback-credit-unterminated", "message-stop-missing"),
            Map.entry("sdkpy-incomplete-tool-json-max-tokens", "message-stop-missing"),
            Map.entry("sdkpy-refusal-unterminated", "message-stop-missing"),
            Map.entry("sdkrb-error-after-message-start", "error-event"),
            Map.entry("vercel-duplicate-message-start", "second-message-start"));

    static Stream<JsonNode> streams() throws IOException {
        JsonNode manifest =
                new JsonMapper().readTree(Corpus.path("streams/manifest.json").toFile());
        return StreamSupport.stream(manifest.get("streams").spliterator(), false);
    }

    static Stream<String> recordedOfTheApi() throws IOException {
        return streams()
                .filter(node -> node.get("protocol").asText().equals("anthropic"))
                .filter(node -> node.get("fidelity").asText().startsWith("recorded"))
                .map(node -> node.get("slug").asText());
    }

    static Stream<JsonNode> failedOn() throws IOException {
        return streams().filter(node -> Files.exists(file(node.get("slug").asText(), "error.json")));
    }

    @ParameterizedTest
    @MethodSource("recordedOfTheApi")
    void whatTheApiSentHasNoErrorAndNoWarning(String slug) throws IOException {
        assertThat(report(slug).findings().stream()
                        .filter(finding -> finding.severity().atLeast(Severity.WARNING))
                        .map(finding -> finding.rule().name()))
                .containsExactlyElementsOf(EXCEPTIONS.getOrDefault(slug, List.of()));
    }

    @ParameterizedTest
    @MethodSource("failedOn")
    void aFindingExplainsWhatTheSdkFailedOn(JsonNode node) throws IOException {
        String slug = node.get("slug").asText();
        ExchangeReport report = report(slug);
        if (!node.get("protocol").asText().equals("anthropic")) {
            assertThat(report.protocol()).isNotEqualTo(Protocol.ANTHROPIC_MESSAGES);
            return;
        }
        String sdk = new JsonMapper()
                .readTree(file(slug, "error.json").toFile())
                .get("message")
                .asText();
        List<Finding> explaining = report.findings().stream()
                .filter(finding -> finding.rule().name().equals(EXPLANATIONS.get(slug)))
                .toList();
        assertThat(explaining).as("findings that explain: " + sdk).isNotEmpty();
        if (!EXPLANATIONS.get(slug).equals("error-event")) {
            assertThat(explaining.get(0).message()).as("the SDK's own words").contains(sdk);
        }
        assertThat(explaining.get(0).severity()).isEqualTo(Severity.ERROR);
    }

    @ParameterizedTest
    @MethodSource("streams")
    void theProtocolIsRecognised(JsonNode node) throws IOException {
        Protocol expected = switch (node.get("protocol").asText()) {
            case "anthropic" -> Protocol.ANTHROPIC_MESSAGES;
            case "openai-chat" -> Protocol.OPENAI_CHAT;
            case "openai-responses" -> Protocol.OPENAI_RESPONSES;
            default -> Protocol.GEMINI;
        };
        assertThat(report(node.get("slug").asText()).protocol()).isEqualTo(expected);
    }

    @ParameterizedTest
    @MethodSource("streams")
    void aStreamOfAnotherProtocolGetsOnlyTheRulesOfTheWire(JsonNode node) throws IOException {
        ExchangeReport report = report(node.get("slug").asText());
        if (report.protocol() != Protocol.ANTHROPIC_MESSAGES) {
            assertThat(report.message()).isEmpty();
            assertThat(report.findings()).allMatch(finding -> finding.rule().scope() == Rule.Scope.WIRE);
        }
    }

    @Test
    void theCorpusIsThere() throws IOException {
        assertThat(recordedOfTheApi().count()).isGreaterThan(60);
        assertThat(failedOn().count()).isGreaterThan(10);
    }

    private static ExchangeReport report(String slug) throws IOException {
        return Exchanges.of(Files.readString(file(slug, "sse"), UTF_8)).report();
    }

    private static Path file(String slug, String extension) {
        return Corpus.path("streams").resolve(slug + "." + extension);
    }
}
