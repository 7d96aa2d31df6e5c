package dev.wiretape.proxy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.wiretape.proxy.RawHttp2.Frame;
import dev.wiretape.recording.Entry;
import dev.wiretape.recording.Outcome;
import dev.wiretape.testing.TestCertificates;
import dev.wiretape.testing.TestCertificates.Kind;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.file.Path;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLServerSocket;
import javax.net.ssl.SSLSocket;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What passes between two sides that speak HTTP/2, frame by frame. */
@Timeout(120)
class Http2WireTest {
    private static final int REFUSED_STREAM = 7;
    private static final int PATIENCE_MILLIS = 60_000;

    @TempDir
    static Path shared;

    private static TestCertificates certificates;

    @TempDir
    Path folder;

    private SSLServerSocket listener;
    private RunningRecorder recorder;
    private RawHttp2 client;

    @BeforeAll
    static void makeCertificates() throws Exception {
        certificates = TestCertificates.in(shared);
    }

    @BeforeEach
    void connectAClient() throws Exception {
        listener = (SSLServerSocket) certificates
                .server(Kind.GOOD)
                .getServerSocketFactory()
                .createServerSocket(0, 10, InetAddress.getLoopbackAddress());
        listener.setSoTimeout(PATIENCE_MILLIS);
        listener.setSSLParameters(http2(listener.getSSLParameters()));
        Path authority = folder.resolve("authority");
        Path pem = certificates.authorityPem();
        Interception interception = InterceptedClient.looking(authority, InterceptedClient.PATIENCE, "localhost");
        interception.authority().open();
        recorder = RunningRecorder.with(
                "http://127.0.0.1:9",
                folder.resolve("out"),
                o -> o.connecting(UpstreamOptions.DEFAULT.trusting(pem)).intercepting(interception));
        Socket tunnel = InterceptedClient.tunnel(recorder.port(), "localhost:" + listener.getLocalPort());
        SSLSocket tls = (SSLSocket) InterceptedClient.trusting(authority)
                .getSocketFactory()
                .createSocket(tunnel, "localhost", listener.getLocalPort(), true);
        tls.setSSLParameters(http2(tls.getSSLParameters()));
        tls.setSoTimeout(PATIENCE_MILLIS);
        tls.startHandshake();
        client = RawHttp2.client(tls);
    }

    @AfterEach
    void close() throws Exception {
        client.close();
        recorder.close();
        listener.close();
    }

    @Test
    void trailersOfRequestsPass() throws Exception {
        request(1, false, "POST", "te", "trailers");
        try (RawHttp2 upstream = accepted()) {
            Frame head = upstream.next();
            assertThat(head.text()).contains(":method: POST\n").doesNotContain("te:");
            client.data(1, false, "hi");
            client.headers(1, true, "x-sum", "7", "content-length", "2");
            assertThat(upstream.next()).isEqualTo(new Frame(RawHttp2.DATA, head.stream(), false, "hi"));
            assertThat(upstream.next()).isEqualTo(new Frame(RawHttp2.HEADERS, head.stream(), true, "x-sum: 7\n"));
            answer(upstream, head.stream());
            assertAnswered(1);
            assertThat(recorder.awaitRecorded(1).outcome()).isEqualTo(Outcome.COMPLETE);

            request(3, true, "GET");
            answer(upstream, upstream.next().stream());
            assertAnswered(3);
        }
    }

    @Test
    void everyInterimResponsePassesAndIsRecorded() throws Exception {
        request(1, true, "GET");
        try (RawHttp2 upstream = accepted()) {
            int stream = upstream.next().stream();
            for (String status : new String[] {"100", "102", "103", "199"}) {
                upstream.headers(stream, false, ":status", status, "x-at", status);
            }
            answer(upstream, stream);
            for (String status : new String[] {"100", "102", "103", "199"}) {
                assertThat(client.next())
                        .isEqualTo(new Frame(
                                RawHttp2.HEADERS, 1, false, ":status: " + status + "\nx-at: " + status + "\n"));
            }
            assertAnswered(1);
            assertThat(recorder.awaitRecorded(1).all(Entry.Interim.class))
                    .extracting(Entry.Interim::status)
                    .containsExactly(100, 102, 103, 199);
        }
    }

    @Test
    void anUpstreamThatGoesAwayKeepsWhatItSparesAndTheRestIsAskedForElsewhere() throws Exception {
        request(1, true, "GET");
        try (RawHttp2 leaving = accepted()) {
            int spared = leaving.next().stream();
            request(3, true, "GET");
            assertThat(leaving.next().stream()).isGreaterThan(spared);
            leaving.goAway(spared);
            try (RawHttp2 next = accepted()) {
                answer(next, next.next().stream());
                assertAnswered(3);
                answer(leaving, spared);
                assertAnswered(1);
            }
        }
    }

    @Test
    void aRefusedRequestIsMadeOnceMoreOnlyWhereItHasNoBody() throws Exception {
        request(1, true, "GET");
        try (RawHttp2 upstream = accepted()) {
            upstream.reset(upstream.next().stream(), REFUSED_STREAM);
            answer(upstream, upstream.next().stream());
            assertAnswered(1);

            request(3, false, "POST");
            int stream = upstream.next().stream();
            client.data(3, true, "hi");
            assertThat(upstream.next().text()).isEqualTo("hi");
            upstream.reset(stream, REFUSED_STREAM);
            assertThat(client.next().text()).startsWith(":status: 502\n");
            assertThat(client.next().text()).contains("REFUSED_STREAM");
            assertThat(recorder.awaitRecorded(2).outcome()).isEqualTo(Outcome.UPSTREAM_RESET);
        }
    }

    @Test
    void aClientIsToldThatTheRecorderGoesAway() throws Exception {
        request(1, true, "GET");
        try (RawHttp2 upstream = accepted()) {
            answer(upstream, upstream.next().stream());
            assertAnswered(1);
            recorder.stop();

            assertThat(client.next().type()).isEqualTo(RawHttp2.GOAWAY);
        }
    }

    private void request(int stream, boolean end, String method, String... more) throws Exception {
        String[] fields = new String[8 + more.length];
        String[] pseudo = {
            ":method", method, ":scheme", "https", ":path", "/v1", ":authority", "localhost:" + listener.getLocalPort()
        };
        System.arraycopy(pseudo, 0, fields, 0, 8);
        System.arraycopy(more, 0, fields, 8, more.length);
        client.headers(stream, end, fields);
    }

    private static void answer(RawHttp2 upstream, int stream) throws Exception {
        upstream.headers(stream, false, ":status", "200");
        upstream.data(stream, true, "whole");
    }

    private void assertAnswered(int stream) throws Exception {
        assertThat(client.next()).isEqualTo(new Frame(RawHttp2.HEADERS, stream, false, ":status: 200\n"));
        StringBuilder body = new StringBuilder();
        Frame frame;
        do {
            frame = client.next();
            assertThat(frame.type()).isEqualTo(RawHttp2.DATA);
            assertThat(frame.stream()).isEqualTo(stream);
            body.append(frame.text());
        } while (!frame.end());
        assertThat(body.toString()).isEqualTo("whole");
    }

    private RawHttp2 accepted() throws Exception {
        Socket socket = listener.accept();
        socket.setSoTimeout(PATIENCE_MILLIS);
        return RawHttp2.server(socket);
    }

    private static SSLParameters http2(SSLParameters parameters) {
        parameters.setApplicationProtocols(new String[] {"h2"});
        return parameters;
    }
}
