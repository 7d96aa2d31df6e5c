package dev.wiretape.proxy;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import dev.wiretape.proxy.address.HostPort;
import dev.wiretape.proxy.authority.Authority;
import dev.wiretape.testing.RawClient;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Set;
import javax.net.ssl.SNIHostName;
import javax.net.ssl.SNIServerName;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManagerFactory;

/** Tunnels to hosts that are looked into, from the client's side: opened with CONNECT, then TLS that trusts the authority. */
final class InterceptedClient {
    /** More than any client of a test needs on a busy machine. */
    static final Duration PATIENCE = Duration.ofMinutes(1);

    private InterceptedClient() {}

    /** Looks into tunnels to {@code hosts}, with an authority in {@code folder}. */
    static Interception looking(Path folder, Duration patience, String... hosts) {
        Set<String> all = Set.of(hosts);
        return new Interception(
                all,
                Set.of(new HostPort("api.anthropic.com", 443)),
                () -> Authority.in(folder, all, InstantSource.system(), notice -> {}),
                false,
                patience);
    }

    /** A tunnel, not yet used. */
    static Socket tunnel(int recorder, String to) throws IOException {
        Socket socket = new Socket(InetAddress.getLoopbackAddress(), recorder);
        socket.setTcpNoDelay(true);
        socket.setSoTimeout(30_000);
        socket.getOutputStream()
                .write(("CONNECT " + to + " HTTP/1.1\r\nHost: " + to + "\r\nUser-Agent: raw/1\r\n\r\n")
                        .getBytes(US_ASCII));
        StringBuilder head = new StringBuilder();
        while (!head.toString().endsWith("\r\n\r\n")) {
            int b = socket.getInputStream().read();
            assertThat(b)
                    .as("the end of the answer to CONNECT " + to + " after " + head)
                    .isNotNegative();
            head.append((char) b);
        }
        assertThat(head.toString()).startsWith("HTTP/1.1 200 ");
        return socket;
    }

    /** TLS that trusts the authority in {@code folder}. */
    static SSLContext trusting(Path folder) throws IOException, GeneralSecurityException {
        Authority authority = Authority.kept(folder, InstantSource.system()).orElseThrow();
        KeyStore trusted = KeyStore.getInstance("PKCS12");
        trusted.load(null, null);
        trusted.setCertificateEntry("wiretape", authority.root());
        TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        trust.init(trusted);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(null, trust.getTrustManagers(), null);
        return context;
    }

    /** TLS over {@code socket} for {@code host}, with that name as SNI where it is one, after the handshake. */
    static SSLSocket secured(SSLContext context, Socket socket, String host) throws IOException {
        SSLSocket tls = (SSLSocket) context.getSocketFactory().createSocket(socket, host, socket.getPort(), true);
        SSLParameters parameters = tls.getSSLParameters();
        parameters.setEndpointIdentificationAlgorithm("HTTPS");
        if (host.chars().anyMatch(Character::isLetter) && host.indexOf(':') < 0) {
            parameters.setServerNames(List.<SNIServerName>of(new SNIHostName(host)));
        }
        tls.setSSLParameters(parameters);
        tls.startHandshake();
        return tls;
    }

    /** A raw client through a tunnel. */
    static RawClient client(RunningRecorder recorder, Path authority, String to) throws Exception {
        Socket tunnel = tunnel(recorder.port(), to);
        String host = to.substring(0, to.lastIndexOf(':')).replaceAll("[\\[\\]]|\\.$", "");
        return RawClient.over(secured(trusting(authority), tunnel, host));
    }
}
