package dev.wiretape.promises;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.wiretape.recording.Entry;
import dev.wiretape.recording.Line;
import dev.wiretape.recording.RecordingReader;
import dev.wiretape.testing.Figures;
import dev.wiretape.testing.Scale;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** {@code kill -9} at random moments. */
@Timeout(7200)
@DisabledOnOs(value = OS.WINDOWS, disabledReason = "the launcher is a POSIX shell script")
class KillLoopTest {
    private static final int KILLS = Scale.of("kills", 8, 1_000);
    private static final int CLIENTS = 3;

    @TempDir
    Path folder;

    @Test
    void aKilledRecorderHasKeptEveryFrameThatAClientReceived() throws Exception {
        long frames = 0;
        try (NumberedStreams upstream = new NumberedStreams(Integer.MAX_VALUE, 0, 0)) {
            for (int kill = 0; kill < KILLS; kill++) {
                frames += kill(upstream, kill);
            }
        }
        assertThat(frames).as("frames that were received before the kills").isPositive();
        Figures.measured(1, "kills", "%,d kills: none of %,d frames missing", KILLS, frames);
    }

    private long kill(NumberedStreams upstream, int seed) throws Exception {
        Path out = folder.resolve("kill-" + seed);
        List<StreamClient> clients = new ArrayList<>();
        try (ChildRecorder recorder = ChildRecorder.start(ChildRecorder.Setup.of(out, upstream.port()))) {
            for (int i = 0; i < CLIENTS; i++) {
                clients.add(StreamClient.of(recorder.port(), "/v1/client" + i));
            }
            long moment = new Random(seed).nextInt(200_000);
            await("the moment of kill " + seed)
                    .atMost(Duration.ofSeconds(60))
                    .pollDelay(Duration.ZERO)
                    .pollInterval(Duration.ofNanos(100_000))
                    .until(() -> clients.stream().anyMatch(client -> client.count() > moment));
            recorder.kill();
            for (StreamClient client : clients) {
                client.end().get(60, TimeUnit.SECONDS);
            }
            for (int i = 0; i < CLIENTS; i++) {
                int received = clients.get(i).frames().size();
                assertThat(recordedFrames(recorder, "client" + i))
                        .as("frames of client %d at kill %d", i, seed)
                        .isGreaterThanOrEqualTo(received);
            }
            return clients.stream().mapToLong(client -> client.frames().size()).sum();
        } finally {
            for (StreamClient client : clients) {
                client.close();
            }
        }
    }

    /** How many frames are in the recording of that name; they must be numbered from 0 without a gap. */
    private static int recordedFrames(ChildRecorder recorder, String name) throws IOException {
        int frames = 0;
        for (Path file : recorder.recordings()) {
            if (file.getFileName().toString().contains(name)) {
                try (RecordingReader reader = RecordingReader.open(file)) {
                    for (Optional<Line> line = reader.next(); line.isPresent(); line = reader.next()) {
                        if (line.get().entry() instanceof Entry.Frame frame) {
                            assertThat(frame.raw().text()).isEqualTo(NumberedStreams.frame(frames, 0));
                            frames++;
                        }
                    }
                }
            }
        }
        return frames;
    }
}
