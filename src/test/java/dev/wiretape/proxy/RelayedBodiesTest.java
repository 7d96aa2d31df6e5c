package dev.wiretape.proxy;

import static dev.wiretape.proxy.Lines.crlf;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.wiretape.recording.Entry;
import dev.wiretape.recording.Field;
import dev.wiretape.recording.Outcome;
import dev.wiretape.testing.Ending;
import dev.wiretape.testing.Gate;
import dev.wiretape.testing.Head;
import dev.wiretape.testing.RawBody;
import dev.wiretape.testing.RawClient;
import dev.wiretape.testing.Script;
import dev.wiretape.testing.ScriptedUpstream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(60)
class RelayedBodiesTest {
    @TempDir
    Path out;

    @Test
    void eachFrameArrivesBeforeTheNextIsSentAndIsRecordedBeforeItArrives() throws Exception {
        Gate second = Gate.closed("second frame");
        Gate end = Gate.closed("end");
        Script script = Script.afterRequest()
                .send(Script.EVENT_STREAM)
                .chunk("event: a\ndata: 1\n\n")
                .await(second)
                .chunk("data: 2\n\n")
                .await(end)
                .lastChunk();
        try (ScriptedUpstream upstream = ScriptedUpstream.playing(script);
                RunningRecorder recorder = RunningRecorder.inFrontOf(upstream.url(), out);
                RawClient client = recorder.connect()) {
            client.post("/v1/messages", "{}").readHead();
            assertThat(client.readChunk()).hasValue("event: a\ndata: 1\n\n".getBytes(UTF_8));
            assertThat(recorder.read(1).orElseThrow().all(Entry.Frame.class)).hasSize(1);
            second.open();
            assertThat(client.readChunk()).hasValue("data: 2\n\n".getBytes(UTF_8));
            assertThat(recorder.read(1).orElseThrow().all(Entry.Frame.class)).hasSize(2);
            end.open();
            assertThat(client.readChunk()).isEmpty();
            assertThat(recorder.read(1).orElseThrow().outcome()).isEqualTo(Outcome.COMPLETE);
        }
    }

    @Test
    void chunksOfOneReadAreJoinedAndNothingOfThemIsLost() throws Exception {
        StringBuilder frames = new StringBuilder();
        ByteArrayOutputStream burst = new ByteArrayOutputStream();
        for (int i = 0; i < 500; i++) {
            String frame = "data: " + "x".repeat(i % 300) + i + "\n\n";
            frames.append(frame);
            burst.writeBytes(Script.framed(frame.getBytes(UTF_8)));
        }
        Script script = Script.afterRequest()
                .send(Script.EVENT_STREAM)
                .send(burst.toByteArray())
                .lastChunk();
        try (ScriptedUpstream upstream = ScriptedUpstream.playing(script);
                RunningRecorder recorder = RunningRecorder.inFrontOf(upstream.url(), out);
                RawClient client = recorder.connect()) {
            RawBody body = client.post("/", "{}").readBody(client.readHead());

            assertThat(body.text()).isEqualTo(frames.toString());
            assertThat(body.chunks()).as("500 chunks in 80 kB of a few reads").hasSizeLessThan(100);
            RunningRecorder.Recorded recorded = recorder.awaitRecorded(1);
            assertThat(recorded.body()).isEqualTo(frames.toString());
            assertThat(recorded.all(Entry.Frame.class)).hasSize(500);
        }
    }

    @Test
    void chunkExtensionsAreLeftOutAndTheirDataIsNot() throws Exception {
        Script script = Script.afterRequest()
                .send(Script.EVENT_STREAM + "1\r\na\r\n2;x=y\r\nbc\r\n")
                .chunk("d")
                .lastChunk();
        try (ScriptedUpstream upstream = ScriptedUpstream.playing(script);
                RunningRecorder recorder = RunningRecorder.inFrontOf(upstream.url(), out);
                RawClient client = recorder.connect()) {
            RawBody body = client.get("/").readBody(client.readHead());

            assertThat(body.text()).isEqualTo("abcd");
            assertThat(body.complete()).isTrue();
            assertThat(recorder.awaitRecorded(1).body()).isEqualTo("abcd");
        }
    }

    @Test
    void everyCutOfAResponseIntoTwoPacketsMakesNoDifference() throws Exception {
        String response = "HTTP/1.1 103 Early Hints\r\nLink: x\r\n\r\n" + Script.EVENT_STREAM
                + "d\r\ndata: whole\n\n\r\n0\r\nX-Sum: 1\r\n\r\n";
        try (ScriptedUpstream upstream = ScriptedUpstream.answering(request -> {
                    int at = Integer.parseInt(request.head().target().substring(1));
                    return Script.afterRequest()
                            .send(response.substring(0, at))
                            .pause(Duration.ofMillis(2))
                            .send(response.substring(at));
                });
                RunningRecorder recorder = RunningRecorder.inFrontOf(upstream.url(), out);
                RawClient client = recorder.connect()) {
            for (int at = 0; at < response.length(); at++) {
                client.get("/" + at);
                assertThat(client.readHead().status()).isEqualTo(103);
                RawBody body = client.readBody(client.readHead());
                assertThat(body.text()).as("cut at %d", at).isEqualTo("data: whole\n\n");
                assertThat(body.trailers()).as("cut at %d", at).isEqualTo("X-Sum: 1\r\n\r\n");
                assertThat(recorder.awaitRecorded(at + 1).body()).isEqualTo("data: whole\n\n");
            }
        }
    }

    @Test
    void trailersArrive() throws Exception {
        Script script =
                Script.afterRequest().send(Script.EVENT_STREAM).chunk("x").lastChunk("X-Sum: 1\r\nx-more: 2\r\n");
        try (ScriptedUpstream upstream = ScriptedUpstream.playing(script);
                RunningRecorder recorder = RunningRecorder.inFrontOf(upstream.url(), out);
                RawClient client = recorder.connect()) {
            RawBody body = client.get("/").readBody(client.readHead());

            assertThat(body.trailers()).isEqualTo("X-Sum: 1\r\nx-more: 2\r\n\r\n");
            assertThat(recorder.awaitRecorded(1).the(Entry.Trailers.class).fields())
                    .extracting(Field::name)
                    .containsExactly("X-Sum", "x-more");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "HEAD 200 OK|Content-Length: 123",
                "HEAD 200 OK|X: no length",
                "GET 304 Not Modified|Content-Length: 123",
                "GET 304 Not Modified|ETag: 1",
                "GET 204 No Content|X: y"
            })
    void aResponseWithoutABodyKeepsItsHeadAndTheConnection(String example) throws Exception {
        String method = example.substring(0, example.indexOf(' '));
        String status = example.substring(method.length() + 1, example.indexOf('|'));
        String field = example.substring(example.indexOf('|') + 1);
        String sent = "HTTP/1.1 " + status + "\r\n" + field + "\r\n\r\n";
        try (ScriptedUpstream upstream =
                        ScriptedUpstream.playing(Script.afterRequest().send(sent));
                RunningRecorder recorder = RunningRecorder.inFrontOf(upstream.url(), out);
                RawClient client = recorder.connect()) {
            for (int i = 1; i <= 2; i++) {
                client.send(method + " / HTTP/1.1\r\nHost: localhost\r\n\r\n");
                assertThat(client.readHead().raw()).isEqualTo(sent);
                RunningRecorder.Recorded recorded = recorder.awaitRecorded(i);
                assertThat(recorded.outcome()).isEqualTo(Outcome.COMPLETE);
                assertThat(recorded.the(Entry.End.class).bytes()).isZero();
            }
        }
    }

    @Test
    void aCompressedStreamIsUntouchedOnTheWayAndDecodedInTheFile() throws Exception {
        byte[] gzip = gzip("event: a\ndata: 1\n\ndata: 2\n\n");
        Script script = Script.afterRequest().send(crlf("""
                        HTTP/1.1 200 OK
                        Content-Type: text/event-stream
                        Content-Encoding: gzip
                        Transfer-Encoding: chunked

                        """)).chunk(gzip).lastChunk();
        try (ScriptedUpstream upstream = ScriptedUpstream.playing(script);
                RunningRecorder recorder = RunningRecorder.inFrontOf(upstream.url(), out);
                RawClient client = recorder.connect()) {
            Head head = client.get("/").readHead();
            assertThat(head.field("Content-Encoding")).hasValue("gzip");
            assertThat(client.readBody(head).bytes()).isEqualTo(gzip);
            assertThat(recorder.awaitRecorded(1).all(Entry.Frame.class))
                    .extracting(frame -> frame.raw().text())
                    .containsExactly("event: a\ndata: 1\n\n", "data: 2\n\n");
        }
    }

    @Test
    void aBodyThatEndsWithTheConnectionIsChunkedForTheClient() throws Exception {
        Script script =
                Script.afterRequest().send("HTTP/1.1 200 OK\r\n\r\nto the end").close();
        try (ScriptedUpstream upstream = ScriptedUpstream.playing(script);
                RunningRecorder recorder = RunningRecorder.inFrontOf(upstream.url(), out);
                RawClient client = recorder.connect()) {
            for (int i = 1; i <= 2; i++) {
                RawBody body = client.get("/").readBody(client.readHead());
                assertThat(body.text()).isEqualTo("to the end");
                assertThat(body.complete()).isTrue();
                assertThat(recorder.awaitRecorded(i).outcome()).isEqualTo(Outcome.COMPLETE);
            }
        }
    }

    @Test
    void anOldClientGetsAStreamThatEndsWithTheConnection() throws Exception {
        Script script = Script.stream("data: 1\n\n", "data: 2\n\n");
        try (ScriptedUpstream upstream = ScriptedUpstream.playing(script);
                RunningRecorder recorder = RunningRecorder.inFrontOf(upstream.url(), out);
                RawClient client = recorder.connect()) {
            client.send("GET / HTTP/1.0\r\nConnection: keep-alive\r\n\r\n");
            Head head = client.readHead();
            RawBody body = client.readBody(head);

            assertThat(head.field("Transfer-Encoding")).isEmpty();
            assertThat(head.field("Connection")).hasValue("close");
            assertThat(body.text()).isEqualTo("data: 1\n\ndata: 2\n\n");
            assertThat(body.ending()).hasValue(Ending.FIN);
            assertThat(upstream.requests().get(0).head().field("Host")).hasValue("127.0.0.1:" + upstream.port());
        }
    }

    private static byte[] gzip(String text) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(bytes)) {
            gzip.write(text.getBytes(UTF_8));
        }
        return bytes.toByteArray();
    }
}
