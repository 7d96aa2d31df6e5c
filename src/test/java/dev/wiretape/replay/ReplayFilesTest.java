package dev.wiretape.replay;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.wiretape.recording.DamagedRecordingException;
import dev.wiretape.testing.Ending;
import dev.wiretape.testing.RawBody;
import dev.wiretape.testing.RawClient;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletionException;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Recordings and sessions as they stand on disk. */
@Timeout(60)
class ReplayFilesTest {
    private static final String HEADER = """
            {"kind":"header","format":"wiretape","version":1,"id":"x-1","session":"s","seq":1,"t0":0,"via":"target","tool":"t"}
            """;
    private static final String HEAD = """
            {"kind":"response","t":10,"status":200,"reason":"OK","http":"1.1","headers":[["Content-Type","text/event-stream"]]}
            """;

    @TempDir
    Path folder;

    @Test
    void aRecordingIsServed() throws Exception {
        Path file = write("a.ndjson", exchange("{\\\"n\\\":1}", "data: 1\\n\\n"));
        assertThat(ask(file, "{\"n\":1}")).isEqualTo("data: 1\n\n");
    }

    @Test
    void aSessionIsServedInItsOrder() throws Exception {
        write("10-messages.ndjson", exchange("{\\\"n\\\":10}", "ten\\n\\n"));
        write("9-messages.ndjson", exchange("{\\\"n\\\":9}", "nine\\n\\n"));
        write("notes.txt", "not a recording");
        try (Running running = Running.of(ReplayOptions.of(folder));
                RawClient client = running.connect()) {
            assertThat(ask(client, "{}").text()).isEqualTo("nine\n\n");
            assertThat(ask(client, "{}").text()).isEqualTo("ten\n\n");
            assertThat(ask(client, "{\"n\":9}").text()).isEqualTo("nine\n\n");
        }
    }

    @Test
    void concatenatedRecordingsAreServedOneByOne() throws Exception {
        Path file = write(
                "all.ndjson",
                exchange("{\\\"n\\\":1}", "one\\n\\n")
                        + HEADER
                        + request("{\\\"n\\\":2}")
                        + HEAD
                        + frame("cut\\n\\n")
                        + exchange("{\\\"n\\\":3}", "three\\n\\n"));
        try (Running running = Running.of(ReplayOptions.of(file))) {
            try (RawClient client = running.connect()) {
                assertThat(ask(client, "{\"n\":3}").text()).isEqualTo("three\n\n");
                assertThat(running.notice().line()).isEqualTo("POST /v1/messages <- all.ndjson#3");
                RawBody cut = ask(client, "{\"n\":2}");
                assertThat(cut.text()).isEqualTo("cut\n\n");
                assertThat(cut.ending()).contains(Ending.FIN);
            }
        }
    }

    @Test
    void aBodyThatCameInPiecesIsMatchedAsAWhole() throws Exception {
        String more = "{\"kind\":\"upload\",\"t\":5,\"text\":\":2}\"}\n";
        Path file = write(
                "a.ndjson",
                exchange("{\\\"n\\\":1}", "one\\n\\n")
                        + HEADER
                        + request("{\\\"n\\\"")
                        + more
                        + HEAD
                        + frame("two\\n\\n")
                        + end());
        assertThat(ask(file, "{\"n\": 2}")).isEqualTo("two\n\n");
    }

    @Test
    void aCompressedRequestIsMatchedByWhatItSays() throws Exception {
        Path file = write("a.ndjson", exchange("{\\\"n\\\":1}", "one\\n\\n") + exchange("{\\\"n\\\":2}", "two\\n\\n"));
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(bytes)) {
            gzip.write("{\"n\": 2}".getBytes(UTF_8));
        }
        try (Running running = Running.of(ReplayOptions.of(file));
                RawClient client = running.connect()) {
            client.send("POST /v1/messages HTTP/1.1\r\nHost: localhost\r\nContent-Encoding: gzip\r\nContent-Length: "
                    + bytes.size() + "\r\n\r\n");
            assertThat(client.send(bytes.toByteArray())
                            .readBody(client.readHead())
                            .text())
                    .isEqualTo("two\n\n");
        }
    }

    @Test
    void aRecordingLongerThanMemoryShouldHoldIsServedFromDisk() throws Exception {
        StringBuilder frames = new StringBuilder();
        StringBuilder expected = new StringBuilder();
        for (int i = 0; i < 60_000; i++) {
            frames.append("{\"kind\":\"frame\",\"t\":")
                    .append(20 + i)
                    .append(",\"n\":")
                    .append(i);
            frames.append(",\"raw\":\"data: ").append(i).append("\\n\\n\"}\n");
            expected.append("data: ").append(i).append("\n\n");
        }
        String end = "{\"kind\":\"end\",\"t\":99999,\"outcome\":\"complete\",\"frames\":60000,\"bytes\":9000000}\n";
        Path file = write("a.ndjson", HEADER + request("{}") + HEAD + frames + end);
        assertThat(ask(file, "{}")).isEqualTo(expected.toString());
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 3, 60_000})
    void whatStandsBeforeDamageIsServedAndTheDamageIsSaid(int before) throws Exception {
        StringBuilder lines = new StringBuilder(HEADER + request("{}") + HEAD);
        StringBuilder expected = new StringBuilder();
        for (int i = 0; i < before; i++) {
            lines.append("{\"kind\":\"frame\",\"t\":")
                    .append(20 + i)
                    .append(",\"n\":")
                    .append(i);
            lines.append(",\"raw\":\"data: ").append(i).append("\\n\\n\"}\n");
            expected.append("data: ").append(i).append("\n\n");
        }
        lines.append("{\"kind\":\"frame\",\"t\":oops}\n").append(frame("data: behind\\n\\n"));
        lines.append("{\"kind\":\"end\",\"t\":99999,\"outcome\":\"complete\",\"frames\":" + before + ",\"bytes\":"
                + 100L * before + "}\n");
        Path file = write("a.ndjson", lines.toString());
        try (Running running = Running.of(ReplayOptions.of(file).pace(Pace.MAX));
                RawClient client = running.connect()) {
            RawBody body = ask(client, "{}");

            assertThat(body.text()).isEqualTo(expected.toString());
            assertThat(body.complete()).isFalse();
            assertThat(running.notice().line())
                    .as("what is said before anything is served")
                    .startsWith(file + ": line " + (before + 4) + " is not JSON")
                    .endsWith("; its exchange is served as far as it can be read");
            assertThat(List.of(running.notice().line(), running.notice().line()))
                    .anyMatch(line -> line.contains("broke off") && line.contains("line " + (before + 4)));
        }
    }

    @Test
    void whatIsNoRecordingKeepsNoOtherFromBeingServed() throws Exception {
        write("1-killed.ndjson", HEADER.substring(0, 40));
        write("2-messages.ndjson", exchange("{}", "two\\n\\n"));
        try (Running running = Running.of(ReplayOptions.of(folder));
                RawClient client = running.connect()) {
            assertThat(running.notice().line())
                    .contains("1-killed.ndjson: line 1 has no end")
                    .endsWith("; it is not served, the others are");
            assertThat(ask(client, "{}").text()).isEqualTo("two\n\n");
        }
    }

    @Test
    void whereOnlyTheRequestIsDamagedTheAnswerIsServedWhole() throws Exception {
        Path file = write("a.ndjson", HEADER + "{\"kind\":\"request\",oops}\n" + HEAD + frame("x\\n\\n") + end());
        try (Running running = Running.of(ReplayOptions.of(file));
                RawClient client = running.connect()) {
            RawBody body = ask(client, "{}");
            assertThat(body.text()).isEqualTo("x\n\n");
            assertThat(body.complete()).isTrue();
            assertThat(running.notice().line()).contains("a.ndjson: line 2 is not JSON");
        }
    }

    @Test
    void aTornEndIsSaidBeforeItIsServed() throws Exception {
        Path file = write("a.ndjson", HEADER + request("{}") + HEAD + frame("x\\n\\n") + "{\"kind\":\"fr");
        try (Running running = Running.of(ReplayOptions.of(file))) {
            assertThat(running.notice().line()).startsWith(file + " ends within a line (11 bytes left out)");
        }
    }

    @Test
    void whereNothingIsARecordingNothingIsServed() throws IOException {
        Path file = write("a.ndjson", "oops\n");
        assertStartFails(ReplayOptions.of(file), DamagedRecordingException.class, "line 1");
    }

    @Test
    void nothingToServeIsNoticedAtTheStart() {
        assertStartFails(ReplayOptions.of(folder.resolve("absent")), NoSuchFileException.class, "absent");
        assertStartFails(ReplayOptions.of(folder), NoSuchFileException.class, "holds no recording");
    }

    @Test
    void aTakenPortIsNoticedAtTheStart() throws IOException {
        Path file = write("a.ndjson", exchange("{}", "x\\n\\n"));
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            assertStartFails(
                    ReplayOptions.of(file).listen("127.0.0.1", taken.getLocalPort()), BindException.class, "in use");
        }
    }

    private static void assertStartFails(ReplayOptions options, Class<?> cause, String words) {
        assertThatThrownBy(() -> Running.of(options))
                .isInstanceOf(CompletionException.class)
                .cause()
                .isInstanceOf(cause)
                .hasMessageContaining(words);
    }

    private static String ask(Path file, String body) throws Exception {
        try (Running running = Running.of(ReplayOptions.of(file).pace(Pace.MAX));
                RawClient client = running.connect()) {
            return ask(client, body).text();
        }
    }

    private static RawBody ask(RawClient client, String body) throws IOException {
        return client.post("/v1/messages", body).readBody(client.readHead());
    }

    private static String exchange(String body, String raw) {
        return HEADER + request(body) + HEAD + frame(raw) + end();
    }

    private static String request(String body) {
        return "{\"kind\":\"request\",\"t\":0,\"method\":\"POST\",\"url\":\"https://api.example.com/v1/messages\","
                + "\"http\":\"1.1\",\"headers\":[],\"body\":{\"text\":\"" + body + "\"}}\n";
    }

    private static String frame(String raw) {
        return "{\"kind\":\"frame\",\"t\":20,\"n\":0,\"raw\":\"" + raw + "\"}\n";
    }

    private static String end() {
        return "{\"kind\":\"end\",\"t\":30,\"outcome\":\"complete\",\"frames\":1,\"bytes\":5}\n";
    }

    private Path write(String name, String text) throws IOException {
        return Files.writeString(folder.resolve(name), text, UTF_8);
    }
}
