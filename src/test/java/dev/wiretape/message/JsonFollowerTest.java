package dev.wiretape.message;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Timeout(120)
class JsonFollowerTest {
    private static final JsonFactory JACKSON = new JsonFactory();

    @Test
    void agreesWithJacksonOnThreeHundredThousandDocumentsAndMutations() {
        Random random = new Random(20261120);
        int valid = 0;
        for (int i = 0; i < 100_000; i++) {
            String document = RandomJson.document(random);
            assertAgrees(document);
            for (int mutation = 0; mutation < 2; mutation++) {
                String damaged = RandomJson.damage(random, document);
                valid += assertAgrees(damaged) ? 1 : 0;
            }
        }
        assertThat(valid)
                .as("mutations that are still JSON, so that both sides were tried")
                .isBetween(20_000, 180_000);
    }

    @Test
    void whatItSaysDoesNotDependOnTheFragments() {
        Random random = new Random(2);
        for (int i = 0; i < 1_500; i++) {
            String document = RandomJson.document(random);
            String text = i % 2 == 0 ? document : RandomJson.damage(random, document);
            for (int cut = 0; cut <= text.length(); cut++) {
                JsonFollower split = new JsonFollower();
                split.feed(text.substring(0, cut));
                JsonProgress live = split.progress();
                split.feed(text.substring(cut));
                assertSame(split.progress(), follow(text).progress(), "cut at", cut, text);
                assertSame(split.progressAfter(1), live, "looking back at", cut, text);
                assertSame(live, follow(text.substring(0, cut)).progress(), "the first", cut, text);
            }
        }
    }

    @Test
    void knowsTheStateAndThePathUnderTheCursor() {
        Random random = new Random(3);
        for (int i = 0; i < 20_000; i++) {
            RandomJson written = RandomJson.write(random);
            for (RandomJson.Mark mark : written.marks()) {
                JsonProgress progress =
                        follow(written.text().substring(0, mark.offset())).progress();
                assertThat(progress.state() + " " + progress.path())
                        .as("after %d of %s", mark.offset(), written.text())
                        .isEqualTo(mark.state() + " " + mark.path());
            }
        }
    }

    @Test
    void everySoundBeginningHasAValueThatIsJson() {
        Random random = new Random(4);
        for (int i = 0; i < 20_000; i++) {
            String document = RandomJson.damage(random, RandomJson.document(random));
            JsonProgress progress = follow(document).progress();
            progress.value()
                    .ifPresent(value -> assertThat(isJson(value.text()))
                            .as("%s from %s", value, document)
                            .isTrue());
        }
    }

    @Test
    void offsetsAreThoseOfTheFirstImpossibleCharacter() {
        JsonFollower follower = new JsonFollower();
        follower.feed("{\"é😀\": [1, ");
        follower.feed("tru");
        follower.feed("}]}");
        assertThat(follower.progress().fault()).contains(new JsonFault(15, 18, 2, "found '}', wanted true"));
        assertThat("{\"é😀\": [1, tru".getBytes(UTF_8)).hasSize(18);
        assertThat(follower.progress().path()).isEqualTo("$[\"é😀\"][1]");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"a\":1,} | 7 | found '}', wanted a key",
                "[1,] | 3 | found ']', wanted a value",
                "[1 2] | 3 | found '2', wanted a comma or ]",
                "{\"a\" 1} | 5 | found '1', wanted a colon",
                "{1:2} | 1 | found '1', wanted a key or }",
                "01 | 1 | found '1', wanted no digit after a leading 0",
                "1.x | 2 | found 'x', wanted a digit",
                "[1.5.2] | 4 | found '.', wanted the end of the number",
                "\"\\x\" | 2 | found 'x', wanted one of \"\\/bfnrtu after a backslash",
                "\"\\u00g0\" | 5 | found 'g', wanted four hexadecimal digits after \\u",
                "{} {} | 3 | found '{', wanted nothing more after the whole value",
                "nul! | 3 | found '!', wanted null"
            })
    void saysInWordsWhereAndWhyItIsNoJson(String text, int offset, String reason) {
        JsonFault fault = follow(text).progress().fault().orElseThrow();
        assertThat(fault.charOffset()).isEqualTo(offset);
        assertThat(fault.reason()).isEqualTo(reason);
    }

    @Test
    void controlCharactersInStringsAreNamedByTheirNumber() {
        assertThat(follow("\"a\nb\"").progress().fault().orElseThrow().reason())
                .isEqualTo("found U+000A, wanted it escaped: no control character may stand in a string");
    }

    @Test
    void nestingIsFollowedToAThousandLevelsAsByJacksonAndNoFurther() {
        String deep = "[".repeat(1_000) + "]".repeat(1_000);
        assertThat(assertAgrees(deep)).isTrue();
        String deeper = "[".repeat(1_001) + "]".repeat(1_001);
        assertThat(assertAgrees(deeper)).isFalse();
        JsonFault fault = follow(deeper).progress().fault().orElseThrow();
        assertThat(fault.charOffset()).isEqualTo(1_000);
        assertThat(fault.reason()).contains("1,000 levels");
    }

    @Test
    void everyFragmentOfALongTextCanBeLookedBackAt() {
        JsonFollower follower = new JsonFollower();
        follower.feed("{\"content\": [");
        for (int i = 0; i < 50_000; i++) {
            follower.feed("\"line " + i + "\", ");
        }
        for (int i = 0; i < 50_000; i += 999) {
            JsonProgress then = follower.progressAfter(i + 1);
            assertThat(then.path()).isEqualTo("$.content[" + i + "]");
            assertThat(then.fragments()).isEqualTo(i + 1);
        }
        assertThat(follower.progressAfter(0).state()).isEqualTo(JsonState.NOTHING);
    }

    @Test
    void oneFragmentOfFiftyMegabytesAndAMillionSmallOnesAreBothLinear() {
        // Anything quadratic would take hours.
        String line = "x".repeat(49) + "\\";
        JsonFollower small = new JsonFollower();
        small.feed("{\"new_string\":\"");
        for (int i = 0; i < 1_000_000; i++) {
            small.feed(line);
        }
        assertThat(small.progress().path()).isEqualTo("$.new_string");
        JsonFollower large = new JsonFollower();
        large.feed(small.progress().text().toString());
        assertThat(large.progress().state()).isEqualTo(small.progress().state());
        assertThat(large.progress().text().length()).isEqualTo(50_000_015);
    }

    /** Returns whether the text is JSON, after both agreed on it. */
    private static boolean assertAgrees(String text) {
        boolean json = isJson(text);
        JsonProgress progress = follow(text).progress();
        if (progress.endsWell() != json || (json && progress.fault().isPresent())) {
            fail("%s: Jackson says %s, fault %s", text, json, progress.fault());
        }
        return json;
    }

    private static boolean isJson(String text) {
        try (JsonParser parser = JACKSON.createParser(text)) {
            JsonToken first = parser.nextToken();
            if (first == null) {
                return false;
            }
            parser.skipChildren();
            parser.finishToken();
            return parser.nextToken() == null;
        } catch (IOException notJson) {
            return false;
        }
    }

    private static JsonFollower follow(String text) {
        JsonFollower follower = new JsonFollower();
        follower.feed(text);
        return follower;
    }

    /** Fails with words only where it fails: millions of these are made. */
    private static void assertSame(JsonProgress actual, JsonProgress expected, String how, int cut, String text) {
        if (!summary(actual).equals(summary(expected))) {
            fail("%s %d of %s: %s, wanted %s", how, cut, text, summary(actual), summary(expected));
        }
    }

    private static List<Object> summary(JsonProgress progress) {
        Optional<JsonFault> fault = progress.fault();
        return List.of(
                progress.state(),
                progress.path(),
                progress.depth(),
                progress.endsWell(),
                fault.map(JsonFault::reason),
                fault.map(JsonFault::charOffset),
                fault.map(JsonFault::byteOffset));
    }
}
