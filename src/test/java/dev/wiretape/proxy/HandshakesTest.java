package dev.wiretape.proxy;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.wiretape.proxy.authority.Authority;
import dev.wiretape.testing.RawClient;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import javax.net.ssl.SNIServerName;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLEngineResult;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.StandardConstants;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What clients may do in an intercepted tunnel instead of a handshake, and nobody else may. */
@Timeout(120)
class HandshakesTest {
    private static final String HOST = "localhost:443";
    /** RFC 5280 §4.2.1.6. */
    private static final int DNS_NAME = 2;

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
    void aHandshakeThatNamesNoHostIsForTheTunnelsHost() throws Exception {
        SSLContext context = InterceptedClient.trusting(folder);
        try (RunningRecorder recorder = recorder(patient);
                Socket tunnel = InterceptedClient.tunnel(recorder.port(), HOST)) {
            SSLSocket tls = (SSLSocket) context.getSocketFactory().createSocket(tunnel, "", 0, true);
            tls.startHandshake();
            assertThat(((X509Certificate) tls.getSession().getPeerCertificates()[0]).getSubjectAlternativeNames())
                    .containsExactly(List.of(DNS_NAME, "localhost"));
        }
    }

    /** Names that are too long, an address, of no characters, of bytes that are none; the next one is served. */
    @ParameterizedTest
    @MethodSource("oddNames")
    void aHandshakeForAnOddNameIsRefused(String described, byte[] name) throws Exception {
        SSLContext context = InterceptedClient.trusting(folder);
        try (RunningRecorder recorder = recorder(patient)) {
            try (Socket tunnel = InterceptedClient.tunnel(recorder.port(), HOST)) {
                SSLSocket tls = (SSLSocket) context.getSocketFactory().createSocket(tunnel, "", 0, true);
                SSLParameters parameters = tls.getSSLParameters();
                parameters.setServerNames(List.of(new OddName(name)));
                tls.setSSLParameters(parameters);
                assertThatThrownBy(tls::startHandshake).as(described).isInstanceOf(IOException.class);
            }
            try (RawClient next = InterceptedClient.client(recorder, folder, HOST)) {
                next.send("GET / HTTP/1.1\r\nHost: localhost\r\n\r\n");
                assertThat(next.readHead().status()).isEqualTo(502);
            }
        }
    }

    static Stream<Arguments> oddNames() {
        return Stream.of(
                Arguments.of("300 letters", "a".repeat(300).getBytes(US_ASCII)),
                Arguments.of("30,000 labels", "a.".repeat(30_000).getBytes(US_ASCII)),
                Arguments.of("an address", "127.0.0.1".getBytes(US_ASCII)),
                Arguments.of("a name with NUL", "localhost\0.evil.test".getBytes(US_ASCII)),
                Arguments.of("no UTF-8", new byte[] {(byte) 0xff, (byte) 0xfe}));
    }

    /** Not looked at before it is sent, other than the platform's own. */
    private static final class OddName extends SNIServerName {
        OddName(byte[] name) {
            super(StandardConstants.SNI_HOST_NAME, name);
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
