package dev.wiretape.testing;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import javax.net.ssl.SSLSocket;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class ScriptedUpstreamTest {
    @Test
    void recordsTheRequestExactlyAndKeepsTheConnection() throws Exception {
        try (ScriptedUpstream upstream = ScriptedUpstream.playing(Script.answer("200 Fine", "X-a: 1\r\n", "hé"));
                RawClient client = RawClient.connect(upstream.port())) {
            for (int i = 0; i < 2; i++) {
                client.send("POST /a//b HTTP/1.1\r\nhOST: x\r\nContent-Length: 2\r\n\r\nhi");
                assertThat(client.readBody(client.readHead()).text()).isEqualTo("hé");
            }
            assertThat(upstream.requests()).hasSize(2).allSatisfy(request -> {
                assertThat(request.head().raw())
                        .isEqualTo("POST /a//b HTTP/1.1\r\nhOST: x\r\nContent-Length: 2\r\n\r\n");
                assertThat(request.text()).isEqualTo("hi");
                assertThat(request.connection()).isEqualTo(1);
            });
        }
    }

    @Test
    void chunksWaitForTheirGate() throws Exception {
        Gate gate = Gate.closed("second chunk");
        Script script = Script.afterRequest()
                .send(Script.EVENT_STREAM)
                .chunk("one")
                .await(gate)
                .chunk("two")
                .lastChunk("X-Sum: 2\r\n")
                .close();
        try (ScriptedUpstream upstream = ScriptedUpstream.playing(script);
                RawClient client = RawClient.connect(upstream.port())) {
            client.get("/");
            Head head = client.readHead();
            assertThat(client.readChunk()).hasValueSatisfying(c -> assertThat(c).isEqualTo("one".getBytes(UTF_8)));
            gate.open();
            RawBody rest = client.readBody(head);
            assertThat(rest.text()).isEqualTo("two");
            assertThat(rest.trailers()).isEqualTo("X-Sum: 2\r\n\r\n");
            assertThat(client.awaitEnd()).isEqualTo(Ending.FIN);
        }
    }

    @Test
    void aResetIsToldFromAClose() throws Exception {
        Gate read = Gate.closed("the client has read");
        Script cut =
                Script.afterRequest().send(Script.EVENT_STREAM).send("5\r\nab").await(read);
        try (ScriptedUpstream upstream = ScriptedUpstream.playing(cut.reset(), cut.close())) {
            for (Ending ending : Ending.values()) {
                try (RawClient client = RawClient.connect(upstream.port())) {
                    client.get("/" + ending);
                    client.readHead();
                    client.read(5);
                    read.open();
                    assertThat(client.awaitEnd()).isEqualTo(ending == Ending.FIN ? Ending.RESET : Ending.FIN);
                }
            }
        }
    }

    @Test
    void aCutChunkKeepsWhatArrivedOfIt() throws Exception {
        Script cut =
                Script.afterRequest().send(Script.EVENT_STREAM).send("5\r\nab").close();
        try (ScriptedUpstream upstream = ScriptedUpstream.playing(cut);
                RawClient client = RawClient.connect(upstream.port())) {
            RawBody body = client.get("/").readBody(client.readHead());
            assertThat(body.text()).isEqualTo("ab");
            assertThat(body.complete()).isFalse();
            assertThat(body.ending()).contains(Ending.FIN);
        }
    }

    @Test
    void seesHowTheClientLeaves() throws Exception {
        Script script = Script.afterRequest().send(Script.EVENT_STREAM).expectClientClose();
        try (ScriptedUpstream upstream = ScriptedUpstream.playing(script)) {
            RawClient leaving = RawClient.connect(upstream.port());
            leaving.get("/").readHead();
            leaving.reset();
            assertThat(upstream.awaitFinished(0).clientEnding()).contains(Ending.RESET);
            RawClient closing = RawClient.connect(upstream.port());
            closing.get("/").readHead();
            closing.close();
            assertThat(upstream.awaitFinished(1).clientEnding()).contains(Ending.FIN);
        }
    }

    @Test
    void aScriptThatFailsFailsTheTest() throws Exception {
        ScriptedUpstream upstream =
                ScriptedUpstream.playing(Script.afterRequest().expect("xyz"));
        try (RawClient client = RawClient.connect(upstream.port())) {
            client.get("/").send("abc");
            client.awaitEnd();
        }
        assertThatThrownBy(upstream::close).isInstanceOf(AssertionError.class).hasMessageContaining("Expect");
    }

    @Test
    void tlsShowsTheCertificateAskedFor(@TempDir Path folder) throws Exception {
        TestCertificates certificates = TestCertificates.in(folder);
        assertThat(certificates.authorityPem()).content().startsWith("-----BEGIN CERTIFICATE-----\n");
        for (TestCertificates.Kind kind : TestCertificates.Kind.values()) {
            try (ScriptedUpstream upstream = ScriptedUpstream.answeringTls(
                    certificates.server(kind), request -> Script.answer("200 OK", "", "secret"))) {
                if (kind == TestCertificates.Kind.GOOD) {
                    assertThat(getOverTls(certificates, upstream)).isEqualTo("secret");
                } else {
                    assertThatThrownBy(() -> getOverTls(certificates, upstream))
                            .as("%s", kind)
                            .isInstanceOf(javax.net.ssl.SSLHandshakeException.class);
                }
            }
        }
    }

    private static String getOverTls(TestCertificates certificates, ScriptedUpstream upstream) throws Exception {
        try (SSLSocket socket =
                (SSLSocket) certificates.client().getSocketFactory().createSocket("localhost", upstream.port())) {
            javax.net.ssl.SSLParameters parameters = socket.getSSLParameters();
            parameters.setEndpointIdentificationAlgorithm("HTTPS");
            socket.setSSLParameters(parameters);
            socket.startHandshake();
            RawClient client = RawClient.over(socket).get("/");
            return client.readBody(client.readHead()).text();
        }
    }
}
