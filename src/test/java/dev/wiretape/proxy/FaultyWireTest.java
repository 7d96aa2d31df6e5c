package dev.wiretape.proxy;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.wiretape.recording.Entry;
import dev.wiretape.recording.Outcome;
import dev.wiretape.testing.FaultyWire;
import dev.wiretape.testing.FaultyWire.Fault;
import dev.wiretape.testing.Gate;
import dev.wiretape.testing.Head;
import dev.wiretape.testing.RawBody;
import dev.wiretape.testing.RawClient;
import dev.wiretape.testing.Script;
import dev.wiretape.testing.ScriptedUpstream;
import java.nio.file.Path;
import java.time.Duration;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Faults of the connection between the recorder and the upstream: what is bad stays as bad, and never becomes good. */
@Timeout(120)
class FaultyWireTest {
    private static final String BODY = IntStream.range(0, 60)
            .mapToObj(n -> "data: {\"n\":" + n + ",\"text\":\"fünf Äpfel 🍎\"}\n\n")
            .collect(Collectors.joining());

    @TempDir
    Path out;

    static Stream<Fault> harmless() {
        return Stream.of(
                new Fault.Latency(Duration.ofMillis(5)),
                new Fault.Bandwidth(50_000),
                new Fault.Slicer(1),
                new Fault.Slicer(7));
    }

    static Stream<Fault> fatal() {
        int head = Script.EVENT_STREAM.length();
        return Stream.of(
                new Fault.Limit(head + 500),
                new Fault.ResetAfter(head + 500),
                new Fault.Limit(head + 1),
                new Fault.ResetAfter(head + 1));
    }

    @ParameterizedTest
    @MethodSource("harmless")
    void whatIsOnlyLateSlowOrInPiecesArrivesWhole(Fault fault) throws Exception {
        try (ScriptedUpstream upstream = ScriptedUpstream.playing(stream());
                FaultyWire wire = new FaultyWire(upstream.port(), fault);
                RunningRecorder recorder = RunningRecorder.inFrontOf(wire.url(), out);
                RawClient client = recorder.connect()) {
            RawBody body = client.readBody(client.get("/").readHead());

            assertThat(body.complete()).isTrue();
            assertThat(body.text()).isEqualTo(BODY);
            RunningRecorder.Recorded recorded = recorder.awaitRecorded(1);
            assertThat(recorded.outcome()).isEqualTo(Outcome.COMPLETE);
            assertThat(recorded.body()).isEqualTo(BODY);
            assertThat(recorded.all(Entry.Frame.class)).hasSize(60);
        }
    }

    @ParameterizedTest
    @MethodSource("fatal")
    void whatIsCutIsCutForTheClientAtTheSameByte(Fault fault) throws Exception {
        try (ScriptedUpstream upstream = ScriptedUpstream.playing(stream());
                FaultyWire wire = new FaultyWire(upstream.port(), fault);
                RunningRecorder recorder = RunningRecorder.inFrontOf(wire.url(), out);
                RawClient client = recorder.connect()) {
            RawBody body = client.readBody(client.get("/").readHead());

            assertThat(body.complete()).isFalse();
            assertThat(BODY).startsWith(body.text());
            RunningRecorder.Recorded recorded = recorder.awaitRecorded(1);
            assertThat(recorded.outcome())
                    .isIn(
                            fault instanceof Fault.Limit
                                    ? new Object[] {Outcome.UPSTREAM_CLOSED}
                                    : new Object[] {Outcome.UPSTREAM_RESET, Outcome.UPSTREAM_CLOSED});
            assertThat(recorded.body().getBytes(UTF_8)).startsWith(body.bytes());
        }
    }

    @Test
    void silenceIsNotAnErrorAndTheClientMayEndIt() throws Exception {
        Gate gate = Gate.closed("end the silence");
        int some = Script.EVENT_STREAM.length() + 500;
        try (ScriptedUpstream upstream = ScriptedUpstream.playing(stream());
                FaultyWire wire = new FaultyWire(upstream.port(), new Fault.Silence(some, gate));
                RunningRecorder recorder = RunningRecorder.inFrontOf(wire.url(), out);
                RawClient client = recorder.connect()) {
            Head head = client.get("/").readHead();
            assertThat(head.status()).isEqualTo(200);
            assertThat(client.readChunk()).isPresent();
            await("what came before the silence to be recorded")
                    .atMost(Duration.ofSeconds(30))
                    .until(() -> recorder.read(1)
                                    .orElseThrow()
                                    .all(Entry.Frame.class)
                                    .size()
                            >= 5);
            assertThat(recorder.read(1).orElseThrow().first(Entry.End.class)).isEmpty();

            client.reset();

            assertThat(recorder.awaitRecorded(1).outcome()).isEqualTo(Outcome.CLIENT_CANCELLED);
            gate.open();
        }
    }

    @Test
    void aConnectionWhoseOtherEndIsGoneKeepsNobodyElseWaiting() throws Exception {
        Gate gate = Gate.closed("tell the recorder that the upstream is gone");
        try (ScriptedUpstream upstream = ScriptedUpstream.answering(request -> Script.afterRequest()
                        .send(Script.EVENT_STREAM)
                        .chunk("data: 1\n\n")
                        .close());
                FaultyWire wire = new FaultyWire(upstream.port(), new Fault.HalfOpen(gate));
                RunningRecorder recorder = RunningRecorder.inFrontOf(wire.url(), out);
                RawClient first = recorder.connect();
                RawClient second = recorder.connect()) {
            Head head = first.get("/").readHead();
            assertThat(first.readChunk()).isPresent();
            assertThat(second.get("/").readHead().status()).isEqualTo(200);
            assertThat(second.readChunk()).isPresent();

            gate.open();

            assertThat(first.readBody(head).complete()).isFalse();
            assertThat(recorder.awaitRecorded(1).outcome()).isEqualTo(Outcome.UPSTREAM_CLOSED);
        }
    }

    private static Script stream() {
        Script script = Script.afterRequest().letClientLeave().send(Script.EVENT_STREAM);
        for (int at = 0; at < BODY.length(); at = BODY.indexOf("\n\n", at) + 2) {
            script = script.chunk(BODY.substring(at, BODY.indexOf("\n\n", at) + 2));
        }
        return script.lastChunk();
    }
}
