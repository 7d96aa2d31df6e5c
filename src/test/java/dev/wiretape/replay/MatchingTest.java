package dev.wiretape.replay;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.wiretape.recording.Field;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Which recording answers which request. */
@Timeout(20)
class MatchingTest {
    private static final String MESSAGES = "/v1/messages";

    private final List<Take> takes = new ArrayList<>();
    private Matcher matcher;

    @Test
    void theSameRequestGetsItsRecording() {
        recorded("one", "POST", MESSAGES, "{\"n\":1}");
        recorded("two", "POST", MESSAGES, "{\"n\":2}");
        matching(MatchMode.AUTO, false);
        assertThat(ask("POST", MESSAGES, "{\"n\":2}")).isEqualTo("two EXACT");
        assertThat(ask("POST", MESSAGES, "{\"n\":1}")).isEqualTo("one EXACT");
    }

    @Test
    void bodiesAreComparedByWhatTheySay() {
        recorded("one", "POST", MESSAGES, "{\"a\":1,\"b\":[1.50,{\"c\":\"\\u00e9\"}]}");
        recorded("two", "POST", MESSAGES, "{\"b\":2}");
        matching(MatchMode.AUTO, false);
        assertThat(ask("POST", MESSAGES, " { \"b\" : [ 15e-1, {\"c\":\"é\"} ],\n \"a\" : 1.0 } "))
                .isEqualTo("one EXACT");
    }

    @Test
    void theNthSameRequestGetsTheNthRecordingAndThenTheLastAgain() {
        recorded("one", "POST", MESSAGES, "{}");
        recorded("other", "POST", MESSAGES, "{\"n\":2}");
        recorded("two", "POST", MESSAGES, "{}");
        matching(MatchMode.AUTO, false);
        assertThat(askTimes(4, "POST", MESSAGES, "{}"))
                .containsExactly("one EXACT", "two EXACT", "two EXACT", "two EXACT");
    }

    @Test
    void aLoopStartsOver() {
        recorded("one", "POST", MESSAGES, "{}");
        recorded("two", "POST", MESSAGES, "{}");
        for (MatchMode mode : MatchMode.values()) {
            matching(mode, true);
            assertThat(askTimes(5, "POST", MESSAGES, "{}").stream()
                            .map(answer -> answer.substring(0, 3))
                            .toList())
                    .as("%s", mode)
                    .containsExactly("one", "two", "one", "two", "one");
        }
    }

    @Test
    void anotherBodyIsAnsweredByOrder() {
        recorded("one", "POST", MESSAGES, "{\"n\":1}");
        recorded("count", "POST", "/v1/messages/count_tokens", "{\"n\":1}");
        recorded("two", "POST", MESSAGES, "{\"n\":2}");
        matching(MatchMode.AUTO, false);
        assertThat(askTimes(3, "POST", MESSAGES, "{\"other\":true}"))
                .containsExactly("one BY_ORDER", "two BY_ORDER", "two BY_ORDER");
        assertThat(ask("POST", "/v1/messages/count_tokens", "{}")).isEqualTo("count BY_ORDER");
    }

    @Test
    void orderPassesOverWhatWasServedAlready() {
        recorded("one", "POST", MESSAGES, "{\"n\":1}");
        recorded("two", "POST", MESSAGES, "{\"n\":2}");
        recorded("three", "POST", MESSAGES, "{\"n\":3}");
        matching(MatchMode.AUTO, false);
        assertThat(ask("POST", MESSAGES, "{\"n\":2}")).isEqualTo("two EXACT");
        assertThat(askTimes(3, "POST", MESSAGES, "{}"))
                .containsExactly("one BY_ORDER", "three BY_ORDER", "three BY_ORDER");
    }

    @Test
    void aLoopByOrderStartsOverToo() {
        recorded("one", "POST", MESSAGES, "{\"n\":1}");
        recorded("two", "POST", MESSAGES, "{\"n\":2}");
        matching(MatchMode.AUTO, true);
        assertThat(askTimes(3, "POST", MESSAGES, "{}")).containsExactly("one BY_ORDER", "two BY_ORDER", "one BY_ORDER");
    }

    @Test
    void theQueryDecidesAmongEquals() {
        recorded("one", "POST", MESSAGES + "?beta=true", "{}");
        recorded("two", "POST", MESSAGES, "{}");
        matching(MatchMode.AUTO, false);
        assertThat(ask("POST", MESSAGES, "{}")).isEqualTo("two EXACT");
        assertThat(ask("POST", MESSAGES + "?beta=true", "{}")).isEqualTo("one EXACT");
        assertThat(ask("POST", MESSAGES + "?beta=false", "{}")).isEqualTo("one EXACT");
    }

    @Test
    void aBasePathMakesNoDifference() {
        recorded("one", "POST", "/proxy/v1/messages", "{\"n\":1}");
        matching(MatchMode.AUTO, false);
        assertThat(ask("POST", MESSAGES, "{}")).isEqualTo("one BY_ORDER");
    }

    @Test
    void anUnknownPathOrMethodHasNoAnswer() {
        recorded("one", "POST", MESSAGES, "{}");
        matching(MatchMode.AUTO, false);
        assertThat(ask("GET", MESSAGES, "")).isEqualTo("UNKNOWN");
        assertThat(ask("POST", "/v1/complete", "{}")).isEqualTo("UNKNOWN");
        assertThat(ask("POST", "/", "{}")).isEqualTo("UNKNOWN");
    }

    @Test
    void importedAnswersServeAnyPostInOrder() {
        takes.add(Tape.imported().named("one"));
        takes.add(Tape.imported().named("two"));
        for (MatchMode mode : MatchMode.values()) {
            matching(mode, false);
            assertThat(ask("POST", "/any", "{}")).as("%s", mode).startsWith("one");
            assertThat(ask("POST", "/any/thing", "x")).as("%s", mode).startsWith("two");
        }
        matching(MatchMode.AUTO, false);
        assertThat(ask("GET", "/any", "")).isEqualTo("UNKNOWN");
    }

    @Test
    void strictServesOnlyTheVerySameAndOnce() {
        recorded("one", "POST", MESSAGES + "?beta=true", "{\"a\":1,\"b\":2}");
        matching(MatchMode.STRICT, false);
        assertThat(ask("POST", MESSAGES, "{\"a\":1,\"b\":2}")).isEqualTo("UNKNOWN");
        assertThat(ask("POST", MESSAGES + "?beta=true", "{\"a\":1}")).isEqualTo("UNKNOWN");
        assertThat(ask("POST", MESSAGES + "?beta=true", "{\"b\":2,\"a\":1}")).isEqualTo("one EXACT");
        assertThat(ask("POST", MESSAGES + "?beta=true", "{\"b\":2,\"a\":1}")).isEqualTo("USED_UP");
    }

    @Test
    void sequenceAsksNoQuestions() {
        recorded("one", "POST", MESSAGES, "{}");
        recorded("two", "GET", "/v1/models", "");
        matching(MatchMode.SEQUENCE, false);
        assertThat(askTimes(3, "PUT", "/whatever", "x"))
                .containsExactly("one IN_SEQUENCE", "two IN_SEQUENCE", "two IN_SEQUENCE");
    }

    @Test
    void secretsThatWereTakenOutMatchAnything() {
        String masked = "<redacted:api-key:0123abcd>";
        recorded("one", "POST", MESSAGES + "?key=" + masked, "{\"text\":\"a " + masked + " b " + masked + "\"}");
        recorded("two", "POST", MESSAGES, "{}");
        matching(MatchMode.STRICT, true);
        assertThat(ask("POST", MESSAGES + "?key=k", "{\"text\":\"a sk-1 b sk-2\"}"))
                .isEqualTo("one EXACT");
        assertThat(ask("POST", MESSAGES + "?key=k", "{\"text\":\"a sk-1 c sk-2\"}"))
                .isEqualTo("UNKNOWN");
        assertThat(ask("POST", MESSAGES + "?key=k", "{\"text\":\"a sk-1 b sk-2\",\"n\":1}"))
                .isEqualTo("UNKNOWN");
        assertThat(ask("POST", MESSAGES + "?kee=k", "{\"text\":\"a sk-1 b sk-2\"}"))
                .isEqualTo("UNKNOWN");
    }

    @Test
    void whatWasKeptAroundASecretMustBeThere() {
        String masked = "<redacted:api-key:0123abcd>";
        assertThat(Masked.same("ab" + masked + "ba", "abXba")).isTrue();
        assertThat(Masked.same("ab" + masked + "ba", "aba")).as("overlapping").isFalse();
        assertThat(Masked.same(masked + "b" + masked, "abc")).isTrue();
        assertThat(Masked.same(masked + "b" + masked, "ac")).isFalse();
        assertThat(Masked.same("<redacted:no placeholder", "x")).isFalse();
    }

    @Test
    void bodiesThatAreNoJsonAreComparedAsBytes() {
        recorded("one", "POST", MESSAGES, "a=1&b=2");
        recorded("two", "POST", MESSAGES, "a=1&b= 2");
        matching(MatchMode.AUTO, false);
        assertThat(ask("POST", MESSAGES, "a=1&b= 2")).isEqualTo("two EXACT");
    }

    @Test
    void theBoundaryOfPartsIsNoPartOfWhatTheySay() {
        takes.add(Tape.request("POST", "/v1/files", parts("x1", "one --x1"), multipart("x1"))
                .named("one"));
        takes.add(Tape.request("POST", "/v1/files", parts("\"a b\"", "two"), multipart("\"a b\""))
                .named("two"));
        for (MatchMode mode : List.of(MatchMode.STRICT, MatchMode.AUTO)) {
            matching(mode, false);
            assertThat(ask(parts("y", "two"), multipart("y"))).as("%s", mode).isEqualTo("two EXACT");
            assertThat(ask(parts("zz", "one --x1"), multipart("zz")))
                    .as("%s", mode)
                    .isEqualTo("one EXACT");
        }
        matching(MatchMode.STRICT, false);
        assertThat(ask(parts("y", "three"), multipart("y"))).isEqualTo("UNKNOWN");
    }

    @Test
    void eachSessionIsGivenAllThatWasRecorded() {
        recorded("one", "POST", MESSAGES, "{}");
        recorded("two", "POST", MESSAGES, "{}");
        for (MatchMode mode : MatchMode.values()) {
            matching(mode, false);
            assertThat(List.of(
                            askAs("a", "{}"), askAs("b", "{}"), askAs("a", "{}"), askAs("b", "{}"), askAs("c", "{}")))
                    .as("%s", mode)
                    .containsExactly("one", "one", "two", "two", "one");
        }
    }

    @Test
    void whatAgentsSayOfThemselvesTellsTheirSessionsApart() {
        Manners manners = Manners.NONE;
        assertThat(session(manners, "{\"metadata\":{\"user_id\":\"u1\"}}")).isEqualTo("u1");
        assertThat(session(manners, "{\"metadata\":{\"user_id\":\"u1\"}}", "X-Claude-Code-Session-Id", "s1"))
                .isEqualTo("s1");
        assertThat(session(manners, "{}", "X-Api-Key", "k")).isEmpty();
        Manners byKey = new Manners(List.of(), Optional.of("x-api-key"));
        assertThat(session(byKey, "{\"metadata\":{\"user_id\":\"u1\"}}", "X-Api-Key", "k"))
                .isEqualTo("k");
    }

    @Test
    void whatIsUsedUpCanBeAnErrorInAnyMode() {
        recorded("one", "POST", MESSAGES, "{}");
        for (MatchMode mode : MatchMode.values()) {
            matcher = Matcher.of(mode, new Catalogue(takes), Repeat.ERROR);
            assertThat(ask("POST", MESSAGES, "{}")).as("%s", mode).startsWith("one");
            assertThat(ask("POST", MESSAGES, "{}")).as("%s", mode).isEqualTo("USED_UP");
            matcher = Matcher.of(mode, new Catalogue(takes), Repeat.LAST);
            assertThat(askTimes(3, "POST", MESSAGES, "{}")).as("%s", mode).allMatch(answer -> answer.startsWith("one"));
        }
    }

    private String askAs(String session, String body) {
        List<Field> headers = List.of(new Field("X-Claude-Code-Session-Id", session));
        Match match = matcher.match(Asked.of("POST", MESSAGES, headers, body.getBytes(UTF_8)));
        return ((Match.Found) match).take().name();
    }

    private static String session(Manners manners, String body, String... fields) {
        return Asked.of("POST", MESSAGES, Tape.fields(fields), body.getBytes(UTF_8), manners)
                .session();
    }

    private void recorded(String name, String method, String target, String body) {
        takes.add(Tape.request(method, target, body).named(name));
    }

    private void matching(MatchMode mode, boolean loop) {
        matcher = Matcher.of(mode, new Catalogue(takes), loop ? Repeat.LOOP : Repeat.in(mode));
    }

    private static Field multipart(String boundary) {
        return new Field("Content-Type", "multipart/form-data; charset=utf-8; boundary=" + boundary);
    }

    /** A file as clients upload it; the boundary is quoted in the head alone. */
    private static String parts(String boundary, String file) {
        String line = "--" + boundary.replace("\"", "");
        return line + "\r\nContent-Disposition: form-data; name=\"file\"; filename=\"a.txt\"\r\n\r\n" + file + "\r\n"
                + line + "--\r\n";
    }

    private String ask(String body, Field contentType) {
        return words(matcher.match(Asked.of("POST", "/v1/files", List.of(contentType), body.getBytes(UTF_8))));
    }

    private String ask(String method, String target, String body) {
        return words(matcher.match(Asked.of(method, target, List.of(), body.getBytes(UTF_8))));
    }

    private static String words(Match match) {
        return match instanceof Match.Found found
                ? found.take().name() + " " + found.how()
                : ((Match.None) match).reason().name();
    }

    private List<String> askTimes(int times, String method, String target, String body) {
        List<String> answers = new ArrayList<>();
        for (int i = 0; i < times; i++) {
            answers.add(ask(method, target, body));
        }
        return answers;
    }
}
