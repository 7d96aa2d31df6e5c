package dev.wiretape.replay;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.wiretape.recording.Entry;
import dev.wiretape.recording.Outcome;
import dev.wiretape.recording.fault.Fault;
import dev.wiretape.recording.fault.Faults;
import dev.wiretape.testing.Head;
import dev.wiretape.testing.RawClient;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What does not count in a request, and answers in the shape that is asked for. */
@Timeout(60)
class MannersTest {
    private static final String ASKED =
            "{\"model\":\"m\",\"stream\":%s,\"messages\":[{\"role\":\"user\",\"content\":\"a\"}]}";

    private static final String AGENT = """
            {"model":"m","stream":true,"metadata":{"user_id":"%1$s"},
             "system":[{"type":"text","text":"You work in /home/%2$s/app.\\nToday is %3$s.\\ngitStatus: %2$s"}],
             "messages":[{"role":"user","content":[{"type":"text","text":"<system-reminder>%3$s</system-reminder>"},
                                                   {"type":"text","text":"%4$s"}]}]}""";

    @Test
    void idsDatesAndFoldersDoNotCountButWhatWasAskedDoes() {
        Asked recorded = asked(AGENT.formatted("u-1", "ann", "2026-11-20", "Sort it"));

        assertThat(recorded.isAlike(asked(AGENT.formatted("u-2", "bob", "2027-01-02", "Sort it"))))
                .isTrue();
        assertThat(recorded.isAlike(asked(AGENT.formatted("u-1", "ann", "2026-11-20", "Sort that"))))
                .isFalse();
        assertThat(recorded.digest())
                .isNotEqualTo(asked(AGENT.formatted("u-2", "ann", "2026-11-20", "Sort it"))
                        .digest());
    }

    @Test
    void alikeGoesBeforeOrder() {
        Take one = take("one", AGENT.formatted("u-1", "ann", "2026-11-20", "First"));
        Take two = take("two", AGENT.formatted("u-1", "ann", "2026-11-20", "Second"));
        Matcher matcher = Matcher.of(MatchMode.AUTO, new Catalogue(List.of(one, two)), Repeat.LAST);

        Match match = matcher.match(asked(AGENT.formatted("u-9", "bob", "2030-12-31", "Second")));

        assertThat(match).isEqualTo(new Match.Found(two, Match.How.ALIKE));
    }

    @Test
    void theSameTurnGoesBeforeOrder() {
        String body = "{\"model\":\"m\",\"tools\":[%s],\"messages\":[{\"role\":\"user\",\"content\":\"%s\"}]}";
        Take one = take("one", body.formatted("1", "First"));
        Take two = take("two", body.formatted("1", "Second"));
        Matcher matcher = Matcher.of(MatchMode.AUTO, new Catalogue(List.of(one, two)), Repeat.LAST);

        assertThat(matcher.match(asked(body.formatted("2", "Second"))))
                .isEqualTo(new Match.Found(two, Match.How.SAME_TURN));
        assertThat(matcher.match(asked(body.formatted("2", "Third"))))
                .isEqualTo(new Match.Found(one, Match.How.BY_ORDER));
    }

    @Test
    void ignoredPlacesNeverCount() {
        Manners manners = new Manners(
                Stream.of("$.a", "$.list[*].id", "$.list[1].x", "b.c['d e']")
                        .map(JsonPlace::parse)
                        .toList(),
                Optional.empty());
        String one = "{\"a\":1,\"b\":{\"c\":{\"d e\":1,\"f\":2}},\"list\":[{\"id\":1,\"x\":1},{\"id\":2,\"x\":2}]}";
        String other = "{\"b\":{\"c\":{\"f\":2}},\"list\":[{\"id\":8,\"x\":1},{\"x\":9}]}";

        assertThat(asked(one, manners).digest()).isEqualTo(asked(other, manners).digest());
        assertThat(asked(one, manners).digest())
                .isNotEqualTo(asked(one.replace("\"f\":2", "\"f\":3"), manners).digest());
        for (String none : List.of("", "$", "$.", "$..a", "$.a[", "$.a[-1]")) {
            assertThatThrownBy(() -> JsonPlace.parse(none)).as(none).isInstanceOf(IllegalArgumentException.class);
        }
    }

    @Test
    void aStreamIsServedAsAMessageAndAMessageAsAStream() throws Exception {
        String request = "{\"model\":\"m\",\"stream\":%s,\"messages\":[{\"role\":\"user\",\"content\":\"%s\"}]}";
        Tape stream = Tape.post("/v1/messages", request.formatted("true", "a")).stream(1)
                .frame(2, event("message_start", "\"message\":{\"type\":\"message\",\"content\":[],\"usage\":{}}"))
                .frame(
                        3,
                        event("content_block_start", "\"index\":0,\"content_block\":{\"type\":\"text\",\"text\":\"\"}"))
                .frame(
                        4,
                        event("content_block_delta", "\"index\":0,\"delta\":{\"type\":\"text_delta\",\"text\":\"Hi\"}"))
                .frame(5, event("content_block_stop", "\"index\":0"))
                .frame(6, event("message_delta", "\"delta\":{\"stop_reason\":\"end_turn\"},\"usage\":{}"))
                .frame(7, event("message_stop", "\"x\":0"))
                .end(8, Outcome.COMPLETE);
        Tape whole = Tape.post("/v1/messages", request.formatted("false", "b"))
                .head(1, 200, "Content-Type", "application/json")
                .body(
                        2,
                        "{\"type\":\"message\",\"content\":[{\"type\":\"tool_use\",\"id\":\"t\",\"name\":\"n\","
                                + "\"input\":{\"q\":1}}],\"stop_reason\":\"tool_use\",\"usage\":{\"output_tokens\":3}}")
                .end(3, Outcome.COMPLETE);
        try (Running running = Running.of(stream.named("a"), whole.named("b"));
                RawClient client = running.connect()) {
            Head head =
                    client.post("/v1/messages", request.formatted("false", "a")).readHead();
            String message = client.readBody(head).text();
            assertThat(head.field("Content-Type")).contains("application/json");
            assertThat(message)
                    .contains("\"text\":\"Hi\"", "\"stop_reason\":\"end_turn\"")
                    .startsWith("{");

            head = client.post("/v1/messages", request.formatted("true", "b")).readHead();
            String events = client.readBody(head).text();
            assertThat(head.field("Content-Type")).contains("text/event-stream; charset=utf-8");
            assertThat(events)
                    .startsWith("event: message_start\n")
                    .contains("\"partial_json\":\"{\\\"q\\\":1}\"", "\"stop_reason\":\"tool_use\"")
                    .endsWith("event: message_stop\ndata: {\"type\":\"message_stop\"}\n\n");
            assertThat(running.notice().line()).contains("in the shape that was asked for");
        }
    }

    @Test
    void anErrorInAStreamIsTheStatusOfAnAnswerThatIsNone() throws Exception {
        Tape stream = Tape.post("/v1/messages", ASKED.formatted("true")).stream(1)
                .frame(2, event("message_start", "\"message\":{\"type\":\"message\",\"content\":[],\"usage\":{}}"))
                .frame(3, event("error", "\"error\":{\"type\":\"overloaded_error\",\"message\":\"Overloaded\"}"))
                .end(4, Outcome.COMPLETE);
        try (Running running = Running.of(stream.named("a"));
                RawClient client = running.connect()) {
            Head head = client.post("/v1/messages", ASKED.formatted("false")).readHead();

            assertThat(head.status()).isEqualTo(529);
            assertThat(client.readBody(head).text())
                    .isEqualTo(
                            "{\"type\":\"error\",\"error\":{\"type\":\"overloaded_error\",\"message\":\"Overloaded\"}}");
        }
    }

    @Test
    void answersInAnotherShapeBreakAsWell() throws Exception {
        Tape stream = Tape.post("/v1/messages", ASKED.formatted("true")).stream(1)
                .frame(2, event("message_start", "\"message\":{\"type\":\"message\",\"content\":[],\"usage\":{}}"))
                .frame(7, event("message_stop", "\"x\":0"))
                .end(8, Outcome.COMPLETE);
        Faults faults = new Faults(
                List.of(
                        Fault.parse("status=529@request=1"),
                        Fault.parse("cut@byte=3,request=2"),
                        Fault.parse("drop@frame=0")),
                0);
        try (Running running = Running.of(options -> options.pace(Pace.MAX).faults(faults), stream.named("a"));
                RawClient client = running.connect()) {
            Head head = client.post("/v1/messages", ASKED.formatted("false")).readHead();
            assertThat(head.status()).isEqualTo(529);
            assertThat(client.readBody(head).text()).contains("overloaded_error");

            head = client.post("/v1/messages", ASKED.formatted("false")).readHead();
            assertThat(client.readBody(head).text()).hasSize(3).startsWith("{");
            running.notice();
            assertThat(running.notice().line())
                    .as("what is no stream has no frames to drop")
                    .contains("with cut@byte=3,request=2)");
        }
    }

    private static String event(String type, String members) {
        return "event: " + type + "\ndata: {\"type\":\"" + type + "\"," + members + "}\n\n";
    }

    private static Take take(String name, String body) {
        return Tape.post("/v1/messages", body).stream(1)
                .end(2, Outcome.COMPLETE)
                .named(name);
    }

    private static Asked asked(String body) {
        return asked(body, Manners.NONE);
    }

    private static Asked asked(String body, Manners manners) {
        Entry.Request request =
                (Entry.Request) Tape.post("/v1/messages", body).lines().get(0);
        return Asked.of(request, body.getBytes(UTF_8), manners);
    }
}
