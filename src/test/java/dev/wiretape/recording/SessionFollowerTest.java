package dev.wiretape.recording;

import static dev.wiretape.recording.Tapes.chunk;
import static dev.wiretape.recording.Tapes.utf8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
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
            // The system tells of a new file when it gets round to it.
            while (!seen.kinds.contains("2 response")) {
                assertThat(follower.await(Duration.ofSeconds(20))).isTrue();
                follower.poll(seen);
            }
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
                            "2 header",
                            "2 request",
                            "2 response",
                            "1 frame",
                            "1 end",
                            "2 end");
            assertThat(follower.await(Duration.ofMillis(1))).isFalse();
        }
    }

    @Test
    void recordingsThatNeverEndedAreFollowedWithoutKeepingThemAllOpen() throws Exception {
        String line = "{\"kind\":\"paused\",\"t\":7}\n";
        int many = 600;
        for (int i = 0; i < many; i++) {
            Files.writeString(file(i), line);
        }
        try (SessionFollower follower = new SessionFollower(out)) {
            Seen seen = new Seen();
            follower.poll(seen);
            assertThat(seen.entries).hasSize(many);
            assertThat(openBelow(out)).isLessThanOrEqualTo(512);

            for (int i : new int[] {0, many / 2, many - 1}) {
                Files.writeString(file(i), line, StandardOpenOption.APPEND);
            }

            await().atMost(Duration.ofSeconds(30)).untilAsserted(() -> {
                follower.poll(seen);
                assertThat(seen.kinds.subList(many, seen.kinds.size()))
                        .containsExactlyInAnyOrder("0 paused", many / 2 + " paused", many - 1 + " paused");
            });
        }
    }

    /** Nobody of ours does that; whoever follows shows what was there and breaks on nothing. */
    @Test
    void aFileThatIsCutShortUnderItsReaderHasNothingNew() throws Exception {
        String line = "{\"kind\":\"paused\",\"t\":7}\n";
        Files.writeString(file(1), line.repeat(3));
        try (SessionFollower follower = new SessionFollower(file(1))) {
            Seen seen = new Seen();
            follower.poll(seen);

            Files.writeString(file(1), line);
            assertThat(follower.poll(seen)).isFalse();
            assertThat(follower.await(Duration.ofMillis(1))).isFalse();

            Files.writeString(file(1), line.repeat(4));
            assertThat(follower.poll(seen)).isTrue();
            assertThat(seen.kinds).containsExactly("1 paused", "1 paused", "1 paused", "1 paused");
        }
    }

    private Path file(int number) {
        return out.resolve(String.format(Locale.ROOT, "%04d-growing.ndjson", number));
    }

    /** How many files of a folder this process holds open, where the system tells; else 0. */
    private static long openBelow(Path folder) throws IOException {
        Path descriptors = Path.of("/proc/self/fd");
        if (!Files.isDirectory(descriptors)) {
            return 0;
        }
        try (Stream<Path> all = Files.list(descriptors)) {
            return all.filter(descriptor -> leadsBelow(folder, descriptor)).count();
        }
    }

    private static boolean leadsBelow(Path folder, Path descriptor) {
        try {
            return Files.readSymbolicLink(descriptor).startsWith(folder);
        } catch (IOException closed) {
            return false;
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
