package dev.wiretape.proxy;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.wiretape.recording.Entry;
import dev.wiretape.recording.Outcome;
import dev.wiretape.testing.Ending;
import dev.wiretape.testing.Gate;
import dev.wiretape.testing.Head;
import dev.wiretape.testing.RawClient;
import dev.wiretape.testing.Script;
import dev.wiretape.testing.ScriptedUpstream;
import dev.wiretape.testing.Standstill;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Who does not read holds up who sends, in memory that does not grow with the message. */
@Timeout(120)
class BackPressureTest {
    private static final int CHUNK = 64 * 1024;
    private static final int CHUNKS = 1000;
    private static final int WHOLE = CHUNK * CHUNKS;
    private static final String FRAME = "data: " + "x".repeat(CHUNK - 8) + "\n\n";

    @TempDir
    Path out;

    @Test
    void aClientThatDoesNotReadStopsTheUpstreamAndLosesNothing() throws Exception {
        Script script = Script.afterRequest()
                .send(Script.EVENT_STREAM)
                .flood(FRAME.getBytes(UTF_8), CHUNKS)
                .lastChunk();
        try (ScriptedUpstream upstream = ScriptedUpstream.playing(script);
                RunningRecorder recorder = RunningRecorder.inFrontOf(upstream.url(), out);
                RawClient client = RawClient.connect(recorder.port(), 32 * 1024)) {
            Head head = client.get("/").readHead();
            long stood = Standstill.awaitBytesBelow(out);
            assertThat(stood).as("bytes taken while the client reads none").isLessThan(WHOLE / 2);

            assertThat(client.readBody(head).bytes()).hasSize(WHOLE);
            RunningRecorder.Recorded recorded = recorder.awaitRecorded(1);
            assertThat(recorded.outcome()).isEqualTo(Outcome.COMPLETE);
            assertThat(recorded.the(Entry.End.class).bytes()).isEqualTo(WHOLE);
            assertThat(recorded.kinds()).contains("paused", "resumed");
        }
    }

    @Test
    void aCutWhileTheClientDoesNotReadLosesNothingEither() throws Exception {
        Script script = Script.afterRequest()
                .send(Script.EVENT_STREAM)
                .flood(FRAME.getBytes(UTF_8), 200)
                .close();
        try (ScriptedUpstream upstream = ScriptedUpstream.playing(script);
                RunningRecorder recorder = RunningRecorder.inFrontOf(upstream.url(), out);
                RawClient client = RawClient.connect(recorder.port(), 32 * 1024)) {
            Head head = client.get("/").readHead();
            Standstill.awaitBytesBelow(out);
            var body = client.readBody(head);
            assertThat(body.bytes()).hasSize(CHUNK * 200);
            assertThat(body.complete()).isFalse();
            assertThat(recorder.awaitRecorded(1).outcome()).isEqualTo(Outcome.UPSTREAM_CLOSED);
        }
    }

    @Test
    void anUpstreamThatDoesNotReadStopsTheClient() throws Exception {
        Gate gate = Gate.closed("read the upload");
        Script script = Script.afterHead().await(gate).readBody().send("HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n");
        try (ScriptedUpstream upstream = ScriptedUpstream.withReceiveBuffer(32 * 1024, request -> script);
                RunningRecorder recorder = RunningRecorder.inFrontOf(upstream.url(), out);
                RawClient client = recorder.connect()) {
            AtomicLong sent = new AtomicLong();
            CompletableFuture<Void> upload = CompletableFuture.runAsync(() -> {
                try {
                    client.send("POST / HTTP/1.1\r\nHost: localhost\r\nContent-Length: " + WHOLE + "\r\n\r\n");
                    for (int i = 0; i < CHUNKS; i++) {
                        client.send(new byte[CHUNK]);
                        sent.addAndGet(CHUNK);
                    }
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            });
            upstream.awaitRequest(0);
            assertThat(Standstill.await(sent::get))
                    .as("bytes taken while the upstream reads none")
                    .isLessThan(WHOLE / 2);
            gate.open();
            upload.get(60, TimeUnit.SECONDS);
            assertThat(client.readHead().status()).isEqualTo(200);
            assertThat(upstream.requests().get(0).body()).hasSize(WHOLE);
        }
    }

    @Test
    void aStalledClientThatLeavesIsNoticed() throws Exception {
        Script script = Script.afterRequest()
                .send(Script.EVENT_STREAM)
                .flood(FRAME.getBytes(UTF_8), CHUNKS)
                .expectClientClose();
        try (ScriptedUpstream upstream = ScriptedUpstream.answering(request -> script);
                RunningRecorder recorder = RunningRecorder.inFrontOf(upstream.url(), out);
                RawClient client = RawClient.connect(recorder.port(), 32 * 1024)) {
            client.get("/").readHead();
            Standstill.awaitBytesBelow(out);
            client.reset();
            assertThat(recorder.awaitRecorded(1).outcome()).isEqualTo(Outcome.CLIENT_CANCELLED);
            assertThat(upstream.awaitRequest(0).clientEnding()).isNotEqualTo(Ending.FIN);
        } catch (AssertionError e) {
            // The flood ends where the recorder hangs up: that is what was asked for.
            if (!String.valueOf(e.getMessage()).contains("the upstream failed")) {
                throw e;
            }
        }
    }
}
