package dev.wiretape.proxy;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import dev.wiretape.recording.Entry;
import dev.wiretape.recording.Outcome;
import dev.wiretape.testing.Head;
import dev.wiretape.testing.RawClient;
import dev.wiretape.testing.Script;
import dev.wiretape.testing.ScriptedUpstream;
import java.nio.file.Path;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Answers that are odd without being wrong arrive as they are; {@code |} stands for CR LF. */
@Timeout(60)
class OddAnswersTest {
    @TempDir
    Path out;

    @ParameterizedTest
    @ValueSource(
            strings = {
                "HTTP/1.1 307 There|Location: http://user:pw@127.0.0.1:1/elsewhere|Content-Length: 0||",
                "HTTP/1.1 200 OK|Content-Type: text/html|Content-Length: 6||<html>",
                "HTTP/1.1 200 OK|Content-Type: text/event-stream|Content-Length: 0||",
                "HTTP/1.1 200 OK|Content-Type: text/event-stream|Content-Length: 2||{}",
                "HTTP/1.1 200 OK|Content-Type: text/plain|Content-Length: 9||data: 1~~",
                "HTTP/1.1 200 OK|Content-Type: text/event-stream|Content-Encoding: gzip|Content-Length: 9||data: 1~~",
                "HTTP/1.1 200 OK|Content-Type: application/json|Content-Encoding: rot13|Content-Length: 2||{}",
                "HTTP/1.1 429 Slow|Retry-After: banana|Content-Length: 0||",
                "HTTP/1.1 529 |retry-after: 7|Content-Length: 2||{}",
                "HTTP/1.1 999 Odd|Content-Length: 2||hi",
                "HTTP/1.1 200 OK|X: \u00e4\u00ff|Content-Length: 2||hi",
            })
    void whatIsOddArrivesAsItIsAndIsFollowedNowhere(String answer) throws Exception {
        String sent = answer.replace("|", "\r\n").replace('~', '\n');
        try (ScriptedUpstream upstream =
                        ScriptedUpstream.playing(Script.afterRequest().send(sent.getBytes(ISO_8859_1)));
                RunningRecorder recorder = RunningRecorder.inFrontOf(upstream.url(), out);
                RawClient client = recorder.connect()) {
            Head head = client.get("/").readHead();

            assertThat(head.raw() + new String(client.readBody(head).bytes(), ISO_8859_1))
                    .isEqualTo(sent);
            assertThat(recorder.awaitRecorded(1).outcome()).isEqualTo(Outcome.COMPLETE);
            assertThat(upstream.requests()).hasSize(1);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "HTTP/1.1 200 OK|X: 1\r2|Content-Length: 2||hi",
                "HTTP/1.1 200 OK|X: 1\u00002|Content-Length: 2||hi",
                "HTTP/1.1 200 OK|X: 1~Y: 2|Content-Length: 2||hi",
                "HTTP/1.1 1000 Odd|Content-Length: 2||hi",
                "HTTP/1.1 20 Odd|Content-Length: 2||hi",
                "HTTP/2.0 200 OK|Content-Length: 2||hi",
                "HTTP/1.1 200 OK|Content-Length: 2, 2||hi",
                "HTTP/1.1 200 OK|Content-Length: 0x2||hi",
            })
    void whatIsNoHttpIsNotPassedOn(String answer) throws Exception {
        Script script = Script.afterRequest()
                .send(answer.replace("|", "\r\n").replace('~', '\n').getBytes(ISO_8859_1))
                .expectClientClose();
        try (ScriptedUpstream upstream = ScriptedUpstream.playing(script);
                RunningRecorder recorder = RunningRecorder.inFrontOf(upstream.url(), out);
                RawClient client = recorder.connect()) {
            Head head = client.get("/").readHead();

            assertThat(head.status()).isEqualTo(502);
            assertThat(client.readBody(head).text()).contains("api_error");
            assertThat(recorder.awaitRecorded(1).outcome()).isNotEqualTo(Outcome.COMPLETE);
        }
    }

    @Test
    void aFoldedFieldArrivesOnOneLine() throws Exception {
        Script script = Script.afterRequest().send("HTTP/1.1 200 OK\r\nX: 1\r\n  2\r\nContent-Length: 2\r\n\r\nhi");
        try (ScriptedUpstream upstream = ScriptedUpstream.playing(script);
                RunningRecorder recorder = RunningRecorder.inFrontOf(upstream.url(), out);
                RawClient client = recorder.connect()) {
            assertThat(client.get("/").readHead().field("X")).hasValue("1 2");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "HTTP/1.1 200 OK|Content-Length: 2||hiHTTP/1.1 200 OK|Content-Length: 4||evil",
                "HTTP/1.1 204 No||HTTP/1.1 200 OK|Content-Length: 4||evil",
                "HTTP/1.1 204 No||evil",
                "HTTP/1.1 304 No|Content-Length: 4||evil",
            })
    void whatComesBehindAnAnswerReachesNobody(String answers) throws Exception {
        Script evil = Script.afterRequest().send(answers.replace("|", "\r\n")).letClientLeave();
        Script good = Script.answer("200 OK", "", "good");
        try (ScriptedUpstream upstream = ScriptedUpstream.answering(
                        request -> request.head().target().equals("/evil") ? evil : good);
                RunningRecorder recorder = RunningRecorder.inFrontOf(upstream.url(), out);
                RawClient first = recorder.connect();
                RawClient second = recorder.connect()) {
            Head head = first.get("/evil").readHead();
            assertThat(first.read(head.status() == 200 ? 2 : 0)).hasSizeLessThan(3);
            recorder.awaitRecorded(1);

            assertThat(second.readBody(second.get("/").readHead()).text()).isEqualTo("good");
            assertThat(first.readBody(first.get("/").readHead()).text()).isEqualTo("good");
        }
    }

    @Test
    void nothingIsAskedTwiceOnAConnectionThatBreaks() throws Exception {
        try (ScriptedUpstream upstream = ScriptedUpstream.playing(
                        Script.answer("200 OK", "", "good"),
                        Script.afterRequest().reset());
                RunningRecorder recorder = RunningRecorder.inFrontOf(upstream.url(), out);
                RawClient client = recorder.connect()) {
            assertThat(client.readBody(client.get("/").readHead()).text()).isEqualTo("good");
            client.post("/", "{}");
            assertThat(client.readHead().status()).isEqualTo(502);
            assertThat(recorder.awaitRecorded(2).outcome()).isIn(Outcome.UPSTREAM_RESET, Outcome.UPSTREAM_CLOSED);
            assertThat(upstream.requests()).hasSize(2);
        }
    }

    @Test
    void aThousandInterimAnswersArrive() throws Exception {
        String hints = "HTTP/1.1 103 Early Hints\r\nLink: </a>\r\n\r\n".repeat(1_000);
        Script script = Script.afterRequest().send(hints + "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nhi");
        try (ScriptedUpstream upstream = ScriptedUpstream.playing(script);
                RunningRecorder recorder = RunningRecorder.inFrontOf(upstream.url(), out);
                RawClient client = recorder.connect()) {
            client.get("/");
            assertThat(IntStream.range(0, 1_000).map(i -> client.readHead().status()))
                    .containsOnly(103);
            assertThat(client.readBody(client.readHead()).text()).isEqualTo("hi");
            assertThat(recorder.awaitRecorded(1).all(Entry.Interim.class)).hasSize(1_000);
        }
    }
}
