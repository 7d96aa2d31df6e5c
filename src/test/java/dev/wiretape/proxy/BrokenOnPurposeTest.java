package dev.wiretape.proxy;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.wiretape.recording.Entry;
import dev.wiretape.recording.Outcome;
import dev.wiretape.recording.fault.Fault;
import dev.wiretape.recording.fault.Faults;
import dev.wiretape.recording.fault.Injection;
import dev.wiretape.testing.Ending;
import dev.wiretape.testing.Head;
import dev.wiretape.testing.RawBody;
import dev.wiretape.testing.RawClient;
import dev.wiretape.testing.Script;
import dev.wiretape.testing.ScriptedUpstream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** {@code record --fault}: answers of an upstream that are broken on their way. */
@Timeout(120)
class BrokenOnPurposeTest {
    private static final String BODY = "data: 1\n\nevent: b\ndata: 2\n\ndata: 3\n\n";
    private static final String GZIPPED = """
            HTTP/1.1 200 OK\r
            Content-Type: text/event-stream\r
            Content-Encoding: gzip\r
            Transfer-Encoding: chunked\r
            \r
            """;

    @TempDir
    Path out;

    @Test
    void aCompressedStreamIsBrokenWhereItIsMeantToBe() throws Exception {
        byte[] gzip = gzip(BODY);
        Script script = Script.afterRequest()
                .send(GZIPPED)
                .chunk(java.util.Arrays.copyOf(gzip, 20))
                .chunk(java.util.Arrays.copyOfRange(gzip, 20, gzip.length))
                .lastChunk();
        try (ScriptedUpstream upstream = ScriptedUpstream.playing(script);
                RunningRecorder recorder = breaking(upstream, "drop@event=b");
                RawClient client = recorder.connect()) {
            Head head = client.send("GET / HTTP/1.1\r\nHost: 127.0.0.1\r\nAccept-Encoding: gzip, br\r\n\r\n")
                    .readHead();

            assertThat(head.field("Content-Encoding")).isEmpty();
            RawBody body = client.readBody(head);
            assertThat(body.text()).isEqualTo("data: 1\n\ndata: 3\n\n");
            assertThat(body.complete()).isTrue();
            assertThat(upstream.requests().get(0).head().field("Accept-Encoding"))
                    .contains("gzip, br");
            RunningRecorder.Recorded recorded = recorder.awaitRecorded(1);
            assertThat(recorded.body()).isEqualTo(body.text());
            assertThat(recorded.outcome()).isEqualTo(Outcome.COMPLETE);
        }
    }

    @Test
    void aCompressedStreamThatIsNoneIsCut() throws Exception {
        Script script =
                Script.afterRequest().send(GZIPPED).chunk("no gzip at all").lastChunk();
        try (ScriptedUpstream upstream = ScriptedUpstream.playing(script);
                RunningRecorder recorder = breaking(upstream, "drop@event=b");
                RawClient client = recorder.connect()) {
            assertThat(client.readBody(client.get("/").readHead()).complete()).isFalse();
            assertThat(recorder.awaitRecorded(1).outcome()).isEqualTo(Outcome.UPSTREAM_CLOSED);
        }
    }

    @Test
    void anOldClientGetsABodyUpToTheClose() throws Exception {
        Script script = Script.stream("data: 1\n\n", "data: 2\n\n");
        try (ScriptedUpstream upstream = ScriptedUpstream.playing(script);
                RunningRecorder recorder = breaking(upstream, "duplicate@frame=0");
                RawClient client = recorder.connect()) {
            Head head = client.send("GET / HTTP/1.0\r\nHost: 127.0.0.1\r\n\r\n").readHead();

            assertThat(head.field("Transfer-Encoding")).isEmpty();
            RawBody body = client.readBody(head);
            assertThat(body.text()).isEqualTo("data: 1\n\ndata: 1\n\ndata: 2\n\n");
            assertThat(body.ending()).contains(Ending.FIN);
        }
    }

    @Test
    void anOldClientIsNotToldThatACutWasAnEnd() throws Exception {
        Script script = Script.stream("data: 1\n\n", "data: 2\n\n");
        try (ScriptedUpstream upstream = ScriptedUpstream.playing(script);
                RunningRecorder recorder = breaking(upstream, "close@frame=1");
                RawClient client = recorder.connect()) {
            Head head = client.send("GET / HTTP/1.0\r\nHost: 127.0.0.1\r\n\r\n").readHead();

            assertThat(client.readBody(head).ending()).contains(Ending.RESET);
            assertThat(recorder.awaitRecorded(1).outcome()).isEqualTo(Outcome.UPSTREAM_CLOSED);
        }
    }

    @Test
    void whatWaitsForItsTimeHoldsTheUpstream() throws Exception {
        int chunks = 600;
        byte[] frame = ("data: " + "x".repeat(64 * 1024 - 8) + "\n\n").getBytes(UTF_8);
        Script script = Script.afterRequest()
                .send(Script.EVENT_STREAM)
                .flood(frame, chunks)
                .lastChunk();
        try (ScriptedUpstream upstream = ScriptedUpstream.playing(script);
                RunningRecorder recorder = breaking(upstream, "latency=1");
                RawClient client = recorder.connect()) {
            client.get("/");
            Head head = client.readHead();

            // The answer has waited: an upstream that nobody holds would have sent all of it by now.
            assertThat(upstream.awaitRequest(0).isFinished())
                    .as("whether the upstream could send 38 MB to nobody")
                    .isFalse();
            RawBody body = client.readBody(head);
            assertThat(body.complete()).isTrue();
            assertThat(body.bytes()).hasSize(chunks * frame.length);
            assertThat(recorder.awaitRecorded(1).the(Entry.End.class).frames()).isEqualTo(chunks);
        }
    }

    private RunningRecorder breaking(ScriptedUpstream upstream, String... specs) throws IOException {
        List<Fault> faults = Stream.of(specs).map(Fault::parse).toList();
        return RunningRecorder.with(
                upstream.url(), out, options -> options.breaking(new Injection(new Faults(faults, 1))));
    }

    private static byte[] gzip(String text) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(bytes)) {
            gzip.write(text.getBytes(ISO_8859_1));
        }
        return bytes.toByteArray();
    }
}
