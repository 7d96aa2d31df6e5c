package dev.wiretape.proxy;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import dev.wiretape.recording.Entry;
import dev.wiretape.recording.Outcome;
import dev.wiretape.testing.Figures;
import dev.wiretape.testing.Gate;
import dev.wiretape.testing.Head;
import dev.wiretape.testing.RawBody;
import dev.wiretape.testing.RawClient;
import dev.wiretape.testing.Script;
import dev.wiretape.testing.ScriptedUpstream;
import dev.wiretape.testing.TestCertificates;
import dev.wiretape.testing.TestCertificates.Kind;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpMethod;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Timeout(60)
class UpstreamTlsTest {
    private static final AtomicInteger REFUSED = new AtomicInteger();

    @TempDir
    static Path shared;

    @AfterAll
    static void tellHowMany() throws IOException {
        Figures.measured(15, "certificates", "%d kinds of bad certificate: 0 accepted", REFUSED.get());
    }

    @TempDir
    Path out;

    private static TestCertificates certificates;

    @BeforeAll
    static void makeCertificates() throws Exception {
        certificates = TestCertificates.in(shared);
    }

    @Test
    void aStreamOverTlsArrivesAndTheConnectionIsKept() throws Exception {
        Script script = Script.stream("data: 1\n\n", "data: 2\n\n");
        try (ScriptedUpstream upstream =
                        ScriptedUpstream.answeringTls(certificates.server(Kind.GOOD), request -> script);
                RunningRecorder recorder = RunningRecorder.trusting(certificates.authorityPem(), upstream.url(), out);
                RawClient client = recorder.connect()) {
            for (int i = 1; i <= 2; i++) {
                client.get("/");
                assertThat(client.readBody(client.readHead()).text()).isEqualTo("data: 1\n\ndata: 2\n\n");
                assertThat(recorder.awaitRecorded(i).outcome()).isEqualTo(Outcome.COMPLETE);
            }
            assertThat(upstream.connectionCount()).isEqualTo(1);
        }
    }

    @Test
    void aCutOverTlsStaysACut() throws Exception {
        Gate gate = Gate.closed("read");
        Script script = Script.afterRequest()
                .send(Script.EVENT_STREAM)
                .chunk("data: 1\n\n")
                .await(gate)
                .close();
        try (ScriptedUpstream upstream =
                        ScriptedUpstream.answeringTls(certificates.server(Kind.GOOD), request -> script);
                RunningRecorder recorder = RunningRecorder.trusting(certificates.authorityPem(), upstream.url(), out);
                RawClient client = recorder.connect()) {
            Head head = client.get("/").readHead();
            gate.open();
            RawBody body = client.readBody(head);
            assertThat(body.text()).isEqualTo("data: 1\n\n");
            assertThat(body.complete()).isFalse();
            assertThat(recorder.awaitRecorded(1).outcome()).isEqualTo(Outcome.UPSTREAM_CLOSED);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "WRONG_NAME,another name",
        "EXPIRED,expired",
        "NOT_YET_VALID,not valid yet",
        "SELF_SIGNED,not issued by an authority",
    })
    void aBadCertificateIsRefusedInWords(Kind kind, String words) throws Exception {
        try (ScriptedUpstream upstream = ScriptedUpstream.answeringTls(
                        certificates.server(kind), request -> Script.answer("200 OK", "", "oh no"));
                RunningRecorder recorder = RunningRecorder.trusting(certificates.authorityPem(), upstream.url(), out);
                RawClient client = recorder.connect()) {
            refused(upstream, recorder, client, words);
        }
    }

    @Test
    void anAuthorityThePlatformDoesNotKnowIsRefused() throws Exception {
        try (ScriptedUpstream upstream = ScriptedUpstream.answeringTls(
                        certificates.server(Kind.GOOD), request -> Script.answer("200 OK", "", "oh no"));
                RunningRecorder recorder = RunningRecorder.inFrontOf(upstream.url(), out);
                RawClient client = recorder.connect()) {
            refused(upstream, recorder, client, "not issued by an authority");
        }
    }

    @ParameterizedTest
    @CsvSource({
        "WRONG_NAME,another name",
        "EXPIRED,expired",
        "SELF_SIGNED,not issued by an authority",
        "GOOD,not issued by an authority",
    })
    void itIsRefusedInTheSameWordsOverHttp2(Kind kind, String words, @TempDir Path elsewhere) throws Exception {
        AtomicInteger asked = new AtomicInteger();
        Path trusted = (kind == Kind.GOOD ? TestCertificates.in(elsewhere) : certificates).authorityPem();
        try (Http2Rig rig = new Http2Rig(certificates, kind, trusted, out, request -> asked.incrementAndGet())) {
            HttpClientRequest request = rig.request(HttpMethod.GET, "/");
            assertThat(Http2Rig.sent(request, HttpClientResponse::body).toString())
                    .contains("api_error", words);
            assertThat(Http2Rig.done(request.response()).statusCode()).isEqualTo(502);
            assertThat(rig.recorder().awaitRecorded(1).outcome()).isEqualTo(Outcome.UPSTREAM_UNREACHABLE);
            assertThat(asked).hasValue(0);
        }
    }

    @Test
    void aServerThatSpeaksNoTlsIsRefused() throws Exception {
        refusedHandshake(hello -> {}, "HTTP/1.1 400 Bad Request\r\n\r\n".getBytes(US_ASCII), "TLS");
    }

    @Test
    void aServerThatSpeaksOnlyAnOldTlsIsRefused() throws Exception {
        refusedHandshake(UpstreamTlsTest::readRecord, serverHelloOfTls10(), "the TLS handshake failed", "TLS10");
    }

    private interface Reading {
        void from(InputStream in) throws IOException;
    }

    private static void readRecord(InputStream in) throws IOException {
        byte[] header = in.readNBytes(5);
        in.readNBytes(((header[3] & 0xff) << 8) | (header[4] & 0xff));
    }

    /** The upstream answers the client's first record by {@code answer}. */
    private void refusedHandshake(Reading hello, byte[] answer, String... words) throws Exception {
        try (ServerSocket upstream = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
                RunningRecorder recorder =
                        RunningRecorder.inFrontOf("https://localhost:" + upstream.getLocalPort(), out);
                RawClient client = recorder.connect()) {
            client.get("/");
            try (Socket accepted = upstream.accept()) {
                hello.from(accepted.getInputStream());
                accepted.getOutputStream().write(answer);
                Head head = client.readHead();
                assertThat(head.status()).isEqualTo(502);
                assertThat(client.readBody(head).text()).contains(words);
            }
            assertThat(recorder.awaitRecorded(1).outcome()).isEqualTo(Outcome.UPSTREAM_UNREACHABLE);
        }
    }

    /** RFC 2246 §7.4.1.3: TLS_ECDHE_RSA_WITH_AES_128_CBC_SHA, no session, no compression. */
    private static byte[] serverHelloOfTls10() {
        byte[] random = new byte[32];
        return ByteBuffer.allocate(47)
                .put(new byte[] {0x16, 3, 1, 0, 42, 2, 0, 0, 38, 3, 1})
                .put(random)
                .put(new byte[] {0, (byte) 0xc0, 0x13, 0})
                .array();
    }

    private static void refused(ScriptedUpstream upstream, RunningRecorder recorder, RawClient client, String words)
            throws Exception {
        client.post("/v1/messages", "{}");
        Head head = client.readHead();
        assertThat(head.status()).isEqualTo(502);
        assertThat(client.readBody(head).text()).contains("api_error", words);
        RunningRecorder.Recorded recorded = recorder.awaitRecorded(1);
        assertThat(recorded.outcome()).isEqualTo(Outcome.UPSTREAM_UNREACHABLE);
        assertThat(recorded.the(Entry.End.class).reason()).contains(words);
        assertThat(upstream.requests()).isEmpty();
        REFUSED.incrementAndGet();
    }
}
