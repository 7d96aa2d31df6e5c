package dev.wiretape.recording;

import static dev.wiretape.recording.Tapes.chunk;
import static dev.wiretape.recording.Tapes.utf8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class SessionFollowerTest {
    @TempDir
    Path out;

    @Test
    void filesThatAppearAndGrowAreFollowedInOrder() throws Exception {
        try (Tapes tapes = new Tapes(out);
                SessionFollower follower = new SessionFollower(tapes.session.folder())) {
            Seen seen = new Seen();
            assertThat(follower.poll(seen)).isFalse();

            ExchangeRecorder first = tapes.streaming();
            assertThat(follower.await(Duration.ofSeconds(20))).isTrue();
            follower.poll(seen);
            ExchangeRecorder second = tapes.streaming();
            chunk(first, utf8("data: 1\n\n"));
            follower.poll(seen);
            first.end(Outcome.COMPLETE, "");
            second.end(Outcome.CLIENT_CANCELLED, "");
            follower.poll(seen);

            assertThat(seen.kinds)
                    .containsExactly(
                            "1 header",
                            "1 request",
                            "1 response",
                            "1 frame",
                            "2 header",
                            "2 request",
                            "2 response",
                            "1 end",
                            "2 end");
            assertThat(follower.await(Duration.ofMillis(1))).isFalse();
        }
    }

    @Test
    void aHalfWrittenLineIsWaitedFor() throws IOException {
        Path file = out.resolve("0001-growing.ndjson");
        String line = "{\"kind\":\"paused\",\"t\":7}";
        Files.writeString(file, line.substring(0, 10));
        try (SessionFollower follower = new SessionFollower(file)) {
            Seen seen = new Seen();
            assertThat(follower.poll(seen)).isFalse();

            Files.writeString(file, line.substring(10) + "\n", StandardOpenOption.APPEND);

            assertThat(follower.poll(seen)).isTrue();
            assertThat(seen.entries).containsExactly(new Entry.Paused(7));
        }
    }

    private static final class Seen implements SessionFollower.Sink {
        final List<String> kinds = new ArrayList<>();
        final List<Entry> entries = new ArrayList<>();

        @Override
        public void line(Path file, Line line) {
            kinds.add(Integer.parseInt(file.getFileName().toString().substring(0, 4)) + " "
                    + line.entry().kind());
            entries.add(line.entry());
        }

        @Override
        public void damaged(DamagedRecordingException damage) {
            throw new AssertionError(damage);
        }
    }
}
