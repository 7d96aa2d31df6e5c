package dev.wiretape.proxy;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.wiretape.recording.Entry;
import dev.wiretape.recording.Outcome;
import dev.wiretape.testing.Ending;
import dev.wiretape.testing.Figures;
import dev.wiretape.testing.Gate;
import dev.wiretape.testing.Head;
import dev.wiretape.testing.RawBody;
import dev.wiretape.testing.RawClient;
import dev.wiretape.testing.Script;
import dev.wiretape.testing.ScriptedUpstream;
import dev.wiretape.testing.Served;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A cut stays a cut, at the same byte; who leaves is followed by the other side. */
@Timeout(60)
class EndingsTest {
    private static final String WITH_LENGTH =
            "HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\nContent-Length: 1000\r\n\r\n";
    private static final String UNTIL_CLOSE = "HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\n\r\n";
    private static final String WHOLE_FRAME = "data: whole\n\n";
    private static final String HALF_FRAME = "event: content_block_delta\ndata: {\"ty";

    @TempDir
    Path out;

    @ParameterizedTest
    @CsvSource({
        "CHUNKED,false",
        "CHUNKED,true",
        "MID_CHUNK,false",
        "MID_CHUNK,true",
        "LENGTH,false",
        "LENGTH,true",
        "UNTIL_CLOSE,true"
    })
    void anUpstreamThatBreaksBreaksTheClientAtTheSameByte(Framing framing, boolean reset) throws Exception {
        Gate gate = Gate.closed("the client has read");
        Script sent = framing.send(WHOLE_FRAME + HALF_FRAME).await(gate);
        try (ScriptedUpstream upstream = ScriptedUpstream.playing(reset ? sent.reset() : sent.close());
                RunningRecorder recorder = RunningRecorder.inFrontOf(upstream.url(), out);
                RawClient client = recorder.connect()) {
            Head head = client.get("/").readHead();
            gate.open();
            RawBody body = client.readBody(head);

            assertThat(body.text()).isEqualTo(WHOLE_FRAME + HALF_FRAME);
            assertThat(body.complete()).as("a cut body must not look whole").isFalse();
            RunningRecorder.Recorded recorded = recorder.awaitRecorded(1);
            assertThat(recorded.outcome()).isEqualTo(reset ? Outcome.UPSTREAM_RESET : Outcome.UPSTREAM_CLOSED);
            assertThat(recorded.the(Entry.Frame.class).raw().text()).isEqualTo(WHOLE_FRAME);
            assertThat(recorded.the(Entry.Partial.class).raw().text()).isEqualTo(HALF_FRAME);
        }
    }

    @Test
    void anOldClientSeesACutAsAReset() throws Exception {
        Gate gate = Gate.closed("the client has read");
        Script script = Script.afterRequest()
                .send(Script.EVENT_STREAM)
                .chunk(WHOLE_FRAME)
                .await(gate)
                .close();
        try (ScriptedUpstream upstream = ScriptedUpstream.playing(script);
                RunningRecorder recorder = RunningRecorder.inFrontOf(upstream.url(), out);
                RawClient client = recorder.connect()) {
            client.send("GET / HTTP/1.0\r\n\r\n").readHead();
            assertThat(client.read(WHOLE_FRAME.length())).asString().isEqualTo(WHOLE_FRAME);
            gate.open();
            assertThat(client.awaitEnd()).isEqualTo(Ending.RESET);
        }
    }

    @Test
    void everyPossibleCutIsPassedOnAtItsByte() throws Exception {
        byte[] stream = (Script.EVENT_STREAM + "d\r\ndata: whole\n\n\r\n0\r\n\r\n").getBytes(UTF_8);
        int head = Script.EVENT_STREAM.length();
        try (ScriptedUpstream upstream = ScriptedUpstream.answering(request -> {
                    int at = Integer.parseInt(request.head().target().substring(1));
                    byte[] part = Arrays.copyOf(stream, at);
                    return Script.afterRequest().send(part).close();
                });
                RunningRecorder recorder = RunningRecorder.inFrontOf(upstream.url(), out)) {
            for (int at = head; at < stream.length; at++) {
                try (RawClient client = recorder.connect()) {
                    RawBody body = client.get("/" + at).readBody(client.readHead());
                    int data = Math.max(0, Math.min(13, at - head - 3));
                    assertThat(body.text()).as("cut at " + at).isEqualTo(WHOLE_FRAME.substring(0, data));
                    assertThat(body.complete()).as("cut at " + at).isFalse();
                }
            }
            Figures.measured(5, "cuts", "%d places to cut: always at that byte, never whole", stream.length - head);
        }
    }

    @Test
    void aMalformedBodyIsCutToo() throws Exception {
        Script script = Script.afterRequest()
                .send(Script.EVENT_STREAM)
                .chunk(WHOLE_FRAME)
                .send("zz\r\n")
                .expectClientClose();
        try (ScriptedUpstream upstream = ScriptedUpstream.playing(script);
                RunningRecorder recorder = RunningRecorder.inFrontOf(upstream.url(), out);
                RawClient client = recorder.connect()) {
            RawBody body = client.get("/").readBody(client.readHead());
            assertThat(body.text()).isEqualTo(WHOLE_FRAME);
            assertThat(body.complete()).isFalse();
            assertThat(recorder.awaitRecorded(1).the(Entry.End.class).reason()).contains("not well-formed");
        }
    }

    @ParameterizedTest
    @CsvSource({"false", "true"})
    void aClientThatLeavesInSilenceCancelsTheUpstream(boolean reset) throws Exception {
        Script script = Script.afterRequest()
                .send(Script.EVENT_STREAM)
                .chunk(WHOLE_FRAME)
                .expectClientClose();
        try (ScriptedUpstream upstream = ScriptedUpstream.playing(script);
                RunningRecorder recorder = RunningRecorder.inFrontOf(upstream.url(), out)) {
            try (RawClient client = recorder.connect()) {
                client.get("/").readHead();
                client.readChunk();
                if (reset) {
                    client.reset();
                }
            }
            long left = System.nanoTime();
            upstream.awaitFinished(0);
            long took = (System.nanoTime() - left) / 1_000_000;
            Figures.measured(
                    6, reset ? "RST" : "FIN", "%s passed on in less than %d ms", reset ? "RST" : "FIN", took + 1);
            RunningRecorder.Recorded recorded = recorder.awaitRecorded(1);
            assertThat(recorded.outcome()).isEqualTo(Outcome.CLIENT_CANCELLED);
            assertThat(recorded.body()).isEqualTo(WHOLE_FRAME);
        }
    }

    @Test
    void aClientThatLeavesBeforeTheHeadCancelsTheUpstream() throws Exception {
        try (ScriptedUpstream upstream =
                        ScriptedUpstream.playing(Script.afterRequest().expectClientClose());
                RunningRecorder recorder = RunningRecorder.inFrontOf(upstream.url(), out)) {
            try (RawClient client = recorder.connect()) {
                client.post("/", "{}");
                upstream.awaitRequest(0);
            }
            upstream.awaitFinished(0);
            RunningRecorder.Recorded recorded = recorder.awaitRecorded(1);
            assertThat(recorded.outcome()).isEqualTo(Outcome.CLIENT_CANCELLED);
            assertThat(recorded.kinds()).containsExactly("header", "request", "end");
        }
    }

    @Test
    void aClientThatLeavesInMidUploadCancelsTheUpstream() throws Exception {
        try (ScriptedUpstream upstream =
                        ScriptedUpstream.playing(Script.afterHead().expectClientClose());
                RunningRecorder recorder = RunningRecorder.inFrontOf(upstream.url(), out)) {
            try (RawClient client = recorder.connect()) {
                client.send("POST / HTTP/1.1\r\nHost: localhost\r\nContent-Length: 10\r\n\r\nhalf");
                upstream.awaitRequest(0);
            }
            upstream.awaitFinished(0);
            RunningRecorder.Recorded recorded = recorder.awaitRecorded(1);
            assertThat(recorded.outcome()).isEqualTo(Outcome.CLIENT_CANCELLED);
            assertThat(recorded.the(Entry.Request.class).body().text()).isEqualTo("half");
        }
    }

    @Test
    void concurrentExchangesHaveAFileEach() throws Exception {
        int count = 50;
        Gate all = Gate.closed("all have begun");
        try (ScriptedUpstream upstream = ScriptedUpstream.answering(request -> Script.afterRequest()
                        .send(Script.EVENT_STREAM)
                        .chunk("data: " + request.head().target() + "\n\n")
                        .await(all)
                        .lastChunk());
                RunningRecorder recorder = RunningRecorder.inFrontOf(upstream.url(), out)) {
            List<RawClient> clients = new ArrayList<>();
            List<Head> heads = new ArrayList<>();
            for (int i = 0; i < count; i++) {
                clients.add(recorder.connect().get("/" + i));
            }
            for (RawClient client : clients) {
                heads.add(client.readHead());
            }
            all.open();
            Set<String> bodies = new HashSet<>();
            for (int i = 0; i < count; i++) {
                assertThat(clients.get(i).readBody(heads.get(i)).text()).isEqualTo("data: /" + i + "\n\n");
                clients.get(i).close();
                RunningRecorder.Recorded recorded = recorder.awaitRecorded(i + 1);
                String target = recorded.the(Entry.Request.class)
                        .url()
                        .substring(upstream.url().length());
                assertThat(recorded.body()).isEqualTo("data: " + target + "\n\n");
                bodies.add(recorded.body());
            }
            assertThat(bodies).hasSize(count);
        }
    }

    @Test
    void stoppingCutsWhatRunsAndWritesItsEnd() throws Exception {
        Script script = Script.afterRequest()
                .send(Script.EVENT_STREAM)
                .chunk(WHOLE_FRAME + HALF_FRAME)
                .expectClientClose();
        Script silent = Script.afterHead().expectClientClose();
        try (ScriptedUpstream upstream = ScriptedUpstream.playing(script, silent);
                RunningRecorder recorder = RunningRecorder.inFrontOf(upstream.url(), out);
                RawClient client = recorder.connect();
                RawClient early = recorder.connect()) {
            Head head = client.get("/").readHead();
            client.readChunk();
            early.send("POST / HTTP/1.1\r\nHost: localhost\r\nContent-Length: 9\r\n\r\nhalf");
            Served second = upstream.awaitRequest(1);
            recorder.stop();

            RunningRecorder.Recorded recorded = recorder.read(1).orElseThrow();
            assertThat(recorded.outcome()).isEqualTo(Outcome.RECORDER_STOPPED);
            assertThat(recorded.body()).isEqualTo(WHOLE_FRAME + HALF_FRAME);
            assertThat(recorder.read(2).orElseThrow().outcome()).isEqualTo(Outcome.RECORDER_STOPPED);
            assertThat(client.readBody(head).complete()).isFalse();
            assertThat(second.request().head().target()).isEqualTo("/");
        }
    }

    /** How a body is delimited. */
    private enum Framing {
        CHUNKED(Script.EVENT_STREAM) {
            @Override
            Script send(String body) {
                return head().chunk(body);
            }
        },
        MID_CHUNK(Script.EVENT_STREAM) {
            @Override
            Script send(String body) {
                return head().send("fff\r\n" + body);
            }
        },
        LENGTH(WITH_LENGTH),
        UNTIL_CLOSE(EndingsTest.UNTIL_CLOSE);

        private final String head;

        Framing(String head) {
            this.head = head;
        }

        Script head() {
            return Script.afterRequest().send(head);
        }

        Script send(String body) {
            return head().send(body);
        }
    }
}
