package dev.wiretape.proxy;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import dev.wiretape.testing.Ending;
import dev.wiretape.testing.Figures;
import dev.wiretape.testing.Head;
import dev.wiretape.testing.RawClient;
import dev.wiretape.testing.Script;
import dev.wiretape.testing.ScriptedUpstream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Requests that two servers could take for different ones, and those that only look like it; {@code |} stands for CR LF,
 * {@code ~} for LF alone.
 */
@Timeout(60)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class SmugglingTest {
    private static final Script ANSWER = Script.answer("200 OK", "", "hi");

    private ScriptedUpstream upstream;
    private RunningRecorder recorder;
    private int refused;

    @BeforeAll
    void start(@TempDir Path out) throws IOException {
        upstream = ScriptedUpstream.answering(request -> ANSWER);
        recorder = RunningRecorder.inFrontOf(upstream.url(), out);
    }

    @AfterAll
    void stop() throws IOException {
        recorder.close();
        upstream.close();
        Figures.measured(17, "requests", "%d ambiguous requests: 0 forwarded", refused);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                // Folded lines, also where they frame the message, first, last and between
                "GET / HTTP/1.1|Host: localhost|X: 1| 2||",
                "GET / HTTP/1.1|Host: localhost|X: 1|\t2||",
                "GET / HTTP/1.1|Host: localhost|X: 1|  ||",
                "GET / HTTP/1.1|Host:| localhost||",
                "GET / HTTP/1.1| X: 1|Host: localhost||",
                "POST / HTTP/1.1|Host: localhost|Transfer-Encoding:| chunked||0||",
                "POST / HTTP/1.1|Host: localhost|Transfer-Encoding: chunked|\t, identity||0||",
                "POST / HTTP/1.1|Host: localhost|Content-Length: 1| 0||x",
                // Lengths
                "POST / HTTP/1.1|Host: localhost|Content-Length: -1||x",
                "POST / HTTP/1.1|Host: localhost|Content-Length: 1 1||x",
                "POST / HTTP/1.1|Host: localhost|Content-Length: 1.0||x",
                "POST / HTTP/1.1|Host: localhost|Content-Length: \"1\"||x",
                "POST / HTTP/1.1|Host: localhost|Content-Length: 1;||x",
                "POST / HTTP/1.1|Host: localhost|Content-Length : 1||x",
                "POST / HTTP/1.1|Host: localhost|Content-Length\t: 1||x",
                "POST / HTTP/1.1|Host: localhost|content-length: 1|CONTENT-LENGTH: 1||x",
                "POST / HTTP/1.1|Host: localhost|Content-Length: 1|content-length: 10||x",
                // Codings
                "POST / HTTP/1.1|Host: localhost|Transfer-Encoding\t: chunked||0||",
                "POST / HTTP/1.1|Host: localhost|Transfer-Encoding: chunked|Transfer-Encoding: chunked||0||",
                "POST / HTTP/1.1|Host: localhost|Transfer-Encoding: chunked, xchunked||0||",
                "POST / HTTP/1.1|Host: localhost|Transfer-Encoding: chunked, identity||0||",
                "POST / HTTP/1.1|Host: localhost|Transfer-Encoding: identity||x",
                "POST / HTTP/1.1|Host: localhost|Transfer-Encoding: \"chunked\"||0||",
                "POST / HTTP/1.1|Host: localhost|Transfer-Encoding: chunked;q=1||0||",
                "POST / HTTP/1.1|Host: localhost|Transfer-Encoding: ,chunked||0||",
                "POST / HTTP/1.1|Host: localhost|Transfer-Encoding:||0||",
                "POST / HTTP/1.1|Host: localhost|Transfer-Encoding: chun ked||0||",
                "POST / HTTP/1.1|Host: localhost|transfer-encoding: chunked|Content-Length: 0||0||",
                "POST / HTTP/1.0|Host: localhost|Transfer-Encoding: chunked|Content-Length: 3||0||",
                // Hosts
                "GET / HTTP/1.1|Host: localhost|host: a||",
                "GET / HTTP/1.1|Host: localhost|Host: b||",
                "GET / HTTP/1.1|Host: a/b||",
                "GET / HTTP/1.1|Host: a:b||",
                "GET / HTTP/1.1|Host: a?b||",
                "GET / HTTP/1.1|Host: [::1||",
                "GET / HTTP/1.1|Host : a||",
                // Lines
                "GET / HTTP/1.1|Host: localhost|X\u0000Y: 1||",
                "GET / HTTP/1.1|Host: localhost|X: 1\u00002||",
                "GET / HTTP/1.1|Host: localhost|X: 1\r2||",
                "GET / HTTP/1.1|Host: localhost|X(Y): 1||",
                "GET / HTTP/1.1|Host: localhost|X\u00e4: 1||",
                "GET / HTTP/1.1|Host: localhost|:||",
                "GET / HTTP/1.1|Host: localhost~X: 1||",
                "GET / HTTP/1.1~Host: localhost||",
                // Request lines
                "GET / /  HTTP/1.1|Host: localhost||",
                "GET  / HTTP/1.1|Host: localhost||",
                "GET /  HTTP/1.1|Host: localhost||",
                "GET\t/\tHTTP/1.1|Host: localhost||",
                "GET /\u000bHTTP/1.1|Host: localhost||",
                "GET / HTTP/1.1 |Host: localhost||",
                " GET / HTTP/1.1|Host: localhost||",
                "| GET / HTTP/1.1|Host: localhost||",
                "get / HTTP/1.1|Host: localhost||",
                "Post / HTTP/1.1|Host: localhost|Content-Length: 1||x",
                "head / HTTP/1.1|Host: localhost||",
                "GET /a b HTTP/1.1|Host: localhost||",
                "GET /\u0001 HTTP/1.1|Host: localhost||",
                "GET / HTTP/1.1 x|Host: localhost||",
                "GET / HTTP/2.0|Host: localhost||",
                "GET / http/1.1|Host: localhost||",
                "GET / HTTP/11|Host: localhost||",
                "GET / JUNK/1.1|Host: localhost||",
                "GET /||",
                "GET|Host: localhost||",
                "G(T / HTTP/1.1|Host: localhost||",
                "PRI * HTTP/2.0||SM||",
                "\u0016\u0003\u0001\u0002\u0000\u0001\u0000\u0001\u00fc\u0003\u0003||||",
                "SSH-2.0-OpenSSH_9.2||"
            })
    void whatIsAmbiguousIsRefusedAndNothingOfItForwarded(String request) throws Exception {
        int before = upstream.requests().size();
        try (RawClient client = recorder.connect()) {
            client.send(bytes(request));
            client.shutdownOutput();
            Head head = client.readHead();

            assertThat(head.status()).isIn(400, 414, 431, 501, 505);
            String body = client.readBody(head).text();
            assertThat(body.isEmpty() || body.contains("\"type\":\"invalid_request_error\""))
                    .as("%s", body)
                    .isTrue();
            assertThat(client.awaitEnd()).isIn(Ending.FIN, Ending.RESET);
            assertThat(upstream.requests()).as("what reached the upstream").hasSize(before);
            refused++;
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "GET / HTTP/1.1|Host: localhost|Content-Xype: 5||",
                "GET / HTTP/1.1|Host: localhost|Hosts: 5||",
                "GET / HTTP/1.1|Host: localhost|X: a\u00e4\u00ff||",
                "GET //v1/messages HTTP/1.1|Host: localhost||",
                "GET /%2e%2e/%00?x=%0d%0a HTTP/1.1|Host: localhost||",
                "GET /../a/./b HTTP/1.1|Host: localhost||",
                "GET /\" HTTP/1.1|Host: localhost||",
                "||GET /lines-before HTTP/1.1|Host: localhost||",
                "PROPFIND /unknown HTTP/1.1|Host: localhost||",
                "DELETE /x HTTP/1.1|Host: LOCALHOST|content-length: 0||",
                "POST / HTTP/1.1|Host: localhost|Transfer-Encoding: CHUNKED||5;a=\"b\"|hello|0||",
                "POST / HTTP/1.1|Host: localhost|Transfer-Encoding: chunked||000000005|hello|000||",
                "POST / HTTP/1.1|Host: localhost|Content-Length: 0005||hello"
            })
    void whatOnlyLooksLikeItPassesAsItIs(String request) throws Exception {
        int before = upstream.requests().size();
        try (RawClient client = recorder.connect()) {
            client.send(bytes(request));
            Head head = client.readHead();

            assertThat(head.status()).isEqualTo(200);
            assertThat(client.readBody(head).text()).isEqualTo("hi");
        }
        upstream.awaitFinished(before);
        var arrived = upstream.requests().get(before);
        assertThat(arrived.head().target()).isEqualTo(request.split(" ", 3)[1]);
        assertThat(arrived.text()).isEqualTo(request.contains("hello") ? "hello" : "");
        if (request.contains("X")) {
            String line =
                    request.substring(request.indexOf("Host: localhost|") + 16).split("\\|", 2)[0];
            assertThat(arrived.head().raw()).contains(line);
        }
    }

    @Test
    void aFoldIsSeenWhereverTheHeadIsCut() throws Exception {
        String request = "GET / HTTP/1.1\r\nHost: localhost\r\nX: 1\r\n 2\r\n\r\n";
        for (int cut = 1; cut < request.length(); cut++) {
            int before = upstream.requests().size();
            try (RawClient client = recorder.connect()) {
                client.send(request.substring(0, cut)).send(request.substring(cut));
                assertThat(client.readHead().status()).as("cut at %d", cut).isEqualTo(400);
            }
            assertThat(upstream.requests()).as("cut at %d", cut).hasSize(before);
        }
    }

    @Test
    void bodiesAndFurtherRequestsMayHoldWhatLooksFolded() throws Exception {
        try (RawClient client = recorder.connect()) {
            for (int i = 0; i < 3; i++) {
                client.post("/", "{\n \"a\":\r\n\t1}");
                Head head = client.readHead();
                assertThat(head.status()).isEqualTo(200);
                assertThat(client.readBody(head).text()).isEqualTo("hi");
            }
        }
    }

    @Test
    void limitsAreNamedAndNoneIsForBodies() throws Exception {
        try (RawClient client = recorder.connect()) {
            client.send("GET /" + "x".repeat(300 * 1024) + " HTTP/1.1\r\nHost: localhost\r\n\r\n");
            assertThat(client.readHead().status()).isEqualTo(414);
        }
        try (RawClient client = recorder.connect()) {
            client.send("GET / HTTP/1.1\r\nHost: localhost\r\n" + "X: 1\r\n".repeat(1001) + "\r\n");
            assertThat(client.readHead().status()).isEqualTo(431);
        }
        byte[] body = new byte[48 * 1024 * 1024];
        int before = upstream.requests().size();
        try (RawClient client = recorder.connect()) {
            CompletableFuture<Void> sending = CompletableFuture.runAsync(() -> {
                try {
                    client.send("POST / HTTP/1.1\r\nHost: localhost\r\nContent-Length: " + body.length + "\r\n\r\n")
                            .send(body);
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            });
            sending.get(60, TimeUnit.SECONDS);
            assertThat(client.readHead().status()).isEqualTo(200);
        }
        upstream.awaitFinished(before);
        assertThat(upstream.requests().get(before).body()).hasSize(body.length);
    }

    private static byte[] bytes(String request) {
        return request.replace("|", "\r\n").replace('~', '\n').getBytes(ISO_8859_1);
    }
}
