package dev.wiretape.proxy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.wiretape.recording.Entry;
import dev.wiretape.recording.Outcome;
import dev.wiretape.testing.Figures;
import dev.wiretape.testing.Head;
import dev.wiretape.testing.RawClient;
import dev.wiretape.testing.ReceivedRequest;
import dev.wiretape.testing.Script;
import dev.wiretape.testing.ScriptedUpstream;
import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The recorder as an HTTP proxy for {@code http} URLs. */
@Timeout(60)
class ForwardingTest {
    private static final String NOWHERE = "http://127.0.0.1:9";

    private static final AtomicInteger REFUSED = new AtomicInteger();

    @TempDir
    Path out;

    @AfterAll
    static void tellHowMany() throws IOException {
        Figures.measured(14, "addresses", "%d spellings of addresses: 0 connected to", REFUSED.get());
    }

    @Test
    void aRequestInAbsoluteFormGoesToTheHostItNames() throws Exception {
        try (ScriptedUpstream upstream = ScriptedUpstream.playing(Script.stream("data: 1\n\n"));
                RunningRecorder recorder = allowingPrivate(NOWHERE);
                RawClient client = recorder.connect()) {
            String authority = "LOCALHOST:" + upstream.port();
            client.send("POST http://" + authority + "/a%41/..//b?x=http://y/ HTTP/1.1\r\nHost: elsewhere.test\r\n"
                    + "Proxy-Authorization: Basic eDp5\r\nProxy-Connection: keep-alive\r\nX-Mine: 1\r\n"
                    + "Content-Length: 2\r\n\r\n{}");
            assertThat(client.readBody(client.readHead()).text()).isEqualTo("data: 1\n\n");

            ReceivedRequest request = upstream.awaitRequest(0).request();
            assertThat(request.head().target()).isEqualTo("/a%41/..//b?x=http://y/");
            assertThat(request.head().raw())
                    .contains("Host: " + authority, "X-Mine: 1")
                    .doesNotContain("Proxy");
            RunningRecorder.Recorded recorded = recorder.awaitRecorded(1);
            assertThat(recorded.the(Entry.Header.class).via()).isEqualTo("forward");
            assertThat(recorded.the(Entry.Request.class).url())
                    .isEqualTo("http://localhost:" + upstream.port() + "/a%41/..//b?x=http://y/");
            assertThat(recorded.outcome()).isEqualTo(Outcome.COMPLETE);
        }
    }

    @Test
    void bothFormsWorkOnOneConnection() throws Exception {
        try (ScriptedUpstream target = ScriptedUpstream.playing(Script.answer("200 OK", "", "target"));
                ScriptedUpstream named = ScriptedUpstream.playing(Script.answer("200 OK", "", "named"));
                RunningRecorder recorder = allowingPrivate(target.url());
                RawClient client = recorder.connect()) {
            client.get("/");
            assertThat(client.readBody(client.readHead()).text()).isEqualTo("target");
            client.get(named.url());
            assertThat(client.readBody(client.readHead()).text()).isEqualTo("named");
            client.get("/");
            assertThat(client.readBody(client.readHead()).text()).isEqualTo("target");
            assertThat(named.requests().get(0).head().target()).isEqualTo("/");
        }
    }

    @Test
    void theTargetItselfMayBeNamedAlthoughItIsPrivate() throws Exception {
        try (ScriptedUpstream target = ScriptedUpstream.playing(Script.answer("200 OK", "", "hi"));
                RunningRecorder recorder = RunningRecorder.inFrontOf(target.url(), out);
                RawClient client = recorder.connect()) {
            client.get(target.url() + "/x");
            assertThat(client.readBody(client.readHead()).text()).isEqualTo("hi");
        }
    }

    @ParameterizedTest
    @CsvSource({
        "http://127.0.0.1:PORT/,loopback",
        "http://localhost:PORT/,loopback",
        "http://LOCALHOST.:PORT/,loopback",
        "http://[::1]:PORT/,loopback",
        "http://[::ffff:127.0.0.1]:PORT/,loopback",
        "http://127.1:PORT/,loopback",
        "http://2130706433:PORT/,loopback",
        "http://0.0.0.0:PORT/,no address of a host",
        "http://10.1.2.3/,private",
        "http://192.168.1.1/,private",
        "http://[fd00::1]/,private",
        "http://[64:ff9b::7f00:1]:PORT/,loopback",
        "http://169.254.169.254/latest/meta-data/,metadata",
        "http://[fe80::1]/,link-local",
        "http://100.100.100.200/,metadata",
    })
    void whatOnlyTheUserMayNameIsRefused(String url, String words) throws Exception {
        try (ScriptedUpstream local = ScriptedUpstream.playing(Script.answer("200 OK", "", "oh no"));
                RunningRecorder recorder = RunningRecorder.inFrontOf(NOWHERE, out);
                RawClient client = recorder.connect()) {
            client.get(url.replace("PORT", Integer.toString(local.port())));
            Head head = client.readHead();
            assertThat(head.status()).isEqualTo(403);
            assertThat(client.readBody(head).text()).contains("permission_error", words);
            assertThat(local.connectionCount()).isZero();
            REFUSED.incrementAndGet();
            assertThat(recorder.awaitRecorded(1).outcome()).isEqualTo(Outcome.UPSTREAM_UNREACHABLE);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"127.0.0.1", "localhost", "[::ffff:127.0.0.1]", "0.0.0.0"})
    void theRecorderIsNeverLedToItself(String host) throws Exception {
        try (RunningRecorder recorder = allowingPrivate(NOWHERE);
                RawClient client = recorder.connect()) {
            client.get("http://" + host + ":" + recorder.port() + "/");
            Head head = client.readHead();
            assertThat(head.status()).isEqualTo(403);
            assertThat(client.readBody(head).text()).contains("the recorder itself");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://api.anthropic.com/",
                "ftp://elsewhere.test/",
                "http://",
                "http:///a",
                "http://user@elsewhere.test/",
                "http://elsewhere.test:0/",
                "http://elsewhere.test:65536/",
                "http://elsewhere.test:/",
                "http://[::1/",
                "http://a b/",
                "http://elsewhere.test/#f",
            })
    void aUrlThatIsNoneForAProxyIsRefused(String url) throws Exception {
        try (RunningRecorder recorder = RunningRecorder.inFrontOf(NOWHERE, out);
                RawClient client = recorder.connect()) {
            client.get(url);
            assertThat(client.readHead().status()).isEqualTo(400);
            assertThat(recorder.recordings()).isZero();
        }
    }

    private RunningRecorder allowingPrivate(String target) throws Exception {
        return RunningRecorder.with(target, out, options -> options.connecting(UpstreamOptions.DEFAULT.withPrivate()));
    }
}
