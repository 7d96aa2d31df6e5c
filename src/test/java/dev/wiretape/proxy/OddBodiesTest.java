package dev.wiretape.proxy;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_16;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.wiretape.recording.Entry;
import dev.wiretape.recording.Outcome;
import dev.wiretape.testing.RawClient;
import dev.wiretape.testing.Script;
import dev.wiretape.testing.ScriptedUpstream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Requests whose bodies no parser likes are forwarded and recorded byte for byte, for nobody parses them on the way. */
@Timeout(60)
class OddBodiesTest {
    private static final int MEBIBYTE = 1024 * 1024;

    @TempDir
    Path out;

    static Map<String, byte[]> bodies() {
        Map<String, byte[]> bodies = new LinkedHashMap<>();
        bodies.put("empty", new byte[0]);
        bodies.put("deep", ("[".repeat(100_000) + "]".repeat(100_000)).getBytes(UTF_8));
        bodies.put("a long number", ("{\"n\":1" + "0".repeat(1_000) + "}").getBytes(UTF_8));
        bodies.put("the same key twice", "{\"a\":1,\"a\":2}".getBytes(UTF_8));
        bodies.put("half a surrogate pair", "{\"a\":\"\\ud800\"}".getBytes(UTF_8));
        bodies.put("no number", "{\"a\":NaN}".getBytes(UTF_8));
        bodies.put("byte order mark", "\ufeff{}".getBytes(UTF_8));
        bodies.put("UTF-16", "{\"a\":\"ä\"}".getBytes(UTF_16));
        bodies.put("not UTF-8", "{\"a\":\"\u00e4\u00ff\"}".getBytes(ISO_8859_1));
        bodies.put("cut", "{\"messages\":[{\"ro".getBytes(UTF_8));
        return bodies;
    }

    static Iterable<Map.Entry<String, byte[]>> each() {
        return bodies().entrySet();
    }

    @ParameterizedTest
    @MethodSource("each")
    void aBodyIsForwardedAndRecordedAsItIs(Map.Entry<String, byte[]> body) throws Exception {
        try (ScriptedUpstream upstream = ScriptedUpstream.playing(Script.answer("200 OK", "", "fine"));
                RunningRecorder recorder = RunningRecorder.inFrontOf(upstream.url(), out);
                RawClient client = recorder.connect()) {
            post(client, "Content-Type: application/json\r\n", body.getValue());

            assertThat(client.readBody(client.readHead()).text()).isEqualTo("fine");
            assertThat(upstream.requests().get(0).body()).isEqualTo(body.getValue());
            RunningRecorder.Recorded recorded = recorder.awaitRecorded(1);
            assertThat(recorded.outcome()).isEqualTo(Outcome.COMPLETE);
            assertThat(recorded.the(Entry.Request.class).body().toBytes()).isEqualTo(body.getValue());
        }
    }

    @Test
    void aBodyThatWouldExpandWithoutEndIsForwardedAndStaysPacked() throws Exception {
        byte[] bomb = packed(64);
        try (ScriptedUpstream upstream = ScriptedUpstream.playing(Script.answer("200 OK", "", "fine"));
                RunningRecorder recorder = RunningRecorder.inFrontOf(upstream.url(), out);
                RawClient client = recorder.connect()) {
            post(client, "Content-Encoding: gzip\r\n", bomb);

            assertThat(client.readBody(client.readHead()).text()).isEqualTo("fine");
            assertThat(upstream.requests().get(0).body()).isEqualTo(bomb);
            RunningRecorder.Recorded recorded = recorder.awaitRecorded(1);
            assertThat(recorded.the(Entry.Request.class).body().toBytes())
                    .as("what is kept of 64 MiB")
                    .hasSizeLessThan(40 * MEBIBYTE);
        }
    }

    private static void post(RawClient client, String fields, byte[] body) throws IOException {
        client.send("POST /v1/messages HTTP/1.1\r\nHost: localhost\r\n" + fields + "Content-Length: " + body.length
                        + "\r\n\r\n")
                .send(body);
    }

    private static byte[] packed(int mebibytes) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (OutputStream gzip = new GZIPOutputStream(bytes)) {
            for (int i = 0; i < mebibytes; i++) {
                gzip.write(new byte[MEBIBYTE]);
            }
        }
        return bytes.toByteArray();
    }
}
