package dev.wiretape.replay;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.wiretape.recording.Outcome;
import dev.wiretape.testing.Head;
import dev.wiretape.testing.RawClient;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** When a client on a socket gets what, by a clock that only the test moves. */
@Timeout(60)
class PlaybackTest {
    private final VirtualPacer pacer = new VirtualPacer();
    private final Take take = Tape.post("/", "{}").stream(800_000)
            .frame(1_000_000, "a\n\n")
            .frame(1_020_000, "b\n\n")
            .frame(9_000_000, "c\n\n")
            .end(9_000_100, Outcome.COMPLETE)
            .named("a");

    @Test
    void everythingHasItsDeadlineFromTheRequestOn() throws Exception {
        try (Running running = Running.of(pacer, options -> options, take);
                RawClient client = running.connect()) {
            pacer.moveToMicros(500);
            client.post("/", "{}");
            assertThat(pacer.nextMicros()).isEqualTo(800_500);
            pacer.moveToMicros(800_500);
            Head head = client.readHead();
            assertThat(pacer.nextMicros()).isEqualTo(1_000_500);
            pacer.moveToMicros(1_000_500);
            assertThat(chunk(client)).isEqualTo("a\n\n");
            assertThat(pacer.nextMicros()).isEqualTo(1_020_500);
            pacer.moveToMicros(1_020_500);
            assertThat(chunk(client)).isEqualTo("b\n\n");
            assertThat(pacer.nextMicros()).isEqualTo(9_000_500);
            pacer.moveToMicros(9_000_600);
            assertThat(client.readBody(head).text()).isEqualTo("c\n\n");
        }
    }

    @Test
    void whatIsLateGoesAtOnceAndMakesNothingElseLate() throws Exception {
        try (Running running = Running.of(pacer, options -> options, take);
                RawClient client = running.connect()) {
            client.post("/", "{}");
            assertThat(pacer.nextMicros()).isEqualTo(800_000);
            pacer.moveToMicros(5_000_000);
            client.readHead();
            assertThat(chunk(client)).isEqualTo("a\n\n");
            assertThat(chunk(client)).isEqualTo("b\n\n");
            assertThat(pacer.nextMicros()).isEqualTo(9_000_000);
        }
    }

    @Test
    void speedAndIdleLimitMoveTheDeadlines() throws Exception {
        Pace pace = new Pace(10, OptionalLong.of(500_000));
        try (Running running = Running.of(pacer, options -> options.pace(pace), take);
                RawClient client = running.connect()) {
            client.post("/", "{}");
            assertThat(pacer.nextMicros()).isEqualTo(50_000);
            pacer.moveToMicros(50_000);
            client.readHead();
            assertThat(pacer.nextMicros()).isEqualTo(70_000);
            pacer.moveToMicros(70_000);
            assertThat(chunk(client)).isEqualTo("a\n\n");
            assertThat(pacer.nextMicros()).isEqualTo(72_000);
            pacer.moveToMicros(72_000);
            assertThat(chunk(client)).isEqualTo("b\n\n");
            assertThat(pacer.nextMicros()).isEqualTo(122_000);
        }
    }

    @Test
    void aClientThatLeavesIsNoLongerWaitedFor() throws Exception {
        try (Running running = Running.of(pacer, options -> options, take)) {
            RawClient client = running.connect();
            client.post("/", "{}");
            assertThat(pacer.nextMicros()).isEqualTo(800_000);
            client.close();
            await("the deadline to be forgotten")
                    .atMost(java.time.Duration.ofSeconds(40))
                    .until(() -> pacer.next().isEmpty());
            assertThat(running.replay.punctuality().count()).isZero();
        }
    }

    private static String chunk(RawClient client) {
        return new String(client.readChunk().orElseThrow(), UTF_8);
    }
}
