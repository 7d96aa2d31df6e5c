package dev.wiretape.proxy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.wiretape.recording.Outcome;
import dev.wiretape.testing.Ending;
import dev.wiretape.testing.Head;
import dev.wiretape.testing.RawClient;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** CONNECT where there will be no tunnel. */
@Timeout(60)
class RefusedTunnelsTest {
    private static final String NOWHERE = "http://127.0.0.1:9";

    @TempDir
    Path out;

    private ServerSocket listener;

    @BeforeEach
    void listen() throws IOException {
        listener = new ServerSocket(0, 1024, InetAddress.getLoopbackAddress());
    }

    @AfterEach
    void close() throws IOException {
        listener.close();
    }

    @Test
    void nothingListensThere() throws Exception {
        try (Socket bound = new Socket();
                RunningRecorder recorder = recorder();
                RawClient client = recorder.connect()) {
            // Nobody else gets the port, and nobody listens.
            bound.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
            int port = bound.getLocalPort();
            client.send("CONNECT 127.0.0.1:" + port + " HTTP/1.1\r\nHost: a\r\n\r\n");
            Head head = client.readHead();
            assertThat(head.status()).isEqualTo(502);
            assertThat(client.readBody(head).text()).contains("127.0.0.1:" + port, "refused");
            assertThat(client.awaitEnd()).isEqualTo(Ending.FIN);
            RunningRecorder.Recorded recorded = recorder.awaitRecorded(1);
            assertThat(recorded.outcome()).isEqualTo(Outcome.UPSTREAM_UNREACHABLE);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "localhost",
                "localhost:",
                "localhost:0",
                "localhost:65536",
                "localhost:http",
                ":443",
                "[::1]",
                "user@localhost:443",
                "http://localhost:443",
                "local host:443",
            })
    void whatNamesNoHostAndPortIsRefused(String authority) throws Exception {
        try (RunningRecorder recorder = recorder();
                RawClient client = recorder.connect()) {
            client.send("CONNECT " + authority + " HTTP/1.1\r\nHost: a\r\n\r\n");
            assertThat(client.readHead().status()).isEqualTo(400);
            assertThat(recorder.recordings()).isZero();
        }
    }

    @ParameterizedTest
    @CsvSource({
        "127.0.0.1:PORT,loopback",
        "LocalHost.:PORT,loopback",
        "[::1]:PORT,loopback",
        "[::ffff:7f00:1]:PORT,loopback",
        "169.254.169.254:80,metadata",
        "[fe80::1]:443,link-local",
        "0.0.0.0:PORT,no address of a host",
        "192.168.1.1:443,private",
    })
    void whatOnlyTheUserMayNameIsRefused(String authority, String words) throws Exception {
        try (RunningRecorder recorder = RunningRecorder.inFrontOf(NOWHERE, out);
                RawClient client = recorder.connect()) {
            client.send("CONNECT " + authority.replace("PORT", "" + listener.getLocalPort()) + " HTTP/1.1\r\n"
                    + "Host: a\r\n\r\n");
            Head head = client.readHead();
            assertThat(head.status()).isEqualTo(403);
            assertThat(client.readBody(head).text()).contains(words);
        }
    }

    @Test
    void theRecorderIsNoTunnelToItself() throws Exception {
        try (RunningRecorder recorder = recorder();
                RawClient client = recorder.connect()) {
            client.send("CONNECT localhost:" + recorder.port() + " HTTP/1.1\r\nHost: a\r\n\r\n");
            Head head = client.readHead();
            assertThat(head.status()).isEqualTo(403);
            assertThat(client.readBody(head).text()).contains("the recorder itself");
        }
    }

    private RunningRecorder recorder() throws IOException {
        return RunningRecorder.with(NOWHERE, out, options -> options.connecting(UpstreamOptions.DEFAULT.withPrivate()));
    }
}
