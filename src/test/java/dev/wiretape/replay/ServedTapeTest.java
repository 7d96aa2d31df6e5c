package dev.wiretape.replay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.wiretape.recording.Entry;
import dev.wiretape.recording.Outcome;
import dev.wiretape.recording.Recording;
import dev.wiretape.recording.RedactionKey;
import dev.wiretape.recording.Redactor;
import dev.wiretape.recording.Session;
import dev.wiretape.recording.SessionFolder;
import dev.wiretape.recording.fault.Fault;
import dev.wiretape.recording.fault.Faults;
import dev.wiretape.testing.RawClient;
import dev.wiretape.testing.Taken;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What is served is recorded as it is sent. */
@Timeout(120)
class ServedTapeTest {
    @TempDir
    private Path folder;

    @Test
    void theRecordingOfAnAnswerIsTheRecordingThatWasServed() throws Exception {
        for (String name : List.of("two-tools-in-parallel", "reset-mid-frame", "rate-limited-429", "crlf-framing")) {
            Path source = Path.of("recordings", name + ".ndjson");

            Path taped = serve(source, Faults.NONE);

            Taken expected = Taken.of(source);
            Taken actual = Taken.of(taped);
            assertThat(actual.body()).as(name).isEqualTo(expected.body());
            assertThat(actual.end().orElseThrow().outcome())
                    .as(name)
                    .isEqualTo(expected.end().orElseThrow().outcome());
            assertThat(actual.response().status())
                    .as(name)
                    .isEqualTo(expected.response().status());
        }
    }

    @Test
    void itsHeaderSaysWhatWasBroken() throws Exception {
        Path source = Path.of("recordings/plain-text.ndjson");

        Path taped = serve(source, new Faults(List.of(Fault.parse("reset@frame=3")), 0));

        Recording recording = Recording.scan(taped);
        Entry.Header header = recording.exchanges().get(0).header();
        assertThat(header.faults()).containsExactly("reset@frame=3");
        assertThat(header.via()).isEqualTo("replay");
        assertThat(recording.exchanges().get(0).end().orElseThrow().outcome()).contains(Outcome.UPSTREAM_RESET);
        assertThat(recording.exchanges().get(0).end().orElseThrow().frames()).isEqualTo(3);
    }

    @Test
    void whatSomebodyBreaksByHandStandsInALineOfItsOwn() throws Exception {
        Stepping held = new Stepping(true, true, List.of());
        try (Session session = session();
                Running running = Running.of(
                        options -> options.pace(Pace.MAX).stepping(held).recordedIn(session),
                        Tape.post("/", "{}").stream(0)
                                .frame(1, "data: 1\n\n")
                                .frame(2, "data: 2\n\n")
                                .end(3, Outcome.COMPLETE)
                                .named("a"));
                RawClient client = running.connect()) {
            client.post("/", "{}").readHead();
            Control control = running.replay.control();
            await("the answer")
                    .atMost(Duration.ofSeconds(40))
                    .until(() -> control.answers().size() == 1);

            control.inject(OptionalLong.empty(), "drop@frame=0")
                    .toCompletionStage()
                    .toCompletableFuture()
                    .get(40, TimeUnit.SECONDS);
            control.close(OptionalLong.empty());
            client.awaitEnd();

            await("the recording's end")
                    .atMost(Duration.ofSeconds(40))
                    .until(() -> end(session).isPresent());
            assertThat(Files.readString(
                            SessionFolder.recordings(session.folder()).get(0)))
                    .containsPattern("\"kind\":\"fault\",\"t\":\\d+,\"spec\":\"drop@frame=0\"")
                    .containsPattern("\"kind\":\"fault\",\"t\":\\d+,\"spec\":\"close\"");
        }
    }

    @Test
    void aClientThatLeavesIsSeenToLeave() throws Exception {
        Tape tape = Tape.post("/", "{}").stream(0).frame(0, "data: 1\n\n").frame(1_000_000_000, "data: 2\n\n");
        try (Session session = session();
                Running running = Running.of(
                        options -> options.recordedIn(session),
                        tape.end(2_000_000_000, Outcome.COMPLETE).named("a"))) {
            try (RawClient client = running.connect()) {
                client.post("/", "{}").readHead();
                client.readChunk();
            }
            await("the end of the recording")
                    .atMost(Duration.ofSeconds(40))
                    .until(() -> end(session)
                            .filter(end -> end.equals(Outcome.CLIENT_CANCELLED))
                            .isPresent());
        }
    }

    private static java.util.Optional<Outcome> end(Session session) throws IOException {
        return Recording.scan(SessionFolder.recordings(session.folder()).get(0)).exchanges().stream()
                .flatMap(exchange -> exchange.end().stream())
                .flatMap(end -> end.outcome().stream())
                .findFirst();
    }

    private Path serve(Path source, Faults faults) throws IOException {
        try (Session session = session()) {
            ReplayOptions options = ReplayOptions.of(source)
                    .pace(Pace.MAX)
                    .match(MatchMode.SEQUENCE)
                    .faults(faults)
                    .recordedIn(session);
            try (Running running = Running.of(options);
                    RawClient client = running.connect()) {
                client.readBody(client.post("/v1/messages", "{}").readHead());
            }
            return SessionFolder.recordings(session.folder()).get(0);
        }
    }

    private Session session() throws IOException {
        return Session.create(
                folder,
                new Redactor(RedactionKey.random()),
                "test",
                InstantSource.system(),
                System::nanoTime,
                failure -> {
                    throw new AssertionError(failure);
                });
    }
}
