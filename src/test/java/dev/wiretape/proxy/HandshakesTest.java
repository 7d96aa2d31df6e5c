package dev.wiretape.proxy;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import dev.wiretape.proxy.authority.Authority;
import dev.wiretape.testing.RawClient;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLEngineResult;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What clients may do in an intercepted tunnel instead of a handshake, and nobody else may. */
@Timeout(120)
class HandshakesTest {
    private static final String HOST = "localhost:443";
    private static final Duration SHORT = Duration.ofMillis(300);

    @TempDir
    Path out;

    @TempDir
    Path folder;

    private Interception patient;
    private Authority authority;

    @BeforeEach
    void makeAuthority() throws IOException {
        patient = InterceptedClient.looking(folder, InterceptedClient.PATIENCE, "localhost");
        authority = patient.authority().open();
    }

    @Test
    void aClientThatSaysNothingIsLeft() throws Exception {
        try (RunningRecorder recorder = recorder(impatient());
                Socket tunnel = InterceptedClient.tunnel(recorder.port(), HOST)) {
            assertEnds(tunnel);
        }
    }

    @Test
    void aClientThatNeverFinishesItsHandshakeIsLeft() throws Exception {
        byte[] hello = clientHello();
        try (RunningRecorder recorder = recorder(impatient());
                Socket half = InterceptedClient.tunnel(recorder.port(), HOST);
                Socket silent = InterceptedClient.tunnel(recorder.port(), HOST)) {
            half.getOutputStream().write(Arrays.copyOf(hello, 20));
            silent.getOutputStream().write(hello);
            assertEnds(half);
            assertEnds(silent);
        }
    }

    @Test
    void garbageEndsTheTunnel() throws Exception {
        try (RunningRecorder recorder = recorder(patient);
                Socket tls = InterceptedClient.tunnel(recorder.port(), HOST);
                Socket plain = InterceptedClient.tunnel(recorder.port(), HOST)) {
            tls.getOutputStream().write(new byte[] {0x16, 3, 1, 0, 4, 9, 9, 9, 9});
            assertEnds(tls);
            plain.getOutputStream().write("\u0001\u0002garbage\r\n\r\n".getBytes(US_ASCII));
            RawClient client = RawClient.over(plain);
            assertThat(client.readHead().status()).isEqualTo(400);
            assertThat(recorder.recordings()).isZero();
        }
    }

    @Test
    void aHandshakeInSingleBytesSucceeds() throws Exception {
        SSLContext context = InterceptedClient.trusting(folder);
        try (RunningRecorder recorder = recorder(patient);
                Socket tunnel = InterceptedClient.tunnel(recorder.port(), HOST)) {
            SSLEngine engine = context.createSSLEngine("localhost", 443);
            engine.setUseClientMode(true);
            for (byte b : wrapped(engine)) {
                tunnel.getOutputStream().write(b);
                tunnel.getOutputStream().flush();
            }
            int type = tunnel.getInputStream().read();
            assertThat(type)
                    .as("the type of the first record: a handshake, not an alert")
                    .isEqualTo(0x16);
        }
    }

    @Test
    void theServersBehindTunnelsServeNobodyElse() throws Exception {
        Interception interception = patient;
        try (RunningRecorder recorder = recorder(interception);
                RawClient inside = InterceptedClient.client(recorder, folder, HOST)) {
            inside.send("GET / HTTP/1.1\r\nHost: elsewhere\r\n\r\n");
            assertThat(inside.readHead().status()).isEqualTo(421);
            for (int port : recorder.ownPorts()) {
                if (port != recorder.port()) {
                    try (RawClient stranger = RawClient.connect(port)) {
                        stranger.send("GET / HTTP/1.1\r\nHost: localhost\r\n\r\n")
                                .awaitEnd();
                    }
                }
            }
            assertThat(recorder.ownPorts()).hasSizeGreaterThanOrEqualTo(3);
            assertThat(recorder.recordings()).isZero();
        }
        assertThat(authority.hosts()).containsExactly("localhost");
    }

    private Interception impatient() {
        return new Interception(patient.hosts(), patient.toTarget(), patient.authority(), false, SHORT);
    }

    private RunningRecorder recorder(Interception interception) throws IOException {
        return RunningRecorder.with("http://127.0.0.1:9", out, options -> options.intercepting(interception));
    }

    private byte[] clientHello() throws Exception {
        SSLEngine engine = InterceptedClient.trusting(folder).createSSLEngine("localhost", 443);
        engine.setUseClientMode(true);
        return wrapped(engine);
    }

    private static byte[] wrapped(SSLEngine engine) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        ByteBuffer record = ByteBuffer.allocate(engine.getSession().getPacketBufferSize());
        while (engine.getHandshakeStatus() != SSLEngineResult.HandshakeStatus.NEED_UNWRAP) {
            engine.wrap(ByteBuffer.allocate(0), record.clear());
            bytes.write(record.array(), 0, record.position());
        }
        return bytes.toByteArray();
    }

    private static void assertEnds(Socket socket) {
        try {
            InputStream in = socket.getInputStream();
            assertThat(in.readAllBytes()).as("what comes before the end").hasSizeLessThan(8192);
        } catch (IOException reset) {
            assertThat(reset).hasMessageContaining("reset");
        }
    }
}
