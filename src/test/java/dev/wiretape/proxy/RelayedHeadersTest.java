package dev.wiretape.proxy;

import static dev.wiretape.proxy.Lines.crlf;
import static org.assertj.core.api.Assertions.assertThat;

import dev.wiretape.recording.Entry;
import dev.wiretape.recording.Field;
import dev.wiretape.recording.Outcome;
import dev.wiretape.testing.Gate;
import dev.wiretape.testing.Head;
import dev.wiretape.testing.RawClient;
import dev.wiretape.testing.Script;
import dev.wiretape.testing.ScriptedUpstream;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class RelayedHeadersTest {
    @TempDir
    Path out;

    @Test
    void aRequestKeepsOrderCaseAndDuplicatesAndGainsNothing() throws Exception {
        try (ScriptedUpstream upstream = ScriptedUpstream.playing(Script.answer("200 OK", "", "hi"));
                RunningRecorder recorder = RunningRecorder.inFrontOf(upstream.url(), out);
                RawClient client = recorder.connect()) {
            client.send(crlf("""
                    PATCH /a/%41%2f..//x?q=%20&q HTTP/1.1
                    X-b: 1
                    hOST: localhost:1
                    x-A: caf\u00e9
                    X-B: 2
                    x-b: 1
                    Content-Xype: none
                    Content-Length: 3
                    X-Empty:

                    abc"""));
            client.readBody(client.readHead());

            assertThat(upstream.requests().get(0).head().raw())
                    .isEqualTo(crlf("""
                            PATCH /a/%41%2f..//x?q=%20&q HTTP/1.1
                            X-b: 1
                            hOST: 127.0.0.1:PORT
                            x-A: caf\u00e9
                            X-B: 2
                            x-b: 1
                            Content-Xype: none
                            Content-Length: 3
                            X-Empty:\s

                            """).replace("PORT", "" + upstream.port()));
            assertThat(upstream.requests().get(0).text()).isEqualTo("abc");
        }
    }

    @Test
    void aResponseKeepsOrderCaseAndDuplicatesAndGainsNothing() throws Exception {
        String sent = crlf("""
                HTTP/1.1 299 Rather Fine
                set-cookie: a
                X-Z: 1
                Content-LENGTH: 2
                Set-Cookie: b
                x-z: \u00fc
                X-Z: 1

                """);
        Script script = Script.afterRequest().send(sent + "hi");
        try (ScriptedUpstream upstream = ScriptedUpstream.playing(script);
                RunningRecorder recorder = RunningRecorder.inFrontOf(upstream.url(), out);
                RawClient client = recorder.connect()) {
            Head head = client.get("/").readHead();

            assertThat(head.raw()).isEqualTo(sent);
            assertThat(client.readBody(head).text()).isEqualTo("hi");
        }
    }

    @Test
    void hopByHopFieldsEndAtTheRecorder() throws Exception {
        Script script = Script.afterRequest().send(crlf("""
                        HTTP/1.1 200 OK
                        Connection: keep-alive, X-Hop
                        X-Hop: 1
                        Keep-Alive: timeout=5
                        Proxy-Authenticate: Basic
                        Upgrade: h2
                        X-End: 1
                        Transfer-Encoding: chunked

                        """)).chunk("x").lastChunk();
        try (ScriptedUpstream upstream = ScriptedUpstream.playing(script);
                RunningRecorder recorder = RunningRecorder.inFrontOf(upstream.url(), out);
                RawClient client = recorder.connect()) {
            client.send(crlf("""
                    GET / HTTP/1.1
                    Host: localhost
                    Connection: X-Mine , te
                    Connection: Host
                    X-Mine: 1
                    TE: trailers
                    Keep-Alive: 1
                    Proxy-Connection: keep-alive
                    Proxy-Authorization: x
                    Accept: */*

                    """));
            Head head = client.readHead();
            client.readBody(head);

            assertThat(upstream.requests().get(0).head().fields())
                    .containsExactly(new Field("Host", "127.0.0.1:" + upstream.port()), new Field("Accept", "*/*"));
            assertThat(head.fields())
                    .containsExactly(new Field("X-End", "1"), new Field("transfer-encoding", "chunked"));
        }
    }

    @Test
    void theTargetsPathStandsBeforeTheRequests() throws Exception {
        try (ScriptedUpstream upstream = ScriptedUpstream.playing(Script.answer("200 OK", "", "hi"));
                RunningRecorder recorder = RunningRecorder.inFrontOf(upstream.url() + "/base/", out);
                RawClient client = recorder.connect()) {
            client.post("/v1/messages?beta=true", "{}");
            client.readBody(client.readHead());

            assertThat(upstream.requests().get(0).head().target()).isEqualTo("/base/v1/messages?beta=true");
            Entry.Request request = recorder.awaitRecorded(1).the(Entry.Request.class);
            assertThat(request.url()).isEqualTo(upstream.url() + "/base/v1/messages?beta=true");
            assertThat(request.method()).isEqualTo("POST");
            assertThat(request.body().text()).isEqualTo("{}");
        }
    }

    @Test
    void theHeadGoesOutBeforeThereIsABody() throws Exception {
        Gate gate = Gate.closed("body");
        Script script =
                Script.afterRequest().send(Script.EVENT_STREAM).await(gate).lastChunk();
        try (ScriptedUpstream upstream = ScriptedUpstream.playing(script);
                RunningRecorder recorder = RunningRecorder.inFrontOf(upstream.url(), out);
                RawClient client = recorder.connect()) {
            Head head = client.get("/").readHead();
            assertThat(head.status()).isEqualTo(200);
            assertThat(recorder.read(1).orElseThrow().kinds()).containsExactly("header", "request", "response");

            gate.open();
            assertThat(client.readBody(head).complete()).isTrue();
            assertThat(recorder.awaitRecorded(1).outcome()).isEqualTo(Outcome.COMPLETE);
        }
    }
}
