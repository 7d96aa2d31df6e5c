package dev.wiretape.sse;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.wiretape.Corpus;
import dev.wiretape.NeedsCorpus;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The event-stream cases of web-platform-tests and of the standard's text, however their bytes arrive. */
@Timeout(120)
@NeedsCorpus
class SseConformanceTest {

    static Stream<Case> cases() throws IOException {
        JsonNode root = JsonMapper.builder()
                .build()
                .readTree(Corpus.path("sse-conformance/cases.json").toFile());
        List<Case> cases = new ArrayList<>();
        root.get("cases").forEach(node -> cases.add(new Case(node)));
        assertThat(cases).as("cases.json").isNotEmpty();
        return cases.stream();
    }

    @ParameterizedTest
    @MethodSource("cases")
    void caseIsParsedWhole(Case c) {
        c.assertParsed(Parsed.inChunks(c.input(), c.initialId(), at -> c.input().length), "whole");
    }

    @ParameterizedTest
    @MethodSource("cases")
    void caseIsParsedByteByByte(Case c) {
        c.assertParsed(Parsed.inChunks(c.input(), c.initialId(), at -> 1), "byte by byte");
    }

    @ParameterizedTest
    @MethodSource("cases")
    void caseIsParsedWithACutAtEveryByte(Case c) {
        byte[] input = c.input();
        for (int i = 1; i < input.length; i++) {
            int cut = i;
            Parsed parsed = Parsed.inChunks(input, c.initialId(), at -> at < cut ? cut - at : input.length - at);
            c.assertParsed(parsed, "cut at " + cut);
        }
    }

    @ParameterizedTest
    @MethodSource("cases")
    void caseIsParsedInItsOwnChunks(Case c) {
        JsonNode chunks = c.node().get("chunks");
        if (!chunks.isArray()) {
            c.assertParsed(Parsed.inChunks(c.input(), c.initialId(), at -> 1), "chunks: bytes");
            return;
        }
        int[] ends = new int[chunks.size()];
        for (int i = 0, sum = 0; i < ends.length; i++) {
            sum += chunks.get(i).asInt();
            ends[i] = sum;
        }
        Parsed parsed = Parsed.inChunks(
                c.input(),
                c.initialId(),
                at -> IntStream.of(ends).filter(end -> end > at).findFirst().orElse(c.input().length) - at);
        c.assertParsed(parsed, "in chunks of " + chunks);
    }

    record Case(JsonNode node) {
        byte[] input() {
            return Base64.getDecoder().decode(node.get("input_base64").asText());
        }

        String initialId() {
            return node.path("initial_last_event_id").asText("");
        }

        void assertParsed(Parsed parsed, String how) {
            List<List<String>> expected = new ArrayList<>();
            node.get("expected")
                    .forEach(e -> expected.add(List.of(
                            e.get("type").asText(),
                            e.get("data").asText(),
                            e.get("lastEventId").asText())));
            List<List<String>> actual = parsed.events().stream()
                    .map(e -> List.of(e.type(), e.data(), e.lastEventId()))
                    .toList();
            assertThat(actual).as("%s, %s", this, how).isEqualTo(expected);
            assertThat(parsed.bytes()).as("the bytes of %s, %s", this, how).isEqualTo(input());
            if (!node.get("expected_retry").isNull()) {
                assertThat(parsed.retry())
                        .as("retry of %s, %s", this, how)
                        .hasValue(node.get("expected_retry").asLong());
            }
            if (!node.get("expected_last_event_id").isNull()) {
                assertThat(parsed.lastEventId())
                        .as("last event id of %s, %s", this, how)
                        .isEqualTo(node.get("expected_last_event_id").asText());
            }
        }

        @Override
        public String toString() {
            return node.get("id").asText();
        }
    }
}
