package dev.wiretape.proxy;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import dev.wiretape.recording.Entry;
import dev.wiretape.recording.Outcome;
import dev.wiretape.testing.RawClient;
import dev.wiretape.testing.Script;
import dev.wiretape.testing.ScriptedUpstream;
import java.io.ByteArrayOutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(60)
class UploadsTest {
    @TempDir
    Path out;

    @Test
    void aChunkedRequestStreamsToTheUpstream() throws Exception {
        Script script = Script.afterHead()
                .expect("3\r\none\r\n")
                .send("HTTP/1.1 100 Continue\r\n\r\n")
                .expect("3\r\ntwo\r\n0\r\n\r\n")
                .send("HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n");
        try (ScriptedUpstream upstream = ScriptedUpstream.playing(script);
                RunningRecorder recorder = RunningRecorder.inFrontOf(upstream.url(), out);
                RawClient client = recorder.connect()) {
            client.send("POST / HTTP/1.1\r\nHost: localhost\r\nTransfer-Encoding: chunked\r\n\r\n3\r\none\r\n");
            assertThat(client.readHead().status()).isEqualTo(100);
            client.send("3\r\ntwo\r\n0\r\n\r\n");
            assertThat(client.readHead().status()).isEqualTo(200);
            assertThat(recorder.awaitRecorded(1).the(Entry.Request.class).body().text())
                    .isEqualTo("onetwo");
        }
    }

    @Test
    void aLargeUploadIsRecordedInPiecesAndArrivesWhole() throws Exception {
        byte[] body = new byte[20 * 1024 * 1024];
        new Random(7).nextBytes(body);
        try (ScriptedUpstream upstream = ScriptedUpstream.playing(Script.answer("200 OK", "", "hi"));
                RunningRecorder recorder = RunningRecorder.inFrontOf(upstream.url(), out);
                RawClient client = recorder.connect()) {
            client.send("POST / HTTP/1.1\r\nHost: localhost\r\nContent-Length: " + body.length + "\r\n\r\n");
            client.send(body);
            assertThat(client.readBody(client.readHead()).text()).isEqualTo("hi");

            assertThat(upstream.requests().get(0).body()).isEqualTo(body);
            RunningRecorder.Recorded recorded = recorder.awaitRecorded(1);
            ByteArrayOutputStream kept = new ByteArrayOutputStream();
            kept.writeBytes(recorded.the(Entry.Request.class).body().toBytes());
            recorded.all(Entry.Upload.class)
                    .forEach(upload -> kept.writeBytes(upload.body().toBytes()));
            assertThat(kept.toByteArray()).isEqualTo(body);
            assertThat(recorded.the(Entry.Request.class).body().size()).isLessThan(body.length);
        }
    }

    @Test
    void anAnswerBeforeTheUploadsEndArrivesAndTheConnectionGoesOn() throws Exception {
        Script early = Script.afterHead()
                .send("HTTP/1.1 413 Too Much\r\nContent-Length: 2\r\n\r\nno")
                .readBody();
        try (ScriptedUpstream upstream = ScriptedUpstream.playing(early, Script.answer("200 OK", "", "hi"));
                RunningRecorder recorder = RunningRecorder.inFrontOf(upstream.url(), out);
                RawClient client = recorder.connect()) {
            client.send("POST / HTTP/1.1\r\nHost: localhost\r\nContent-Length: 6\r\n\r\nabc");
            assertThat(client.readBody(client.readHead()).text()).isEqualTo("no");
            client.send("def");
            client.get("/");
            assertThat(client.readBody(client.readHead()).text()).isEqualTo("hi");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"3\r\none\r\n", ""})
    void trailersOfRequestsPass(String chunks) throws Exception {
        try (ServerSocket listener = new ServerSocket(0, 10, InetAddress.getLoopbackAddress());
                RunningRecorder recorder =
                        RunningRecorder.inFrontOf("http://127.0.0.1:" + listener.getLocalPort(), out);
                RawClient client = recorder.connect()) {
            client.send("POST / HTTP/1.1\r\nHost: localhost\r\nTransfer-Encoding: chunked\r\n\r\n" + chunks
                    + "0\r\nX-Sum: 1\r\nHost: other\r\nx-more: 2\r\n\r\n");
            try (RawClient upstream = RawClient.over(listener.accept())) {
                assertThat(upstream.readHead().field("Transfer-Encoding")).hasValue("chunked");
                String rest = chunks + "0\r\nX-Sum: 1\r\nx-more: 2\r\n\r\n";
                assertThat(upstream.read(rest.length())).asString(US_ASCII).isEqualTo(rest);
                upstream.send("HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n");
                assertThat(client.readHead().status()).isEqualTo(200);
                client.send("POST / HTTP/1.1\r\nHost: localhost\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n");
                upstream.readHead();
                assertThat(upstream.read(5)).asString(US_ASCII).isEqualTo("0\r\n\r\n");
            }
        }
    }

    /** All arrive in one read, so that the decoder is through with the last before the second is begun. */
    @Test
    void eachOfPipelinedRequestsKeepsItsOwnTrailers() throws Exception {
        String head = "POST / HTTP/1.1\r\nHost: localhost\r\nTransfer-Encoding: chunked\r\n\r\n";
        List<String> bodies = List.of(
                "1\r\na\r\n0\r\nX-Sum: 1\r\n\r\n", "0\r\nX-Sum: 2\r\n\r\n", "0\r\n\r\n", "0\r\nX-Sum: 4\r\n\r\n");
        try (ServerSocket listener = new ServerSocket(0, 10, InetAddress.getLoopbackAddress());
                RunningRecorder recorder =
                        RunningRecorder.inFrontOf("http://127.0.0.1:" + listener.getLocalPort(), out);
                RawClient client = recorder.connect()) {
            client.send(head + String.join(head, bodies));
            for (String body : bodies) {
                try (RawClient upstream = RawClient.over(listener.accept())) {
                    upstream.readHead();
                    assertThat(upstream.read(body.length())).asString(US_ASCII).isEqualTo(body);
                    upstream.send("HTTP/1.1 200 OK\r\nConnection: close\r\nContent-Length: 0\r\n\r\n");
                    assertThat(client.readHead().status()).isEqualTo(200);
                }
            }
        }
    }

    @ParameterizedTest
    @CsvSource({"GET,200,2", "DELETE,200,2", "POST,502,1"})
    void whatAnUpstreamDidNotAnswerOnAConnectionItHadIsAskedOnceMoreWhereThatDoesNoHarm(
            String method, int status, int connections) throws Exception {
        Script leaves = Script.afterHead().close();
        try (ScriptedUpstream upstream = ScriptedUpstream.answering(
                        request -> request.head().target().equals("/2") && request.connection() == 1
                                ? leaves
                                : Script.answer("200 OK", "", "hi"));
                RunningRecorder recorder = RunningRecorder.inFrontOf(upstream.url(), out);
                RawClient client = recorder.connect()) {
            client.get("/1");
            client.readBody(client.readHead());
            recorder.awaitRecorded(1);
            client.send(method + " /2 HTTP/1.1\r\nHost: localhost\r\n\r\n");
            assertThat(client.readHead().status()).isEqualTo(status);
            assertThat(upstream.connectionCount()).isEqualTo(connections);
            assertThat(recorder.awaitRecorded(2).outcome())
                    .isEqualTo(status == 200 ? Outcome.COMPLETE : Outcome.UPSTREAM_CLOSED);
        }
    }

    @Test
    void aFreshConnectionThatBringsNoAnswerIsNotTriedAgain() throws Exception {
        try (ScriptedUpstream upstream =
                        ScriptedUpstream.playing(Script.afterHead().close());
                RunningRecorder recorder = RunningRecorder.inFrontOf(upstream.url(), out);
                RawClient client = recorder.connect()) {
            client.get("/");
            assertThat(client.readHead().status()).isEqualTo(502);
            assertThat(upstream.connectionCount()).isEqualTo(1);
        }
    }

    @Test
    void pipelinedRequestsAreAnsweredInOrder() throws Exception {
        try (ScriptedUpstream upstream = ScriptedUpstream.answering(
                        request -> Script.answer("200 OK", "", request.head().target()));
                RunningRecorder recorder = RunningRecorder.inFrontOf(upstream.url(), out);
                RawClient client = recorder.connect()) {
            client.send("GET /1 HTTP/1.1\r\nHost: localhost\r\n\r\nGET /2 HTTP/1.1\r\nHost: localhost\r\n\r\n"
                    + "POST /3 HTTP/1.1\r\nHost: localhost\r\nContent-Length: 1\r\n\r\nx");
            for (int i = 1; i <= 3; i++) {
                assertThat(client.readBody(client.readHead()).text()).isEqualTo("/" + i);
            }
        }
    }
}
