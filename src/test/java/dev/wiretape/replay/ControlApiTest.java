package dev.wiretape.replay;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.wiretape.recording.Outcome;
import dev.wiretape.recording.fault.Spot;
import dev.wiretape.testing.Head;
import dev.wiretape.testing.RawClient;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.OptionalLong;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the control API answers, nonsense included. */
@Timeout(120)
class ControlApiTest {
    private static final Stepping AT_FRAME_1 = new Stepping(true, false, List.of(Spot.parse("frame=1")));

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "GET  | /__wiretape              | 200 | answers",
                "GET  | /__wiretape/1            | 200 | \"sent\":1,",
                "GET  | /__wiretape/7            | 404 | no answer has the number 7",
                "GET  | /__wiretape/pace         | 200 | \"chunks\":0,",
                "POST | /__wiretape/pace/reset   | 200 | \"done\":0",
                "GET  | /__wiretape/nothing      | 404 | there are GET /__wiretape/",
                "PUT  | /__wiretape/             | 405 | is for GET",
                "GET  | /__wiretape/all/step     | 405 | is for POST",
                "POST | /__wiretape/7/step       | 404 | no answer has the number 7",
                "POST | /__wiretape/1/step?frame=3 | 400 | 'frame' is nothing that step can be told; frames is",
                "POST | /__wiretape/1/cut?now=1  | 400 | 'now' is nothing that cut can be told",
                "POST | /__wiretape/1/continue?until=event=other | 400 | no event is called other; there are e",
                "POST | /__wiretape/1/continue?until=frame=1 | 400 | 'frame=1' is nowhere in what is still to come: there are 4",
                "POST | /__wiretape/1/fault      | 400 | say what breaks",
                "POST | /__wiretape/1/fault?spec=dorp | 400 | there are cut, ",
            })
    void eachRequestIsAnsweredInJson(String method, String target, int status, String says) throws Exception {
        try (Running running = held();
                RawClient client = running.connect();
                RawClient controller = running.connect()) {
            client.post("/", "{}").readHead();
            awaitHeld(running, 1);

            Head head = controller
                    .send(method + " " + target + " HTTP/1.1\r\nHost: localhost\r\nContent-Length: 0\r\n\r\n")
                    .readHead();

            String body = controller.readBody(head).text();
            assertThat(head.status()).as(body).isEqualTo(status);
            assertThat(body).startsWith("{").endsWith("}\n").contains(says);
            assertThat(new ObjectMapper().readTree(body).has("error")).isEqualTo(status >= 400);
        }
    }

    @Test
    void whatCannotBeHeldSaysSoAndHowItCould() throws Exception {
        try (Running running = Running.of(options -> options, tape());
                RawClient controller = running.connect()) {
            Head head = controller
                    .send("POST /__wiretape/all/pause HTTP/1.1\r\nHost: localhost\r\nContent-Length: 0\r\n\r\n")
                    .readHead();

            assertThat(head.status()).isEqualTo(409);
            assertThat(controller.readBody(head).text()).contains("--control");
            assertThat(list(running)).isEqualTo("{\"answers\":[]}\n");
        }
    }

    @Test
    void itTellsHowManyChunksWereSentInTime() throws Exception {
        try (Running running = Running.of(options -> options.pace(new Pace(100, OptionalLong.empty())), tape());
                RawClient client = running.connect()) {
            client.readBody(client.post("/", "{}").readHead());

            try (RawClient controller = running.connect()) {
                String pace = controller
                        .readBody(controller.get("/__wiretape/pace").readHead())
                        .text();
                assertThat(pace)
                        .startsWith("{\"chunks\":4,\"p50_ms\":")
                        .contains("\"worst_ms\":")
                        .doesNotContainPattern("\\.\\d{4}");
            }
        }
    }

    private static Running held() {
        return Running.of(options -> options.pace(Pace.MAX).stepping(AT_FRAME_1), tape());
    }

    private static Take tape() {
        Tape tape = Tape.post("/", "{}").stream(1_000_000);
        for (int i = 0; i < 4; i++) {
            tape.frame(2_000_000 + i * 100_000, "event: e\ndata: " + i + "\n\n");
        }
        return tape.end(3_000_000, Outcome.COMPLETE).named("a");
    }

    private static void awaitHeld(Running running, int sent) {
        Awaitility.await("held before frame " + sent)
                .atMost(Duration.ofSeconds(40))
                .until(() -> list(running).matches("(?s).*\"sent\":" + sent + ",\"frames\":\\d+,\"held\":true.*"));
    }

    private static String list(Running running) throws IOException {
        try (RawClient client = running.connect()) {
            return client.readBody(client.get("/__wiretape/").readHead()).text();
        }
    }
}
