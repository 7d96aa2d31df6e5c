package dev.wiretape.promises;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import dev.wiretape.testing.Figures;
import dev.wiretape.testing.Scale;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * A stream in which nothing comes for long, twenty minutes at full scale. {@code UnhurriedTest} shows in every build that there
 * is no clock that could run out.
 */
@Timeout(7200)
class SilenceTest {
    private static final int SECONDS = Scale.of("silence", 1, 1_200);

    @TempDir
    Path folder;

    @Test
    void aStreamThatIsSilentForLongGoesOn() throws Exception {
        try (ServerSocket upstream = new ServerSocket(0, 8, InetAddress.getLoopbackAddress());
                ChildRecorder recorder =
                        ChildRecorder.start(ChildRecorder.Setup.of(folder.resolve("out"), upstream.getLocalPort()));
                StreamClient client = StreamClient.of(recorder.port(), "/v1/messages");
                Socket socket = upstream.accept()) {
            readHead(socket.getInputStream());
            send(socket, "HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\nTransfer-Encoding: chunked\r\n\r\n");
            send(socket, "9\r\ndata: 1\n\n\r\n");
            long begin = System.nanoTime();
            Awaitility.await("the end of the silence")
                    .atMost(Duration.ofSeconds(2L * SECONDS + 60))
                    .pollInterval(Duration.ofMillis(100))
                    .until(() -> {
                        assertThat(client.end()).as("the client's connection").isNotDone();
                        return System.nanoTime() - begin > TimeUnit.SECONDS.toNanos(SECONDS);
                    });
            send(socket, "9\r\ndata: 2\n\n\r\n0\r\n\r\n");

            client.end().get(60, TimeUnit.SECONDS);
            assertThat(client.body()).isEqualTo("data: 1\n\ndata: 2\n\n");
            assertThat(client.isComplete()).isTrue();
        }
        Figures.measured(7, "silence", "%d silent minutes: not cut", SECONDS / 60);
    }

    private static void send(Socket socket, String bytes) throws Exception {
        socket.getOutputStream().write(bytes.getBytes(ISO_8859_1));
    }

    private static void readHead(InputStream in) throws Exception {
        int last4 = 0;
        while (last4 != 0x0D0A0D0A) {
            last4 = (last4 << 8) | in.read();
        }
    }
}
