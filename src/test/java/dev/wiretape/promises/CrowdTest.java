package dev.wiretape.promises;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.wiretape.recording.Entry;
import dev.wiretape.recording.Recording;
import dev.wiretape.testing.Figures;
import dev.wiretape.testing.Scale;
import dev.wiretape.testing.Standstill;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** More clients than one would wish for, in little memory and with few descriptors. */
@Timeout(600)
@DisabledOnOs(value = OS.WINDOWS, disabledReason = "the launcher is a POSIX shell script")
class CrowdTest {
    private static final int STALLED = Scale.of("stalled", 60, 400);
    private static final int STREAMS = Scale.of("streams", 250, 1_000);
    private static final int MEBIBYTE = 1024 * 1024;

    @TempDir
    Path folder;

    @Test
    void clientsThatDoNotReadCostLittleAndHoldUpNobody() throws Exception {
        String[] memory = Boolean.getBoolean("wiretape.full")
                ? new String[] {"-Xmx256m"}
                : new String[] {"-Xmx64m", "-XX:MaxDirectMemorySize=32m"};
        List<Socket> stalled = new ArrayList<>();
        try (NumberedStreams flood = new NumberedStreams(8_000, 0, 8_000);
                ChildRecorder recorder = start(flood, memory)) {
            for (int i = 0; i < STALLED; i++) {
                stalled.add(ask(recorder.port(), 4096));
            }
            long recorded = Standstill.awaitBytesBelow(folder.resolve("out"));
            assertThat(recorded / STALLED)
                    .as("bytes taken for each of the clients that read none")
                    .isLessThan(MEBIBYTE);
            try (StreamClient fast = StreamClient.of(recorder.port(), "/v1/fast")) {
                fast.end().get(120, TimeUnit.SECONDS);
                assertThat(fast.frames()).hasSize(8_000);
                assertThat(fast.isComplete()).isTrue();
            }
            assertThat(recorder.errors()).doesNotContain("OutOfMemory", "FAILED");
            Figures.measured(
                    8,
                    "stalled",
                    "%d stalled clients: %d KiB each, the recorder %d MB at most",
                    STALLED,
                    recorded / STALLED / 1024,
                    recorder.peakMegabytes());
        } finally {
            close(stalled);
        }
    }

    @Test
    void aRecorderThatRanOutOfDescriptorsRecoversByItself() throws Exception {
        List<Socket> crowd = new ArrayList<>();
        try (NumberedStreams upstream = new NumberedStreams(10, 0, 0);
                ChildRecorder recorder =
                        ChildRecorder.start(ChildRecorder.Setup.of(folder.resolve("out"), upstream.port())
                                .by("bash", "-c", "ulimit -n 256 && exec \"$@\"", "few"))) {
            for (int i = 0; i < 400; i++) {
                crowd.add(ask(recorder.port(), 4096));
            }
            await("the descriptors to run out").atMost(Duration.ofSeconds(60)).until(() -> descriptors(recorder) > 240);
            close(crowd);
            long left = System.nanoTime();
            await("an answer after the crowd has left")
                    .atMost(Duration.ofSeconds(60))
                    .until(() -> isServed(recorder));
            Figures.measured(18, "recovery", "served again after %.1f s", (System.nanoTime() - left) / 1e9);
        } finally {
            close(crowd);
        }
    }

    @Test
    void manyStreamsAtOnceArriveAndAreRecordedWhole() throws Exception {
        List<StreamClient> clients = new ArrayList<>();
        try (NumberedStreams upstream = new NumberedStreams(20, 20_000_000, 0);
                ChildRecorder recorder = start(upstream, "-Xmx64m", "-XX:MaxDirectMemorySize=32m")) {
            for (int i = 0; i < STREAMS; i++) {
                clients.add(StreamClient.of(recorder.port(), "/v1/messages"));
            }
            for (StreamClient client : clients) {
                client.end().get(120, TimeUnit.SECONDS);
                assertThat(client.frames()).hasSize(20);
                assertThat(client.isComplete()).isTrue();
            }
            long peak = recorder.peakMegabytes();
            assertThat(recorder.terminate()).isEqualTo(143);
            List<Path> recordings = recorder.recordings();
            assertThat(recordings).hasSize(STREAMS);
            for (Path file : recordings) {
                Recording recording = Recording.scan(file);
                assertThat(recording.exchanges().get(0).frames()).as("%s", file).isEqualTo(20);
                assertThat(recording.exchanges().get(0).end().map(Entry.End::word))
                        .as("%s", file)
                        .contains("complete");
            }
            Figures.measured(8, "streams", "%,d streams at once whole, in %d MB", STREAMS, peak);
        } finally {
            for (StreamClient client : clients) {
                client.close();
            }
        }
    }

    private ChildRecorder start(NumberedStreams upstream, String... java) throws IOException {
        return ChildRecorder.start(
                ChildRecorder.Setup.of(folder.resolve("out"), upstream.port()).java(java));
    }

    /** A client that has asked and does not read. */
    private static Socket ask(int port, int receiveBuffer) throws IOException {
        Socket socket = new Socket();
        socket.setReceiveBufferSize(receiveBuffer);
        socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 10_000);
        socket.getOutputStream().write("GET /v1/stalled HTTP/1.1\r\nHost: localhost\r\n\r\n".getBytes(ISO_8859_1));
        return socket;
    }

    private static boolean isServed(ChildRecorder recorder) throws Exception {
        try (StreamClient client = StreamClient.of(recorder.port(), "/v1/after")) {
            client.end().get(5, TimeUnit.SECONDS);
            return client.isComplete();
        } catch (IOException | TimeoutException notYet) {
            return false;
        }
    }

    private static long descriptors(ChildRecorder recorder) {
        String[] open =
                Path.of("/proc/" + recorder.java().pid() + "/fd").toFile().list();
        // Where there is no /proc, the crowd is all there is to go by.
        return open == null ? Integer.MAX_VALUE : open.length;
    }

    private static void close(List<Socket> sockets) throws IOException {
        for (Socket socket : sockets) {
            socket.close();
        }
        sockets.clear();
    }
}
