package dev.wiretape.replay;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(20)
class JsonDiffTest {
    @Test
    void namesWhatDiffersInTheRecordedOrder() {
        assertThat(diff(
                        "{\"model\":\"a\",\"messages\":[{\"content\":\"x\"},{\"content\":\"y\"}],\"max_tokens\":9}",
                        "{\"max_tokens\":9.0,\"messages\":[{\"content\":\"x\"},{\"content\":\"z\"}],\"model\":\"b\"}"))
                .containsExactly("$.model", "$.messages[1].content");
    }

    @Test
    void saysWhichSideHasMore() {
        assertThat(diff("{\"a\":1,\"l\":[1,2]}", "{\"l\":[1,2,3],\"b\":null}"))
                .containsExactly("$.a (recorded only)", "$.l[2] (not recorded)", "$.b (not recorded)");
    }

    @Test
    void otherTypesDifferAsAWhole() {
        assertThat(diff("{\"content\":\"x\"}", "{\"content\":[{\"text\":\"x\"}]}"))
                .containsExactly("$.content");
        assertThat(diff("[]", "{}")).containsExactly("$");
    }

    @Test
    void oddNamesAreQuoted() {
        assertThat(diff("{\"a b\":1,\"it's\":1,\"\":1,\"x-y_1\":1}", "{\"a b\":2,\"it's\":2,\"\":2,\"x-y_1\":2}"))
                .containsExactly("$['a b']", "$['it\\'s']", "$['']", "$.x-y_1");
    }

    @Test
    void noMoreThanAskedForIsLookedFor() {
        assertThat(JsonDiff.paths(json("[1,2,3,4]"), json("[5,6,7,8]"), 2)).containsExactly("$[0]", "$[1]");
    }

    @Test
    void equalDigestsMeanNoDifference() {
        List<String> documents = List.of(
                "1",
                "1.0",
                "10e-1",
                "\"1\"",
                "true",
                "\"true\"",
                "null",
                "\"null\"",
                "[]",
                "{}",
                "[[]]",
                "[1]",
                "{\"a\":1}",
                "{\"a\":[1]}",
                "{\"a\":1,\"b\":2}",
                "{\"b\":2,\"a\":1}",
                "{\"ab\":2,\"a\":1}",
                "1e999999",
                "100e999997",
                "-0",
                "0.0",
                "\"\\u0061\"",
                "\"a\"",
                "[\"a\",\"b\"]",
                "[\"ab\"]");
        for (String a : documents) {
            for (String b : documents) {
                assertThat(CanonicalJson.digest(json(a)).equals(CanonicalJson.digest(json(b))))
                        .as("%s and %s", a, b)
                        .isEqualTo(diff(a, b).isEmpty());
            }
        }
    }

    @Test
    void whatIsNoSingleDocumentIsNoJson() {
        for (String text : List.of("", " ", "{", "{} {}", "nul", "a=1", "[".repeat(100_000))) {
            assertThat(CanonicalJson.parse(text.getBytes(UTF_8))).as(text).isEmpty();
        }
    }

    private static List<String> diff(String recorded, String asked) {
        return JsonDiff.paths(json(recorded), json(asked), 100);
    }

    private static JsonNode json(String text) {
        return CanonicalJson.parse(text.getBytes(UTF_8)).orElseThrow();
    }
}
