package dev.wiretape.proxy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.wiretape.recording.Outcome;
import io.netty.channel.ConnectTimeoutException;
import java.io.IOException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.UnknownHostException;
import java.security.cert.CertificateExpiredException;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;
import javax.net.ssl.SSLHandshakeException;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What is said of connections that do not come about, those included that take a network of their own to try. */
class UpstreamFailureTest {
    @ParameterizedTest
    @MethodSource("causes")
    void whyThereIsNoConnectionIsSaidInWords(Throwable cause, String words) {
        UpstreamFailure failure = UpstreamFailure.connecting(cause);

        assertThat(failure.words()).isEqualTo(words);
        assertThat(failure.outcome()).isEqualTo(Outcome.UPSTREAM_UNREACHABLE);
        assertThat(failure.status()).isEqualTo(502);
    }

    static Stream<Arguments> causes() {
        return Stream.of(
                Arguments.of(new ConnectTimeoutException("connection timed out after 30000 ms"), "it does not answer"),
                Arguments.of(new IOException(new TimeoutException("too long")), "it does not answer"),
                Arguments.of(
                        new NoRouteToHostException("No route to host: a/10.0.0.1:443"),
                        "there is no way to it (No route to host: a/10.0.0.1:443)"),
                Arguments.of(
                        new ConnectException("Network is unreachable"),
                        "there is no way to it (Network is unreachable)"),
                Arguments.of(
                        new ConnectException("Connection refused: a/10.0.0.1:443"),
                        "the connection was refused; nothing listens there"),
                Arguments.of(new UnknownHostException("a"), "its name cannot be resolved"),
                Arguments.of(
                        caused("Failed to create SSL connection", new SSLHandshakeException("no protocol in common")),
                        "the TLS handshake failed (no protocol in common)"),
                Arguments.of(
                        caused("Failed to create SSL connection", new CertificateExpiredException("in May")),
                        "its certificate has expired"));
    }

    private static SSLHandshakeException caused(String words, Throwable cause) {
        SSLHandshakeException outer = new SSLHandshakeException(words);
        outer.initCause(cause);
        return outer;
    }
}
