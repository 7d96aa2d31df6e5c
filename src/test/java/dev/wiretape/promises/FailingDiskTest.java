package dev.wiretape.promises;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.wiretape.recording.Entry;
import dev.wiretape.recording.Recording;
import dev.wiretape.recording.SessionFolder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** A disk that fails a running recorder: the client notices nothing, everybody else is told. */
@Timeout(300)
@DisabledOnOs(value = OS.WINDOWS, disabledReason = "the launcher is a POSIX shell script")
class FailingDiskTest {
    private static final int FRAMES = 300;
    private static final int PADDING = 2000;
    private static final String WHOLE = String.join(
            "",
            Stream.iterate(0, n -> n < FRAMES, n -> n + 1)
                    .map(n -> NumberedStreams.frame(n, PADDING))
                    .toList());

    @TempDir
    Path folder;

    @Test
    void aFileThatMayNotGrowEndsWithAWholeLine() throws Exception {
        try (NumberedStreams upstream = new NumberedStreams(FRAMES, 0, PADDING);
                ChildRecorder recorder = start(upstream, "bash", "-c", "ulimit -f 256 && exec \"$@\"", "limited")) {
            assertStreamsArriveWhole(recorder);

            assertThat(recorder.terminate()).isEqualTo(74);
            assertThat(recorder.errors()).contains("RECORDING FAILED", "File too large", "the traffic goes on.");
            assertWholeLinesWithoutAnEnd(recorder.recordings());
        }
    }

    @Test
    void aFullDiskEndsARecordingWithAWholeLine() throws Exception {
        assumeTrue(canMount(), "no file system may be mounted here (unshare -Urm)");
        Path out = folder.resolve("out");
        String script = "mkdir -p " + out + " && mount -t tmpfs -o size=300k wiretape " + out + " && "
                + "{ \"$@\"; code=$?; cp -r " + out + " " + folder.resolve("kept") + "; exit $code; }";
        try (NumberedStreams upstream = new NumberedStreams(FRAMES, 0, PADDING);
                ChildRecorder recorder = start(upstream, "unshare", "-Urm", "bash", "-c", script, "full")) {
            assertStreamsArriveWhole(recorder);

            assertThat(recorder.terminate()).isEqualTo(74);
            assertThat(recorder.errors()).contains("RECORDING FAILED", "No space left on device");
        }
        Path kept = SessionFolder.sessions(folder.resolve("kept")).get(0);
        assertWholeLinesWithoutAnEnd(SessionFolder.recordings(kept));
    }

    @Test
    void aDiskThatBecomesReadOnlyBreaksRecordingsAndNothingElse() throws Exception {
        assumeTrue(canMount(), "no file system may be mounted here (unshare -Urm)");
        Path out = folder.resolve("out");
        String script = "mkdir -p " + out + " && mount -t tmpfs wiretape " + out + " && { \"$@\" & child=$!; "
                + "trap 'kill $child' TERM; until [ -d " + out + "/2* ]; do sleep 0.1; done; "
                + "mount -o remount,ro " + out + "; : > " + folder.resolve("now") + "; "
                + "wait $child; code=$?; while kill -0 $child; do wait $child; code=$?; done; exit $code; }";
        try (NumberedStreams upstream = new NumberedStreams(FRAMES, 0, PADDING);
                ChildRecorder recorder = start(upstream, "unshare", "-Urm", "bash", "-c", script, "read-only")) {
            await("the disk to be read-only")
                    .atMost(Duration.ofSeconds(60))
                    .until(() -> Files.exists(folder.resolve("now")));
            assertStreamsArriveWhole(recorder);

            assertThat(recorder.terminate()).isEqualTo(74);
            assertThat(recorder.errors()).contains("RECORDING FAILED", "Read-only file system");
        }
    }

    @Test
    void aFolderThatIsDeletedWhileAStreamRunsIsNoticed() throws Exception {
        try (NumberedStreams upstream = new NumberedStreams(Integer.MAX_VALUE, 5_000_000, 0);
                ChildRecorder recorder = start(upstream);
                StreamClient client = StreamClient.of(recorder.port(), "/v1/messages")) {
            await("the stream").atMost(Duration.ofSeconds(60)).until(() -> client.count() > 500);
            deleteAll(folder.resolve("out"));
            await("the word of it on standard error")
                    .atMost(Duration.ofSeconds(60))
                    .until(() -> recorder.errors().contains("its folder is gone"));
            long before = client.count();
            await("the stream to go on").atMost(Duration.ofSeconds(60)).until(() -> client.count() > before + 500);

            assertThat(recorder.terminate()).isEqualTo(74);
            assertThat(recorder.errors().split("RECORDING FAILED: ", -1))
                    .as("said once")
                    .hasSize(2);
        }
    }

    @Test
    void aRecordingThatIsMovedWhileItIsWrittenIsNoticed() throws Exception {
        try (NumberedStreams upstream = new NumberedStreams(Integer.MAX_VALUE, 5_000_000, 0);
                ChildRecorder recorder = start(upstream);
                StreamClient client = StreamClient.of(recorder.port(), "/v1/messages")) {
            await("the stream").atMost(Duration.ofSeconds(60)).until(() -> client.count() > 500);
            Path file = recorder.recordings().get(0);
            Files.move(file, file.resolveSibling("elsewhere"));
            await("the word of it on standard error")
                    .atMost(Duration.ofSeconds(60))
                    .until(() -> recorder.errors().contains("it was moved or deleted"));

            assertThat(recorder.terminate()).isEqualTo(74);
        }
    }

    @Test
    void twoRecordersOnOneFolderDoNotMeet() throws Exception {
        try (NumberedStreams upstream = new NumberedStreams(FRAMES, 0, PADDING);
                ChildRecorder one = start(upstream);
                ChildRecorder other = start(upstream)) {
            assertStreamsArriveWhole(one);
            assertStreamsArriveWhole(other);
            assertThat(List.of(one.terminate(), other.terminate())).containsOnly(143);
        }
        List<Path> sessions = SessionFolder.sessions(folder.resolve("out"));
        assertThat(sessions).hasSize(2);
        for (Path session : sessions) {
            List<Path> files = SessionFolder.recordings(session);
            assertThat(files).hasSize(2);
            for (Path file : files) {
                assertThat(Recording.scan(file).exchanges().get(0).frames()).isEqualTo(FRAMES);
                assertThat(Recording.scan(file).exchanges().get(0).end()).isPresent();
            }
        }
    }

    private ChildRecorder start(NumberedStreams upstream, String... by) throws IOException {
        return ChildRecorder.start(
                ChildRecorder.Setup.of(folder.resolve("out"), upstream.port()).by(by));
    }

    private static void assertStreamsArriveWhole(ChildRecorder recorder) throws Exception {
        for (int i = 0; i < 2; i++) {
            try (StreamClient client = StreamClient.of(recorder.port(), "/v1/messages")) {
                client.end().get(60, TimeUnit.SECONDS);
                assertThat(client.body()).as("stream %d", i).isEqualTo(WHOLE);
                assertThat(client.isComplete()).isTrue();
            }
        }
    }

    private static void assertWholeLinesWithoutAnEnd(List<Path> files) throws IOException {
        assertThat(files).isNotEmpty();
        for (Path file : files) {
            if (Files.size(file) > 0) {
                Recording recording = Recording.scan(file);
                assertThat(recording.tornBytes()).as("torn bytes of %s", file).isZero();
                assertThat(recording.damages()).isEmpty();
                assertThat(recording.exchanges().get(0).end().map(Entry.End::word))
                        .isEmpty();
            }
        }
    }

    private static boolean canMount() throws InterruptedException {
        try {
            Process process = new ProcessBuilder("unshare", "-Urm", "mount", "-t", "tmpfs", "wiretape", "/mnt")
                    .redirectErrorStream(true)
                    .start();
            process.getInputStream().readAllBytes();
            return process.waitFor(20, TimeUnit.SECONDS) && process.exitValue() == 0;
        } catch (IOException none) {
            return false;
        }
    }

    private static void deleteAll(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }
}
