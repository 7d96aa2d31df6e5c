package dev.wiretape.proxy;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.wiretape.proxy.UpstreamOptions.ClientCertificate;
import dev.wiretape.proxy.address.ProxyEnvironment;
import dev.wiretape.recording.Outcome;
import dev.wiretape.testing.Head;
import dev.wiretape.testing.RawClient;
import dev.wiretape.testing.Script;
import dev.wiretape.testing.ScriptedUpstream;
import dev.wiretape.testing.TestCertificates;
import dev.wiretape.testing.TestCertificates.Kind;
import io.vertx.core.Vertx;
import io.vertx.core.http.ClientAuth;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.net.PemTrustOptions;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import javax.net.ssl.SSLSocket;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The recorder's own way out: proxies of its environment, certificates of its own, and hosts that are not verified. */
@Timeout(120)
class ChainingTest {
    /** Resolved by the proxy, or by nobody. */
    private static final String FAR = "far.test";

    @TempDir
    Path out;

    @Test
    void plainRequestsGoThroughTheProxyWithItsCredentials() throws Exception {
        try (ScriptedUpstream proxy = ScriptedUpstream.answering(
                        request -> Script.answer("200 OK", "", request.head().target()));
                RunningRecorder recorder = through(proxy.port(), "http://" + FAR + ":81/prefix");
                RawClient client = recorder.connect()) {
            client.get("/x");
            assertThat(client.readBody(client.readHead()).text()).isEqualTo("http://far.test:81/prefix/x");
            client.get("http://farther.test/y");
            assertThat(client.readBody(client.readHead()).text()).isEqualTo("http://farther.test/y");
            for (int i = 0; i < 2; i++) {
                Head head = proxy.requests().get(i).head();
                assertThat(head.field("Proxy-Authorization")).hasValue("Basic dXNlcjpwYXNz");
            }
            assertThat(proxy.requests().get(0).head().field("Host")).hasValue("far.test:81");
            assertThat(recorder.awaitRecorded(2).outcome()).isEqualTo(Outcome.COMPLETE);
            assertThat(recorder.read(1).orElseThrow().entries().toString()).doesNotContain("dXNlcjpwYXNz");
        }
    }

    @Test
    void tunnelsGoThroughTheProxy() throws Exception {
        try (ServerSocket listener = new ServerSocket(0, 10, InetAddress.getLoopbackAddress());
                RunningRecorder recorder = through(listener.getLocalPort(), "http://127.0.0.1:9");
                RawClient client = recorder.connect()) {
            client.send("CONNECT " + FAR + ":443 HTTP/1.1\r\nHost: a\r\n\r\n");
            try (Socket accepted = listener.accept();
                    RawClient proxy = RawClient.over(accepted)) {
                Head head = proxy.readHead();
                assertThat(head.startLine()).isEqualTo("CONNECT far.test:443 HTTP/1.1");
                assertThat(head.field("Proxy-Authorization")).hasValue("Basic dXNlcjpwYXNz");
                proxy.send("HTTP/1.1 200 OK\r\n\r\n");
                assertThat(client.readHead().status()).isEqualTo(200);
                client.send("there");
                assertThat(proxy.read(5)).asString(US_ASCII).isEqualTo("there");
                proxy.send("back");
                assertThat(client.read(4)).asString(US_ASCII).isEqualTo("back");
            }
        }
    }

    @Test
    void theProxyIsNoWayToMetadata() throws Exception {
        try (ScriptedUpstream proxy = ScriptedUpstream.playing(Script.answer("200 OK", "", "oh no"));
                RunningRecorder recorder = through(proxy.port(), "http://127.0.0.1:9")) {
            for (String url : List.of("http://169.254.169.254/", "http://metadata.google.internal/")) {
                try (RawClient client = recorder.connect()) {
                    client.get(url);
                    assertThat(client.readHead().status()).isEqualTo(403);
                }
            }
            assertThat(proxy.requests()).isEmpty();
        }
    }

    @Test
    void aHostThatIsNotToBeVerifiedIsNot(@TempDir Path folder) throws Exception {
        TestCertificates certificates = TestCertificates.in(folder);
        try (ScriptedUpstream upstream = ScriptedUpstream.answeringTls(
                        certificates.server(Kind.SELF_SIGNED), request -> Script.answer("200 OK", "", "hi"));
                RunningRecorder recorder = RunningRecorder.with(
                        upstream.url(),
                        out,
                        o -> o.connecting(UpstreamOptions.DEFAULT.notVerifying(Set.of("localhost"))));
                RawClient client = recorder.connect()) {
            client.get("/");
            assertThat(client.readBody(client.readHead()).text()).isEqualTo("hi");
        }
        try (ScriptedUpstream upstream = ScriptedUpstream.answeringTls(
                        certificates.server(Kind.SELF_SIGNED), request -> Script.answer("200 OK", "", "oh no"));
                RunningRecorder recorder = RunningRecorder.with(
                        upstream.url(), out, o -> o.connecting(UpstreamOptions.DEFAULT.notVerifying(Set.of("other"))));
                RawClient client = recorder.connect()) {
            client.get("/");
            assertThat(client.readHead().status()).isEqualTo(502);
        }
    }

    @Test
    void anUpstreamThatAsksForACertificateGetsIt(@TempDir Path folder) throws Exception {
        TestCertificates certificates = TestCertificates.in(folder);
        Path authority = certificates.authorityPem();
        List<Path> pem = certificates.pem(Kind.WRONG_NAME);
        Vertx vertx = Vertx.vertx();
        HttpServer server = Http2Rig.done(vertx.createHttpServer(new HttpServerOptions()
                        .setSsl(true)
                        .setKeyCertOptions(certificates.pfx(Kind.GOOD))
                        .setClientAuth(ClientAuth.REQUIRED)
                        .setTrustOptions(new PemTrustOptions().addCertPath(authority.toString())))
                .requestHandler(request -> request.response().end("hello"))
                .listen(0, "127.0.0.1"));
        UpstreamOptions trusting = UpstreamOptions.DEFAULT.trusting(authority);
        String url = "https://localhost:" + server.actualPort();
        try (RunningRecorder with = RunningRecorder.with(
                        url, out, o -> o.connecting(trusting.showing(new ClientCertificate(pem.get(0), pem.get(1)))));
                RunningRecorder without = RunningRecorder.with(url, out, o -> o.connecting(trusting))) {
            try (RawClient client = with.connect()) {
                client.get("/");
                assertThat(client.readBody(client.readHead()).text()).isEqualTo("hello");
            }
            try (RawClient client = without.connect()) {
                client.get("/");
                assertThat(client.readHead().status()).isEqualTo(502);
            }
        } finally {
            Http2Rig.done(vertx.close());
        }
    }

    @ParameterizedTest
    @CsvSource({"true,another name", "false,not issued by an authority"})
    void aTargetBehindAProxyIsVerifiedLikeAnyOther(boolean trusted, String words, @TempDir Path folder)
            throws Exception {
        TestCertificates certificates = TestCertificates.in(folder);
        UpstreamOptions trusting = UpstreamOptions.DEFAULT.trusting(certificates.authorityPem());
        try (ServerSocket listener = new ServerSocket(0, 10, InetAddress.getLoopbackAddress());
                RunningRecorder recorder = RunningRecorder.with(
                        "https://" + FAR,
                        out,
                        o -> o.connecting((trusted ? trusting : UpstreamOptions.DEFAULT)
                                .through(environment(listener.getLocalPort()))));
                RawClient client = recorder.connect()) {
            client.get("/");
            try (Socket accepted = listener.accept();
                    RawClient proxy = RawClient.over(accepted)) {
                assertThat(proxy.readHead().startLine()).isEqualTo("CONNECT far.test:443 HTTP/1.1");
                proxy.send("HTTP/1.1 200 OK\r\n\r\n");
                SSLSocket tls = (SSLSocket) certificates
                        .server(Kind.GOOD)
                        .getSocketFactory()
                        .createSocket(accepted, FAR, accepted.getPort(), false);
                tls.setUseClientMode(false);
                assertThatThrownBy(tls::startHandshake).isInstanceOf(IOException.class);
                Head head = client.readHead();
                assertThat(head.status()).isEqualTo(502);
                assertThat(client.readBody(head).text()).contains(words);
            }
        }
    }

    private RunningRecorder through(int proxy, String target) throws Exception {
        return RunningRecorder.with(
                target, out, o -> o.connecting(UpstreamOptions.DEFAULT.through(environment(proxy))));
    }

    private static ProxyEnvironment environment(int proxy) {
        String url = "http://user:pass@127.0.0.1:" + proxy;
        return new ProxyEnvironment(Map.of("HTTP_PROXY", url, "https_proxy", url));
    }
}
