package dev.wiretape.replay;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.wiretape.recording.Outcome;
import dev.wiretape.testing.Head;
import dev.wiretape.testing.RawBody;
import dev.wiretape.testing.RawClient;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What a client is told whose request no recording answers. */
@Timeout(60)
class RefusalTest {
    private final Take one = Tape.post("/v1/messages", "{\"model\":\"a\",\"messages\":[{\"content\":\"x\"}]}").stream(1)
            .end(2, Outcome.COMPLETE)
            .named("0001-messages.ndjson");
    private final Take two = Tape.post("/v1/messages", "{\"model\":\"b\",\"messages\":[{\"content\":\"x\"}]}").stream(1)
            .end(2, Outcome.COMPLETE)
            .named("0002-messages.ndjson");

    @Test
    void itIsToldTheNearestRecordingAndTheFieldsThatDiffer() throws Exception {
        String message =
                refusal(MatchMode.STRICT, "/v1/messages", "{\"model\":\"b\",\"messages\":[{\"content\":\"y\"}]}");
        assertThat(message)
                .isEqualTo("wiretape replay: no recording answers POST /v1/messages; the nearest is"
                        + " 0002-messages.ndjson (POST /v1/messages), which differs in $.messages[0].content");
    }

    @Test
    void itIsToldThatThePathIsAnother() throws Exception {
        assertThat(refusal(MatchMode.AUTO, "/v1/complete?x=1", "{\"model\":\"a\",\"messages\":[{\"content\":\"x\"}]}"))
                .isEqualTo("wiretape replay: no recording answers POST /v1/complete?x=1; the nearest is"
                        + " 0001-messages.ndjson (POST /v1/messages), which differs in path, query");
    }

    @Test
    void itIsToldThatTheRecordingIsUsedUp() throws Exception {
        try (Running running = Running.of(options -> options.match(MatchMode.STRICT), one, two);
                RawClient client = running.connect()) {
            String body = "{\"model\":\"a\",\"messages\":[{\"content\":\"x\"}]}";
            client.post("/v1/messages", body).readBody(client.readHead());
            assertThat(message(client, "/v1/messages", body))
                    .contains("has been served (0001-messages.ndjson)", "--repeat loop");
        }
    }

    @Test
    void whoRunsTheReplayIsToldToo() throws Exception {
        try (Running running = Running.of(one);
                RawClient client = running.connect()) {
            client.post("/v1/messages", "{\"model\":\"a\"}").readBody(client.readHead());
            assertThat(running.notice().line())
                    .isEqualTo("POST /v1/messages <- 0001-messages.ndjson (by order; it differs in $.messages (recorded"
                            + " only))");
            message(client, "/elsewhere", "{}");
            assertThat(running.notice().line())
                    .startsWith(
                            "POST /elsewhere <- refused: no recording answers POST /elsewhere; the nearest is 0001");
        }
    }

    @Test
    void aBodyWithoutEndIsNotReadForEver() throws Exception {
        try (Running running = Running.of(one);
                RawClient client = running.connect()) {
            client.send("POST / HTTP/1.1\r\nHost: localhost\r\nContent-Length: 100000000\r\n\r\n");
            byte[] megabyte = new byte[1 << 20];
            for (int i = 0; i < 70; i++) {
                client.send(megabyte);
            }
            Head head = client.readHead();
            assertThat(head.status()).isEqualTo(413);
            assertThat(client.readBody(head).text()).contains("request_too_large");
        }
    }

    private String refusal(MatchMode mode, String target, String body) throws Exception {
        try (Running running = Running.of(options -> options.match(mode), one, two);
                RawClient client = running.connect()) {
            return message(client, target, body);
        }
    }

    private static String message(RawClient client, String target, String body) throws Exception {
        Head head = client.post(target, body).readHead();
        RawBody answer = client.readBody(head);
        assertThat(head.status()).as(answer.text()).isEqualTo(400);
        JsonNode json = CanonicalJson.parse(answer.bytes()).orElseThrow();
        assertThat(json.at("/type").asText()).isEqualTo("error");
        assertThat(json.at("/error/type").asText()).isEqualTo("invalid_request_error");
        return json.at("/error/message").asText();
    }
}
