package dev.wiretape.recording;

import static dev.wiretape.recording.Tapes.chunk;
import static dev.wiretape.recording.Tapes.entries;
import static dev.wiretape.recording.Tapes.utf8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Clocks are set while something is recorded. */
@Timeout(60)
class WallClockTest {
    @TempDir
    Path out;

    @Test
    void aWallClockThatJumpsMovesNoTime() throws IOException {
        AtomicLong nanos = new AtomicLong();
        AtomicReference<Instant> wall = new AtomicReference<>(Instant.parse("2026-11-20T14:00:00Z"));
        try (Session session = Session.create(
                out, new Redactor(RedactionKey.random()), "wiretape test", wall::get, nanos::get, failure -> {})) {
            ExchangeRecorder recorder = session.begin("target", "/v1/messages", new LineBuffer());
            recorder.request("POST", "http://api.test/", "1.1", List.of(), utf8("{}"));
            recorder.response(200, "OK", "1.1", Tapes.EVENT_STREAM);
            for (int hours : new int[] {-24, 1, 1_000, -1}) {
                wall.updateAndGet(at -> at.plus(Duration.ofHours(hours)));
                nanos.addAndGet(1_000_000);
                chunk(recorder, utf8("data: 1\n\n"));
            }
            recorder.end(Outcome.COMPLETE, "");

            Path file = SessionFolder.recordings(session.folder()).get(0);
            assertThat(entries(file, Entry.Frame.class))
                    .extracting(Entry.Frame::t)
                    .containsExactly(1_000L, 2_000L, 3_000L, 4_000L);
        }
    }
}
