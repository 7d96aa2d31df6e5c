package dev.wiretape.proxy;

import static dev.wiretape.proxy.Lines.crlf;
import static org.assertj.core.api.Assertions.assertThat;

import dev.wiretape.recording.Entry;
import dev.wiretape.testing.Ending;
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
class InterimResponsesTest {
    @TempDir
    Path out;

    @Test
    void itIsTheUpstreamThatSaysContinue() throws Exception {
        Gate gate = Gate.closed("continue");
        Script script = Script.afterHead()
                .await(gate)
                .send("HTTP/1.1 100 Go On\r\n\r\n")
                .readBody()
                .send("HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n");
        try (ScriptedUpstream upstream = ScriptedUpstream.playing(script);
                RunningRecorder recorder = RunningRecorder.inFrontOf(upstream.url(), out);
                RawClient client = recorder.connect()) {
            client.send("POST / HTTP/1.1\r\nHost: localhost\r\nExpect: 100-continue\r\nContent-Length: 2\r\n\r\n");
            assertThat(upstream.awaitRequest(0).request().head().field("Expect"))
                    .hasValue("100-continue");
            gate.open();
            assertThat(client.readHead().raw()).isEqualTo("HTTP/1.1 100 Go On\r\n\r\n");
            assertThat(client.send("hi").readHead().status()).isEqualTo(200);
            assertThat(upstream.awaitFinished(0).request().text()).isEqualTo("hi");
        }
    }

    @Test
    void anUnmetExpectationIsPassedOnInsteadOfTheBody() throws Exception {
        Script script = Script.afterHead().send("HTTP/1.1 417 No\r\nContent-Length: 0\r\n\r\n");
        try (ScriptedUpstream upstream = ScriptedUpstream.playing(script);
                RunningRecorder recorder = RunningRecorder.inFrontOf(upstream.url(), out);
                RawClient client = recorder.connect()) {
            client.send("POST / HTTP/1.1\r\nHost: localhost\r\nExpect: 100-continue\r\nContent-Length: 2\r\n\r\n");
            assertThat(client.readHead().status()).isEqualTo(417);
        }
    }

    @Test
    void everyInterimResponseArrivesAndIsRecordedButNotItsHopByHopFields() throws Exception {
        Script script = Script.afterRequest().send(crlf("""
                        HTTP/1.1 102 Processing

                        HTTP/1.1 103 Early Hints
                        link: </a>
                        Connection: X-Hop
                        X-Hop: 1
                        Link: </b>

                        HTTP/1.1 199 Odd

                        HTTP/1.1 200 OK
                        Content-Length: 2

                        hi"""));
        try (ScriptedUpstream upstream = ScriptedUpstream.playing(script);
                RunningRecorder recorder = RunningRecorder.inFrontOf(upstream.url(), out);
                RawClient client = recorder.connect()) {
            client.get("/");
            assertThat(client.readHead().raw()).isEqualTo("HTTP/1.1 102 Processing\r\n\r\n");
            assertThat(client.readHead().raw())
                    .isEqualTo("HTTP/1.1 103 Early Hints\r\nlink: </a>\r\nLink: </b>\r\n\r\n");
            assertThat(client.readHead().status()).isEqualTo(199);
            Head head = client.readHead();
            assertThat(head.status()).isEqualTo(200);
            assertThat(client.readBody(head).text()).isEqualTo("hi");
            assertThat(recorder.awaitRecorded(1).all(Entry.Interim.class))
                    .extracting(Entry.Interim::status)
                    .containsExactly(102, 103, 199);
        }
    }

    @Test
    void anUpgradeSwitchesBothSidesAndIsRecorded() throws Exception {
        Script script = Script.afterHead()
                .send("HTTP/1.1 101 Switching Protocols\r\nUpgrade: chat\r\nConnection: Upgrade\r\nX: y\r\n\r\nhello ")
                .expect("hi")
                .send("bye")
                .close();
        try (ScriptedUpstream upstream = ScriptedUpstream.playing(script);
                RunningRecorder recorder = RunningRecorder.inFrontOf(upstream.url(), out);
                RawClient client = recorder.connect()) {
            client.send(
                    "GET /chat HTTP/1.1\r\nHost: localhost\r\nConnection: keep-alive, Upgrade\r\nUpgrade: chat\r\n\r\n");
            Head head = client.readHead();
            assertThat(head.status()).isEqualTo(101);
            assertThat(head.field("Upgrade")).hasValue("chat");
            assertThat(head.field("X")).hasValue("y");
            assertThat(client.read(6)).asString().isEqualTo("hello ");
            client.send("hi");
            assertThat(client.read(3)).asString().isEqualTo("bye");
            assertThat(client.awaitEnd()).isEqualTo(Ending.FIN);

            assertThat(upstream.requests().get(0).head().field("Upgrade")).hasValue("chat");
            RunningRecorder.Recorded recorded = recorder.awaitRecorded(1);
            assertThat(recorded.the(Entry.Response.class).status()).isEqualTo(101);
            assertThat(recorded.body()).isEqualTo("hello bye");
            assertThat(recorded.the(Entry.Upload.class).body().text()).isEqualTo("hi");
        }
    }

    @Test
    void anUpgradeThatIsRefusedIsAnsweredAsUsual() throws Exception {
        try (ScriptedUpstream upstream = ScriptedUpstream.playing(Script.answer("403 No", "", "never"));
                RunningRecorder recorder = RunningRecorder.inFrontOf(upstream.url(), out);
                RawClient client = recorder.connect()) {
            for (int i = 0; i < 2; i++) {
                client.send("GET /chat HTTP/1.1\r\nHost: localhost\r\nConnection: Upgrade\r\nUpgrade: chat\r\n\r\n");
                Head head = client.readHead();
                assertThat(head.status()).isEqualTo(403);
                assertThat(client.readBody(head).text()).isEqualTo("never");
            }
        }
    }

    @Test
    void anOfferOfHttp2InTheClearIsNobodyElsesAffair() throws Exception {
        try (ScriptedUpstream upstream = ScriptedUpstream.playing(Script.answer("200 OK", "", "hi"));
                RunningRecorder recorder = RunningRecorder.inFrontOf(upstream.url(), out);
                RawClient client = recorder.connect()) {
            client.send(crlf("""
                    GET / HTTP/1.1
                    Host: localhost
                    Connection: Upgrade, HTTP2-Settings
                    Upgrade: h2c
                    HTTP2-Settings: AAEAAEAAAAIAAAAAAAMAAAAAAAQBAAAAAAUAAEAAAAYABgAA

                    """));
            assertThat(client.readHead().status()).isEqualTo(200);
            assertThat(upstream.requests().get(0).head().fields())
                    .singleElement()
                    .satisfies(field -> assertThat(field.name()).isEqualTo("Host"));
        }
    }
}
