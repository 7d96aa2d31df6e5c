package dev.wiretape.replay;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.wiretape.recording.Outcome;
import dev.wiretape.recording.fault.Spot;
import dev.wiretape.testing.Ending;
import dev.wiretape.testing.Head;
import dev.wiretape.testing.RawBody;
import dev.wiretape.testing.RawClient;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What somebody can do to an answer that is on its way. */
@Timeout(120)
class ControlTest {
    private static final String[] FRAMES = {
        "event: a\ndata: 1\n\n", "event: b\ndata: 2\n\n", "event: b\ndata: 3\n\n", "event: c\ndata: 4\n\n"
    };
    private static final Stepping AT_FRAME_1 = new Stepping(true, false, List.of(Spot.parse("frame=1")));

    private final VirtualPacer pacer = new VirtualPacer();

    @Test
    void anotherSpeedHoldsFromWhereTheAnswerIs() throws Exception {
        try (Running running = slowly();
                RawClient client = running.connect()) {
            untilTheFirstFrame(client);

            assertThat(post(running, "speed?to=2")).isEqualTo(200);

            Awaitility.await("the next frame's new time")
                    .atMost(Duration.ofSeconds(40))
                    .until(() -> pacer.nextMicros() == 2_500_000);
        }
    }

    @Test
    void aPauseNeedsNoBreakpoint() throws Exception {
        try (Running running = slowly();
                RawClient client = running.connect()) {
            untilTheFirstFrame(client);

            assertThat(post(running, "pause")).isEqualTo(200);
            awaitHeld(running, 1);
            pacer.moveToMicros(60_000_000);
            assertThat(post(running, "continue")).isEqualTo(200);

            assertThat(pacer.nextMicros()).isEqualTo(61_000_000);
        }
    }

    @Test
    void aStallThatIsInjectedMovesWhatFollows() throws Exception {
        try (Running running = slowly();
                RawClient client = running.connect()) {
            untilTheFirstFrame(client);

            assertThat(post(running, "fault?spec=" + encoded("stall=7@frame=1")))
                    .isEqualTo(200);

            assertThat(pacer.nextMicros()).isEqualTo(3_000_000);
            pacer.moveToMicros(3_000_000);
            Awaitility.await("the stall").atMost(Duration.ofSeconds(40)).until(() -> pacer.nextMicros() == 10_000_000);
        }
    }

    @Test
    void anAnswerCanBeEndedInThreeWays() throws Exception {
        for (String way : List.of("cut", "close", "reset")) {
            try (Running running = held();
                    RawClient client = running.connect()) {
                Head head = client.post("/", "{}").readHead();
                awaitHeld(running, 1);

                assertThat(post(running, way)).isEqualTo(200);

                RawBody body = client.readBody(head);
                assertThat(body.text()).as(way).isEqualTo(FRAMES[0]);
                assertThat(body.complete()).as(way).isEqualTo(way.equals("cut"));
                if (way.equals("reset")) {
                    assertThat(body.ending()).contains(Ending.RESET);
                }
            }
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "drop | 1 3 4",
                "duplicate@frame=2 | 1 2 3 3 4",
                "swap | 1 3 2 4",
                "drop@event:b | 1 4",
                "cut@event=c | 1 2 3",
                "drop@event=b,nth=2 | 1 2 4",
            })
    void whatIsStillToComeCanBeBroken(String spec, String numbers) throws Exception {
        try (Running running = held();
                RawClient client = running.connect()) {
            Head head = client.post("/", "{}").readHead();
            awaitHeld(running, 1);

            assertThat(post(running, "fault?spec=" + encoded(spec))).isEqualTo(200);
            assertThat(post(running, "continue")).isEqualTo(200);

            String body = client.readBody(head).text();
            assertThat(body.replaceAll("event: \\w\ndata: (\\d)\n\n", "$1 ").strip())
                    .isEqualTo(numbers);
        }
    }

    @Test
    void anErrorCanBeInjected() throws Exception {
        try (Running running = held();
                RawClient client = running.connect()) {
            Head head = client.post("/", "{}").readHead();
            awaitHeld(running, 1);

            assertThat(post(running, "fault?spec=" + encoded("error=overloaded_error")))
                    .isEqualTo(200);
            assertThat(post(running, "continue")).isEqualTo(200);

            assertThat(client.readBody(head).text())
                    .startsWith(FRAMES[0] + "event: error\n")
                    .contains("overloaded_error");
        }
    }

    @Test
    void whatHasBeenSentCannotBeBrokenAnyMore() throws Exception {
        try (Running running = held();
                RawClient client = running.connect()) {
            client.post("/", "{}").readHead();
            awaitHeld(running, 1);

            for (String spec : List.of("drop@frame=0", "status=529", "nonsense", "reset@byte=1000")) {
                assertThat(post(running, "fault?spec=" + encoded(spec)))
                        .as(spec)
                        .isEqualTo(400);
            }
            for (String action : List.of("step?frames=0", "step?frames=x", "speed?to=0", "continue?until=p%3D1")) {
                assertThat(post(running, action)).as(action).isEqualTo(400);
            }
        }
    }

    @ParameterizedTest
    @CsvSource({
        "max-tokens-in-tool-json, tool, tool_use",
        "max-tokens-in-tool-json, finding=warning, content_block_stop",
        "stall-with-pings, stall, content_block_delta",
        "stall-with-pings, is:ping, ping",
        "two-tools-in-parallel, 'tool,nth=2', tool_use",
    })
    void itRunsToWhatTheStreamMeans(String recording, String place, String next) throws Exception {
        ReplayOptions options = ReplayOptions.of(Path.of("recordings", recording + ".ndjson"))
                .pace(Pace.MAX)
                .match(MatchMode.SEQUENCE)
                .stepping(new Stepping(true, true, List.of()));
        try (Running running = Running.of(options);
                RawClient client = running.connect()) {
            client.post("/v1/messages", "{}").readHead();
            awaitHeld(running, 0);

            assertThat(post(running, "continue?until=" + encoded(place))).isEqualTo(200);

            Awaitility.await("held further on")
                    .atMost(Duration.ofSeconds(40))
                    .until(() -> list(running).contains("\"held\":true")
                            && !list(running).contains("\"sent\":0,"));
            assertThat(list(running).replaceAll(".*\"next\":", "")).contains(next);
        }
    }

    private Running slowly() {
        Stepping how = new Stepping(true, false, List.of());
        return Running.of(pacer, options -> options.stepping(how), tape());
    }

    private static Running held() {
        return Running.of(options -> options.pace(Pace.MAX).stepping(AT_FRAME_1), tape());
    }

    private void untilTheFirstFrame(RawClient client) throws IOException {
        client.post("/", "{}");
        assertThat(pacer.nextMicros()).isEqualTo(1_000_000);
        pacer.moveToMicros(1_000_000);
        client.readHead();
        assertThat(pacer.nextMicros()).isEqualTo(2_000_000);
        pacer.moveToMicros(2_000_000);
        assertThat(new String(client.readChunk().orElseThrow(), UTF_8)).isEqualTo(FRAMES[0]);
        assertThat(pacer.nextMicros()).isEqualTo(3_000_000);
    }

    private static Take tape() {
        return Tape.post("/", "{}").stream(1_000_000)
                .frame(2_000_000, FRAMES[0])
                .frame(3_000_000, FRAMES[1])
                .frame(4_000_000, FRAMES[2])
                .frame(5_000_000, FRAMES[3])
                .end(6_000_000, Outcome.COMPLETE)
                .named("a");
    }

    private static void awaitHeld(Running running, int sent) {
        Awaitility.await("held before frame " + sent)
                .atMost(Duration.ofSeconds(40))
                .until(() -> list(running).matches("(?s).*\"sent\":" + sent + ",\"frames\":\\d+,\"held\":true.*"));
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, UTF_8);
    }

    private static String list(Running running) throws IOException {
        try (RawClient client = running.connect()) {
            return client.readBody(client.get("/__wiretape/").readHead()).text();
        }
    }

    private static int post(Running running, String action) throws IOException {
        try (RawClient client = running.connect()) {
            return client.send("POST /__wiretape/all/" + action + " HTTP/1.1\r\nHost: localhost\r\n\r\n")
                    .readHead()
                    .status();
        }
    }
}
