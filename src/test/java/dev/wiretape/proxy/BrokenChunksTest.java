package dev.wiretape.proxy;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import dev.wiretape.recording.Outcome;
import dev.wiretape.testing.Ending;
import dev.wiretape.testing.RawClient;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Requests in chunks that are not what they should be; {@code |} stands for CR LF, {@code ~} for LF alone. */
@Timeout(60)
class BrokenChunksTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "POST / HTTP/1.1|Host: localhost|Transfer-Encoding: chunked||0x5|hello|0||",
                "POST / HTTP/1.1|Host: localhost|Transfer-Encoding: chunked||-5|hello|0||",
                "POST / HTTP/1.1|Host: localhost|Transfer-Encoding: chunked||+5|hello|0||",
                "POST / HTTP/1.1|Host: localhost|Transfer-Encoding: chunked||_5|hello|0||",
                "POST / HTTP/1.1|Host: localhost|Transfer-Encoding: chunked||g|hello|0||",
                "POST / HTTP/1.1|Host: localhost|Transfer-Encoding: chunked|||hello|0||",
                "POST / HTTP/1.1|Host: localhost|Transfer-Encoding: chunked||ffffffffffffffff5|hello|0||",
                "POST / HTTP/1.1|Host: localhost|Transfer-Encoding: chunked||5|helloXX0||",
                "POST / HTTP/1.1|Host: localhost|Transfer-Encoding: chunked||5|hello0||",
                "POST / HTTP/1.1|Host: localhost|Transfer-Encoding: chunked||5~hello~0~~",
                "POST / HTTP/1.1|Host: localhost|Transfer-Encoding: chunked||5;x~y|hello|0||",
                "POST / HTTP/1.1|Host: localhost|Transfer-Encoding: chunked||5;a=\"b|c\"|hello|0||",
                "POST / HTTP/1.1|Host: localhost|Transfer-Encoding: chunked||5 |hello|0||",
            })
    void aBodyWhoseChunksAreBrokenIsNeverPassedOnAsWhole(String request, @TempDir Path out) throws Exception {
        try (ServerSocket listener = new ServerSocket(0, 8, InetAddress.getLoopbackAddress())) {
            CompletableFuture<String> forwarded = CompletableFuture.supplyAsync(() -> everythingSentTo(listener));
            try (RunningRecorder ours = RunningRecorder.inFrontOf("http://127.0.0.1:" + listener.getLocalPort(), out);
                    RawClient client = ours.connect()) {
                client.send(bytes(request));
                assertThat(client.awaitEnd()).isIn(Ending.FIN, Ending.RESET);
                if (ours.recordings() > 0) {
                    assertThat(ours.awaitRecorded(1).outcome()).isNotEqualTo(Outcome.COMPLETE);
                }
            }
            // Where nothing was forwarded, nobody else connects.
            new Socket(InetAddress.getLoopbackAddress(), listener.getLocalPort()).close();
            assertThat(forwarded.get(30, TimeUnit.SECONDS))
                    .as("what was forwarded")
                    .doesNotEndWith("0\r\n\r\n");
        }
    }

    @Test
    void trailersThatWouldChangeARequestsMeaningEndHere(@TempDir Path out) throws Exception {
        try (ServerSocket listener = new ServerSocket(0, 8, InetAddress.getLoopbackAddress());
                RunningRecorder ours = RunningRecorder.inFrontOf("http://127.0.0.1:" + listener.getLocalPort(), out);
                RawClient client = ours.connect()) {
            CompletableFuture<String> forwarded = CompletableFuture.supplyAsync(() -> oneChunkedRequest(listener));
            client.send(bytes("POST / HTTP/1.1|Host: localhost|Transfer-Encoding: chunked||5|hello|0|"
                    + "Content-Length: 50|Host: evil.test|X-Sum: 1|Authorization: y||"));
            assertThat(client.readHead().status()).isEqualTo(200);
            assertThat(forwarded.get(30, TimeUnit.SECONDS)).endsWith("hello\r\n0\r\nX-Sum: 1\r\n\r\n");
        }
    }

    /** What came, once the body's last chunk and an empty line were there; answered. */
    private static String oneChunkedRequest(ServerSocket listener) {
        try (Socket socket = listener.accept()) {
            StringBuilder text = new StringBuilder();
            while (text.indexOf("\r\n0\r\n") < 0 || text.lastIndexOf("\r\n\r\n") != text.length() - 4) {
                text.append((char) socket.getInputStream().read());
            }
            socket.getOutputStream().write(bytes("HTTP/1.1 200 OK|Content-Length: 0||"));
            return text.toString();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String everythingSentTo(ServerSocket listener) {
        try (Socket socket = listener.accept()) {
            return new String(socket.getInputStream().readAllBytes(), ISO_8859_1);
        } catch (IOException e) {
            return "";
        }
    }

    private static byte[] bytes(String request) {
        return request.replace("|", "\r\n").replace('~', '\n').getBytes(ISO_8859_1);
    }
}
