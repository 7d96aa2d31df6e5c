package dev.wiretape.proxy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.wiretape.recording.Entry;
import dev.wiretape.recording.Outcome;
import dev.wiretape.testing.Ending;
import dev.wiretape.testing.Head;
import dev.wiretape.testing.RawClient;
import dev.wiretape.testing.Script;
import dev.wiretape.testing.ScriptedUpstream;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is not forwarded, and what the client is told. */
@Timeout(60)
class RefusalsTest {
    @TempDir
    Path out;

    @ParameterizedTest
    @ValueSource(
            strings = {
                "GET / HTTP/1.1||",
                "GET / HTTP/1.1|Host: localhost|Host: localhost||",
                "GET / HTTP/1.1|Host: a, b||",
                "GET / HTTP/1.1|Host: a b||",
                "GET / HTTP/1.1|Host: user@a||",
                "POST / HTTP/1.1|Host: localhost|Content-Length: 5|Transfer-Encoding: chunked||0||",
                "POST / HTTP/1.1|Host: localhost|Content-Length: 1|Content-Length: 1||x",
                "POST / HTTP/1.1|Host: localhost|Content-Length: 1|Content-Length: 2||x",
                "POST / HTTP/1.1|Host: localhost|Content-Length: 1, 1||x",
                "POST / HTTP/1.1|Host: localhost|Content-Length: +1||x",
                "POST / HTTP/1.1|Host: localhost|Content-Length: 0x1||x",
                "POST / HTTP/1.1|Host: localhost|Content-Length:||x",
                "POST / HTTP/1.1|Host: localhost|Content-Length: 99999999999999999999||x",
                "POST / HTTP/1.1|Host: localhost|Content-Xength: 5||hello",
                "POST / HTTP/1.1|Host: localhost|content_length: 5||hello",
                "POST / HTTP/1.1|Host: localhost|Transfer_Encoding: chunked||0||",
                "POST / HTTP/1.1|Host: localhost|Transfer-Encoding: chunked, chunked||0||",
                "POST / HTTP/1.1|Host: localhost|Transfer-Encoding: xchunked||0||",
                "POST / HTTP/1.1|Host: localhost|Transfer-Encoding: gzip, chunked||0||",
                "POST / HTTP/1.1|Host: localhost|Transfer-Encoding : chunked||0||",
                "POST / HTTP/1.1|Host: localhost|Transfer-Encoding: identity|Transfer-Encoding: chunked||0||",
                "POST / HTTP/1.0|Host: localhost|Transfer-Encoding: chunked||0||",
                "GET / HTTP/1.1|Host: localhost|: nameless||",
                "GET / HTTP/1.1|Host: localhost|no colon||",
                "GET / HTTP/1.1|Host: localhost|X Y: 1||",
                "GET a:443 HTTP/1.1|Host: localhost||",
                "GET * HTTP/1.1|Host: localhost||",
                "GET /a#b HTTP/1.1|Host: localhost||",
                "GET / HTTP/1.1|Host: localhost|Expect: miracles||",
            })
    void anAmbiguousRequestIsRefusedAndNothingOfItForwarded(String request) throws Exception {
        try (ScriptedUpstream upstream = ScriptedUpstream.playing(Script.answer("200 OK", "", "oh no"));
                RunningRecorder recorder = RunningRecorder.inFrontOf(upstream.url(), out);
                RawClient client = recorder.connect()) {
            client.send(request.replace("|", "\r\n"));
            Head head = client.readHead();

            assertThat(head.status()).isIn(400, 417, 501);
            assertThat(client.readBody(head).text()).contains("\"type\":\"invalid_request_error\"");
            assertThat(client.awaitEnd()).isIn(Ending.FIN, Ending.RESET);
            assertThat(upstream.requests()).isEmpty();
            assertThat(recorder.recordings()).isZero();
        }
    }

    @Test
    void tlsOnThePlainPortIsToldThatItIsWrongThere() throws Exception {
        try (RunningRecorder recorder = RunningRecorder.inFrontOf("http://127.0.0.1:9", out)) {
            for (int i = 0; i < 2; i++) {
                try (RawClient client = recorder.connect()) {
                    client.send(new byte[] {0x16, 3, 1, 0, 5, 1, 0, 0, 1, 3});
                    Head head = client.readHead();
                    assertThat(head.status()).isEqualTo(400);
                    assertThat(client.readBody(head).text()).contains("plain HTTP");
                    assertThat(client.awaitEnd()).isIn(Ending.FIN, Ending.RESET);
                }
            }
            assertThat(recorder.notices()).singleElement().asString().contains("TLS", "http://");
        }
    }

    @Test
    void aHeaderThatIsTooLargeIsNamedAsSuch() throws Exception {
        try (ScriptedUpstream upstream = ScriptedUpstream.playing(Script.answer("200 OK", "", "oh no"));
                RunningRecorder recorder = RunningRecorder.inFrontOf(upstream.url(), out);
                RawClient client = recorder.connect()) {
            client.send("GET / HTTP/1.1\r\nHost: localhost\r\nX: " + "x".repeat(1024 * 1024) + "\r\n\r\n");
            assertThat(client.readHead().status()).isEqualTo(431);
            assertThat(upstream.requests()).isEmpty();
        }
    }

    @Test
    void aLargeHeaderPasses() throws Exception {
        String value = "x".repeat(200 * 1024);
        try (ScriptedUpstream upstream =
                        ScriptedUpstream.playing(Script.answer("200 OK", "X: " + value + "\r\n", "hi"));
                RunningRecorder recorder = RunningRecorder.inFrontOf(upstream.url(), out);
                RawClient client = recorder.connect()) {
            client.send("GET / HTTP/1.1\r\nHost: localhost\r\nX: " + value + "\r\n\r\n");
            assertThat(client.readHead().field("X")).hasValue(value);
            assertThat(upstream.requests().get(0).head().field("X")).hasValue(value);
        }
    }

    @Test
    void anUnreachableTargetIsAnsweredInTheApisWay() throws Exception {
        String url;
        try (ScriptedUpstream gone = ScriptedUpstream.playing(Script.afterRequest())) {
            url = gone.url();
        }
        try (RunningRecorder recorder = RunningRecorder.inFrontOf(url, out);
                RawClient client = recorder.connect()) {
            for (int i = 1; i <= 2; i++) {
                client.post("/v1/messages", "{}");
                Head head = client.readHead();
                assertThat(head.status()).isEqualTo(502);
                assertThat(head.field("Content-Type")).hasValue("application/json");
                assertThat(client.readBody(head).text())
                        .startsWith("{\"type\":\"error\",\"error\":{\"type\":\"api_error\",\"message\":\"")
                        .contains(url, "refused");
                RunningRecorder.Recorded recorded = recorder.awaitRecorded(i);
                assertThat(recorded.outcome()).isEqualTo(Outcome.UPSTREAM_UNREACHABLE);
                assertThat(recorded.the(Entry.Request.class).body().text()).isEqualTo("{}");
                assertThat(recorded.the(Entry.End.class).reason()).contains("refused");
            }
        }
    }

    @Test
    void aRequestThatArrivesAfterTheTargetRefusedIsRecordedWhole() throws Exception {
        String url;
        try (ScriptedUpstream gone = ScriptedUpstream.playing(Script.afterRequest())) {
            url = gone.url();
        }
        try (RunningRecorder recorder = RunningRecorder.inFrontOf(url, out);
                RawClient slow = recorder.connect();
                RawClient other = recorder.connect()) {
            slow.send("POST /slow HTTP/1.1\r\nHost: localhost\r\nContent-Length: 2\r\n\r\n{");
            // Whoever asks after it has been refused by now, and so has it.
            other.post("/other", "[]");
            assertThat(other.readHead().status()).isEqualTo(502);
            slow.send("}");
            assertThat(slow.readHead().status()).isEqualTo(502);
            assertThat(List.of(body(recorder, 1), body(recorder, 2))).containsExactlyInAnyOrder("{}", "[]");
        }
    }

    private static String body(RunningRecorder recorder, int number) throws Exception {
        return recorder.awaitRecorded(number).the(Entry.Request.class).body().text();
    }

    @Test
    void aNameThatDoesNotResolveIsNamed() throws Exception {
        try (RunningRecorder recorder = RunningRecorder.inFrontOf("http://nowhere.invalid", out);
                RawClient client = recorder.connect()) {
            client.get("/");
            assertThat(client.readBody(client.readHead()).text()).contains("cannot be resolved");
        }
    }

    @ParameterizedTest
    @CsvSource({"false,UPSTREAM_CLOSED,closed", "true,UPSTREAM_RESET,reset"})
    void anUpstreamThatLeavesWithoutAnAnswerIsAnsweredFor(boolean reset, Outcome outcome, String word)
            throws Exception {
        Script script = Script.afterRequest().send("HTTP/1.1 2");
        try (ScriptedUpstream upstream = ScriptedUpstream.playing(reset ? script.reset() : script.close());
                RunningRecorder recorder = RunningRecorder.inFrontOf(upstream.url(), out);
                RawClient client = recorder.connect()) {
            client.get("/");
            Head head = client.readHead();
            assertThat(head.status()).isEqualTo(502);
            assertThat(client.readBody(head).text()).contains(word);
            assertThat(recorder.awaitRecorded(1).outcome()).isEqualTo(outcome);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "HTTP/1.1 200 OK|Content-Length: 1|Transfer-Encoding: chunked||",
                "HTTP/1.1 200 OK|Content-Length: 1|Content-Length: 2||",
                "HTTP/1.1 200 OK|Content-Length: -1||",
                "HTTP/1.1 200 OK|Transfer-Encoding: gzip||",
                "HTTP/1.1 200 OK|Transfer-Encoding: gzip, chunked||0||",
                "HTTP/1.1 0 Odd||",
                "HTTP/1.1 99999 Odd||",
                "HTTP/1.1 101 Unasked|Upgrade: x|Connection: Upgrade||",
                "ICY 200 OK||",
            })
    void anAnswerThatIsNoHttpIsNotPassedOn(String answer) throws Exception {
        Script script = Script.afterRequest().send(answer.replace("|", "\r\n")).expectClientClose();
        try (ScriptedUpstream upstream = ScriptedUpstream.playing(script);
                RunningRecorder recorder = RunningRecorder.inFrontOf(upstream.url(), out);
                RawClient client = recorder.connect()) {
            client.get("/");
            Head head = client.readHead();
            assertThat(head.status()).isEqualTo(502);
            assertThat(client.readBody(head).text()).contains("api_error");
            assertThat(recorder.awaitRecorded(1).outcome()).isEqualTo(Outcome.UPSTREAM_CLOSED);
        }
    }
}
