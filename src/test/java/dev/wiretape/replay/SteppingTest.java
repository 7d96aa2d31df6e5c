package dev.wiretape.replay;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.wiretape.recording.Outcome;
import dev.wiretape.recording.fault.FaultSyntaxException;
import dev.wiretape.recording.fault.Spot;
import dev.wiretape.testing.Ending;
import dev.wiretape.testing.Head;
import dev.wiretape.testing.RawBody;
import dev.wiretape.testing.RawClient;
import java.io.IOException;
import java.util.List;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A client held between two frames. */
@Timeout(60)
class SteppingTest {
    private static final String[] FRAMES = {
        "event: a\ndata: 1\n\n", "event: b\ndata: 2\n\n", "event: b\ndata: 3\n\n", "event: c\ndata: 4\n\n"
    };

    @Test
    void aClientGetsFrameAfterFrameWhenToldSo() throws Exception {
        try (Running running = stepping(Pace.MAX, new Stepping(true, true, List.of()));
                RawClient client = running.connect()) {
            Head head = client.post("/", "{}").readHead();
            awaitHeld(running, 0);

            post(running, "/__wiretape/1/step");
            assertThat(text(client)).isEqualTo(FRAMES[0]);
            awaitHeld(running, 1);
            post(running, "/__wiretape/all/step?frames=2");
            assertThat(text(client)).isEqualTo(FRAMES[1]);
            assertThat(text(client)).isEqualTo(FRAMES[2]);
            awaitHeld(running, 3);
            post(running, "/__wiretape/1/continue");

            RawBody rest = client.readBody(head);
            assertThat(rest.text()).isEqualTo(FRAMES[3]);
            assertThat(rest.complete()).isTrue();
            Awaitility.await()
                    .atMost(java.time.Duration.ofSeconds(40))
                    .until(() -> get(running).equals("{\"answers\":[]}\n"));
        }
    }

    @Test
    void itWaitsWhereItIsMeantTo() throws Exception {
        Stepping how = new Stepping(true, false, List.of(Spot.parse("event=b")));
        try (Running running = stepping(Pace.MAX, how);
                RawClient client = running.connect()) {
            Head head = client.post("/", "{}").readHead();
            assertThat(text(client)).isEqualTo(FRAMES[0]);
            awaitHeld(running, 1);
            assertThat(get(running)).contains("\"next\":\"event: b\\ndata: 2\\n\\n\"", "\"recording\":\"a\"");
            post(running, "/__wiretape/1/continue?until=event%3Dc");
            assertThat(text(client)).isEqualTo(FRAMES[1]);
            awaitHeld(running, 2);
            post(running, "/__wiretape/1/continue");
            assertThat(text(client)).isEqualTo(FRAMES[2]);
            awaitHeld(running, 3);
            post(running, "/__wiretape/1/reset");

            assertThat(client.readBody(head).ending()).contains(Ending.RESET);
        }
    }

    @Test
    void deadlinesShiftByThePause() throws Exception {
        VirtualPacer pacer = new VirtualPacer();
        Stepping how = new Stepping(true, false, List.of(Spot.parse("frame=1")));
        try (Running running = Running.of(pacer, options -> options.stepping(how), tape().named("a"));
                RawClient client = running.connect()) {
            client.post("/", "{}");
            moveOn(pacer, 1_000);
            client.readHead();
            moveOn(pacer, 2_000);
            assertThat(text(client)).isEqualTo(FRAMES[0]);
            moveOn(pacer, 3_000);
            awaitHeld(running, 1);
            pacer.moveToMicros(60_000_000);

            post(running, "/__wiretape/1/continue");

            assertThat(text(client)).isEqualTo(FRAMES[1]);
            assertThat(pacer.nextMicros()).isEqualTo(60_001_000);
        }
    }

    private static void moveOn(VirtualPacer pacer, long micros) {
        assertThat(pacer.nextMicros()).isEqualTo(micros);
        pacer.moveToMicros(micros);
    }

    @Test
    void pagesAndNonsenseAreRefused() throws Exception {
        try (Running running = stepping(Pace.MAX, new Stepping(true, false, List.of()))) {
            assertThat(send(
                            running,
                            "POST /__wiretape/all/continue HTTP/1.1\r\nHost: localhost\r\nOrigin: http://evil\r\n\r\n"))
                    .isEqualTo(403);
            assertThat(send(running, "POST /__wiretape/7/step HTTP/1.1\r\nHost: localhost\r\n\r\n"))
                    .isEqualTo(404);
            assertThat(send(running, "GET /__wiretape/nothing HTTP/1.1\r\nHost: localhost\r\n\r\n"))
                    .isEqualTo(404);
        }
        assertThatThrownBy(() -> Spot.parse("byte=3")).isInstanceOf(FaultSyntaxException.class);
        assertThatThrownBy(() -> Spot.parse("evnt=a")).isInstanceOf(FaultSyntaxException.class);
    }

    private static Tape tape() {
        return Tape.post("/", "{}").stream(1_000)
                .frame(2_000, FRAMES[0])
                .frame(3_000, FRAMES[1])
                .frame(4_000, FRAMES[2])
                .frame(4_000, FRAMES[3])
                .end(5_000, Outcome.COMPLETE);
    }

    private static Running stepping(Pace pace, Stepping how) {
        return Running.of(options -> options.pace(pace).stepping(how), tape().named("a"));
    }

    private static String text(RawClient client) {
        return new String(client.readChunk().orElseThrow(), UTF_8);
    }

    private static void awaitHeld(Running running, int sent) {
        Awaitility.await("held before frame " + sent)
                .atMost(java.time.Duration.ofSeconds(40))
                .until(() -> get(running).contains("\"sent\":" + sent + ",\"frames\":4,\"held\":true"));
    }

    private static String get(Running running) throws IOException {
        try (RawClient client = running.connect()) {
            return client.readBody(client.get("/__wiretape/").readHead()).text();
        }
    }

    private static void post(Running running, String target) throws IOException {
        assertThat(send(running, "POST " + target + " HTTP/1.1\r\nHost: localhost\r\n\r\n"))
                .as(target)
                .isEqualTo(200);
    }

    private static int send(Running running, String request) throws IOException {
        try (RawClient client = running.connect()) {
            return client.send(request).readHead().status();
        }
    }
}
