package dev.wiretape.proxy;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.wiretape.recording.Entry;
import dev.wiretape.recording.Outcome;
import dev.wiretape.testing.Gate;
import dev.wiretape.testing.Head;
import dev.wiretape.testing.RawBody;
import dev.wiretape.testing.RawClient;
import dev.wiretape.testing.Script;
import dev.wiretape.testing.ScriptedUpstream;
import dev.wiretape.testing.TestCertificates;
import dev.wiretape.testing.TestCertificates.Kind;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Path;
import java.time.Duration;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLSocket;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Tunnels that are looked into: HTTP/1 over TLS on both sides. */
@Timeout(120)
class InterceptionTest {
    private static final Duration LIMIT = Duration.ofSeconds(30);

    @TempDir
    static Path shared;

    private static TestCertificates certificates;

    @TempDir
    Path out;

    @TempDir
    Path authority;

    @BeforeAll
    static void makeCertificates() throws Exception {
        certificates = TestCertificates.in(shared);
    }

    @ParameterizedTest
    @ValueSource(strings = {"localhost", "LOCALHOST.", "127.0.0.1"})
    void anExchangeInATunnelIsRecordedAndGoesToItsHost(String host) throws Exception {
        Script script = Script.stream("data: 1\n\n", "data: 2\n\n");
        try (ScriptedUpstream upstream = upstream(script);
                RunningRecorder recorder = recorder(upstream.url())) {
            String to = host + ":" + upstream.port();
            try (RawClient client = client(recorder, to)) {
                for (int i = 1; i <= 2; i++) {
                    client.send("POST /v1/messages?x HTTP/1.1\r\nHost: " + to + "\r\nX-Mine: A\r\n"
                            + "Content-Length: 2\r\n\r\n{}");
                    assertThat(client.readBody(client.readHead()).text()).isEqualTo("data: 1\n\ndata: 2\n\n");
                    RunningRecorder.Recorded recorded = recorder.awaitRecorded(i);
                    assertThat(recorded.the(Entry.Header.class).via()).isEqualTo("intercept");
                    assertThat(recorded.the(Entry.Request.class).url())
                            .endsWith(":" + upstream.port() + "/v1/messages?x");
                    assertThat(recorded.outcome()).isEqualTo(Outcome.COMPLETE);
                }
            }
            assertThat(upstream.requests().get(0).head().raw()).contains("Host: " + to + "\r\n", "X-Mine: A\r\n");
            assertThat(upstream.connectionCount())
                    .as("connections to the upstream")
                    .isEqualTo(1);
            assertThat(recorder.notices()).isEmpty();
        }
    }

    @Test
    void requestsForTheApiGoToTheTarget() throws Exception {
        try (ScriptedUpstream target = ScriptedUpstream.playing(Script.stream("data: hi\n\n"));
                RunningRecorder recorder = recorder(target.url() + "/prefix");
                RawClient client = client(recorder, "api.anthropic.com:443")) {
            client.send("GET /v1/models HTTP/1.1\r\nHost: api.anthropic.com\r\n\r\n");
            assertThat(client.readBody(client.readHead()).text()).isEqualTo("data: hi\n\n");
            Head asked = target.awaitRequest(0).request().head();
            assertThat(asked.target()).isEqualTo("/prefix/v1/models");
            assertThat(asked.field("Host")).hasValue("127.0.0.1:" + target.port());
            assertThat(recorder.awaitRecorded(1).the(Entry.Header.class).via()).isEqualTo("intercept");
        }
    }

    @Test
    void plainHttpInATunnelIsUnderstoodToo() throws Exception {
        try (ScriptedUpstream target = ScriptedUpstream.playing(Script.answer("200 OK", "", "hi"));
                RunningRecorder recorder = recorder(target.url())) {
            String to = "127.0.0.1:" + target.port();
            try (RawClient client = RawClient.over(InterceptedClient.tunnel(recorder.port(), to))) {
                client.send("GET /x HTTP/1.1\r\nHost: " + to + "\r\n\r\n");
                assertThat(client.readBody(client.readHead()).text()).isEqualTo("hi");
                assertThat(recorder.awaitRecorded(1).the(Entry.Request.class).url())
                        .isEqualTo(target.url() + "/x");
            }
        }
    }

    @Test
    void aCutStaysACutAndAClientsLeavingReachesTheUpstream() throws Exception {
        Gate gate = Gate.closed("read");
        Script cut = Script.afterRequest()
                .send(Script.EVENT_STREAM)
                .chunk("data: 1\n\n")
                .await(gate)
                .close();
        Script left = Script.afterRequest()
                .send(Script.EVENT_STREAM)
                .chunk("data: 1\n\n")
                .expectClientClose();
        try (ScriptedUpstream upstream = ScriptedUpstream.answeringTls(
                        certificates.server(Kind.GOOD),
                        request -> request.head().target().equals("/cut") ? cut : left);
                RunningRecorder recorder = recorder(upstream.url())) {
            String to = "localhost:" + upstream.port();
            try (RawClient client = client(recorder, to)) {
                client.send("GET /cut HTTP/1.1\r\nHost: localhost\r\n\r\n");
                Head head = client.readHead();
                gate.open();
                RawBody body = client.readBody(head);
                assertThat(body.text()).isEqualTo("data: 1\n\n");
                assertThat(body.complete()).isFalse();
                assertThat(recorder.awaitRecorded(1).outcome()).isEqualTo(Outcome.UPSTREAM_CLOSED);
            }
            try (RawClient client = client(recorder, to)) {
                client.send("GET /left HTTP/1.1\r\nHost: localhost\r\n\r\n");
                client.readHead();
                client.readChunk();
            }
            assertThat(recorder.awaitRecorded(2).outcome()).isEqualTo(Outcome.CLIENT_CANCELLED);
            upstream.awaitFinished(1);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "WRONG_NAME,another name",
        "EXPIRED,expired",
        "SELF_SIGNED,not issued by an authority",
    })
    void anUpstreamThatCannotBeTrustedIsRefusedInWords(Kind kind, String words) throws Exception {
        try (ScriptedUpstream upstream = ScriptedUpstream.answeringTls(
                        certificates.server(kind), request -> Script.answer("200 OK", "", "oh no"));
                RunningRecorder recorder = recorder("http://127.0.0.1:9");
                RawClient client = client(recorder, "localhost:" + upstream.port())) {
            client.send("GET / HTTP/1.1\r\nHost: localhost\r\n\r\n");
            Head head = client.readHead();
            assertThat(head.status()).isEqualTo(502);
            assertThat(client.readBody(head).text()).contains(words);
            assertThat(upstream.requests()).isEmpty();
        }
    }

    @Test
    void aClientThatDoesNotTrustUsIsNamedOnceWithTheCure() throws Exception {
        try (RunningRecorder recorder = recorder("http://127.0.0.1:9")) {
            for (int i = 0; i < 2; i++) {
                try (Socket tunnel = InterceptedClient.tunnel(recorder.port(), "localhost:443")) {
                    SSLContext elsewhere = certificates.client();
                    assertThatThrownBy(() -> InterceptedClient.secured(elsewhere, tunnel, "localhost"))
                            .isInstanceOf(SSLException.class);
                }
            }
            await().atMost(LIMIT).until(() -> !recorder.notices().isEmpty());
            assertThat(recorder.notices())
                    .singleElement()
                    .asString()
                    .contains("raw/1", "localhost", "NODE_EXTRA_CA_CERTS=$(wiretape ca path)");
            assertThat(recorder.recordings()).isZero();
        }
    }

    @Test
    void aClientThatOnlyConnectsInAdvanceIsNotCalledDistrusting() throws Exception {
        SSLContext trusting;
        try (RunningRecorder recorder = recorder("http://127.0.0.1:9")) {
            // Makes the authority.
            try (RawClient client = client(recorder, "localhost:443")) {
                client.send("GET / HTTP/1.1\r\nHost: elsewhere\r\n\r\n").readHead();
            }
            trusting = InterceptedClient.trusting(authority);
            InterceptedClient.tunnel(recorder.port(), "localhost:443").close();
            InterceptedClient.secured(trusting, InterceptedClient.tunnel(recorder.port(), "localhost:443"), "localhost")
                    .close();
            // Who does not wait for the end of the handshake to leave does not trust us, whatever became of it.
            try (Socket tunnel = InterceptedClient.tunnel(recorder.port(), "127.0.0.1:443")) {
                SSLSocket hasty = InterceptedClient.secured(trusting, tunnel, "127.0.0.1");
                assertThat(hasty.getSession().isValid()).isTrue();
                tunnel.setSoLinger(true, 0);
            }
            await().atMost(LIMIT).until(() -> !recorder.notices().isEmpty());
            assertThat(recorder.notices()).singleElement().asString().contains("127.0.0.1");
        }
    }

    @Test
    void aHandshakeForAnotherHostThanTheTunnelsIsRefused() throws Exception {
        try (RunningRecorder recorder = recorder("http://127.0.0.1:9");
                Socket tunnel = InterceptedClient.tunnel(recorder.port(), "localhost:443")) {
            SSLContext context = InterceptedClient.trusting(authority);
            assertThatThrownBy(() -> InterceptedClient.secured(context, tunnel, "api.anthropic.com"))
                    .isInstanceOf(SSLException.class);
            await().atMost(LIMIT).until(() -> !recorder.notices().isEmpty());
            assertThat(recorder.notices()).singleElement().asString().contains("localhost", "api.anthropic.com");
        }
    }

    @Test
    void aRequestForAnotherHostThanTheTunnelsIsMisdirected() throws Exception {
        try (RunningRecorder recorder = recorder("http://127.0.0.1:9");
                RawClient client = client(recorder, "localhost:443")) {
            client.send("GET / HTTP/1.1\r\nHost: api.anthropic.com\r\n\r\n");
            assertThat(client.readHead().status()).isEqualTo(421);
            assertThat(recorder.recordings()).isZero();
        }
    }

    /** The connection goes on after such a refusal, and what stood behind the request belongs to no other one. */
    @Test
    void trailersOfAMisdirectedRequestGoToNobody() throws Exception {
        String post = "POST / HTTP/1.1\r\nTransfer-Encoding: chunked\r\nHost: ";
        try (ServerSocket listener = new ServerSocket(0, 10, InetAddress.getLoopbackAddress());
                RunningRecorder recorder = recorder("http://127.0.0.1:9")) {
            String to = "127.0.0.1:" + listener.getLocalPort();
            try (RawClient client = RawClient.over(InterceptedClient.tunnel(recorder.port(), to))) {
                client.send(post + "api.anthropic.com\r\n\r\n0\r\nX-Sum: 1\r\n\r\n" + post + to
                        + "\r\n\r\n0\r\nX-Sum: 2\r\n\r\n");
                Head refused = client.readHead();
                assertThat(refused.status()).isEqualTo(421);
                client.readBody(refused);
                try (RawClient upstream = RawClient.over(listener.accept())) {
                    upstream.readHead();
                    String rest = "0\r\nX-Sum: 2\r\n\r\n";
                    assertThat(upstream.read(rest.length())).asString(US_ASCII).isEqualTo(rest);
                    upstream.send("HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n");
                    assertThat(client.readHead().status()).isEqualTo(200);
                }
            }
        }
    }

    private static ScriptedUpstream upstream(Script script) throws Exception {
        return ScriptedUpstream.answeringTls(certificates.server(Kind.GOOD), request -> script);
    }

    private RawClient client(RunningRecorder recorder, String to) throws Exception {
        return InterceptedClient.client(recorder, authority, to);
    }

    private RunningRecorder recorder(String target) throws Exception {
        Path pem = certificates.authorityPem();
        return RunningRecorder.with(
                target,
                out,
                options -> options.connecting(UpstreamOptions.DEFAULT.trusting(pem))
                        .intercepting(InterceptedClient.looking(
                                authority, InterceptedClient.PATIENCE, "localhost", "127.0.0.1", "api.anthropic.com")));
    }
}
