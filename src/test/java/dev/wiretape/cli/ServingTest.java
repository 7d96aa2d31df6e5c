package dev.wiretape.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.wiretape.recording.Exchange;
import dev.wiretape.recording.Outcome;
import dev.wiretape.recording.Recording;
import dev.wiretape.recording.SessionFolder;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The commands that listen: {@code record}, {@code replay}, and {@code demo}, which uses both. */
@Timeout(60)
class ServingTest {
    private static final Path SAMPLE =
            Path.of("recordings/thinking-then-text.ndjson").toAbsolutePath();

    @TempDir
    private Path folder;

    private final HttpClient client = HttpClient.newHttpClient();

    @Test
    void aRecordingInFrontOfAReplayIsTheReplayedRecording() throws Exception {
        try (Invocation replay = Invocation.in(folder, "replay", SAMPLE.toString(), "--listen", "0", "-s", "max");
                Invocation record =
                        Invocation.in(folder, "record", "--listen", "127.0.0.1:0", "--target", replay.url())) {
            HttpResponse<String> answer = ask(record.url());
            record.interrupt().exits(130);

            assertThat(answer.statusCode()).isEqualTo(200);
            assertThat(record.err()).matches("wiretape: recorded 1 exchange in \\S+Z\\.\\n");
            assertThat(onlyExchange().end().orElseThrow().sha256())
                    .isEqualTo(Recording.scan(SAMPLE)
                            .exchanges()
                            .get(0)
                            .end()
                            .orElseThrow()
                            .sha256());
            replay.interrupt().exits(130);
            assertThat(replay.err()).contains("POST /v1/messages <- thinking-then-text.ndjson");
        }
    }

    @Test
    void aTargetThatCannotBeReachedIsAnAnswerAndARecording() throws Exception {
        try (Invocation record =
                Invocation.in(folder, "record", "--listen", "0", "--target", "http://127.0.0.1:" + unusedPort())) {
            HttpResponse<String> answer = ask(record.url());
            record.interrupt().exits(130);

            assertThat(answer.statusCode()).isEqualTo(502);
            assertThat(answer.body()).startsWith("{\"type\":\"error\"");
            assertThat(onlyExchange().end().orElseThrow().outcome()).contains(Outcome.UPSTREAM_UNREACHABLE);
        }
    }

    @Test
    void aSessionInWhichNothingCameInLeavesNothing() throws IOException {
        try (Invocation record = Invocation.in(folder, "record", "--listen", "0")) {
            record.url();

            record.interrupt().exits(130);

            assertThat(record.err()).isEqualTo("wiretape: nothing came in, nothing was recorded.\n");
            assertThat(sessions()).isEmpty();
        }
    }

    @Test
    void aRecordingThatFailsLeavesTheTrafficAloneAndMakesTheExitCode74() throws Exception {
        try (Invocation replay = Invocation.in(folder, "replay", SAMPLE.toString(), "--listen", "0", "-s", "max");
                Invocation record = Invocation.in(folder, "record", "--listen", "0", "--target", replay.url())) {
            record.url();
            Files.delete(sessions().get(0));

            HttpResponse<String> answer = ask(record.url());

            assertThat(answer.body()).contains("message_stop");
            record.interrupt().exits(74);
            assertThat(record.err()).contains("RECORDING FAILED").contains("its folder is gone");
        }
    }

    @Test
    void aRecordingThatFailsStopsTheCommandIfThatIsAskedFor() throws Exception {
        try (Invocation replay = Invocation.in(folder, "replay", SAMPLE.toString(), "--listen", "0", "-s", "max");
                Invocation record = Invocation.in(
                        folder, "record", "--listen", "0", "--target", replay.url(), "--on-record-error", "stop")) {
            record.url();
            Files.delete(sessions().get(0));

            CompletableFuture<HttpResponse<Void>> answer =
                    client.sendAsync(request(record.url()), BodyHandlers.discarding());

            record.exits(74);
            // Whole or cut, it has come to an end.
            assertThat(answer.handle((whole, cut) -> true).join()).isTrue();
        }
    }

    @Test
    void aPortInUseIsReportedWithItsHolder() throws IOException {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            String address = "127.0.0.1:" + taken.getLocalPort();

            String recording =
                    Invocation.in(folder, "record", "--listen", address).fails(69);
            String replaying = Invocation.in(folder, "replay", SAMPLE.toString(), "--listen", address)
                    .fails(69);

            String holder = Files.isDirectory(Path.of("/proc/net"))
                    ? " by java (process " + ProcessHandle.current().pid() + ")"
                    : "";
            assertThat(List.of(recording, replaying))
                    .allMatch(
                            s -> s.equals("wiretape: " + address + " is in use" + holder + "; give another --listen."));
            assertThat(sessions()).isEmpty();
        }
    }

    @Test
    void anOutputFolderThatCannotBeMadeIsNamed() throws IOException {
        Path file = Files.createFile(folder.resolve("file"));

        assertThat(Invocation.in(folder, "record", "--listen", "0", "--out", "file/tapes")
                        .fails(73))
                .contains("cannot create a session in " + file.resolve("tapes"));
    }

    @Test
    void onlyThisMachineIsListenedOn() {
        assertThat(Invocation.in(folder, "record", "--listen", "0.0.0.0:0").fails(2))
                .contains("0.0.0.0");
        assertThat(Invocation.in(folder, "record", "--listen", "here").fails(2)).contains("'here' is no HOST:PORT");
        assertThat(Invocation.in(folder, "record", "--listen", "127.0.0.1:70000")
                        .fails(2))
                .contains("70000");
    }

    @Test
    void aTargetThatIsNoUrlIsRefused() {
        assertThat(Invocation.in(folder, "record", "--target", "api.anthropic.com")
                        .fails(2))
                .contains("api.anthropic.com must begin with http:// or https://");
    }

    @Test
    void whatCannotBeReplayedIsRefused() throws IOException {
        Path notes = Files.writeString(folder.resolve("notes.txt"), "dear diary\n");

        assertThat(Invocation.in(folder, "replay", "nothing").fails(66)).contains("there is no file");
        assertThat(Invocation.in(folder, "replay", notes.toString()).fails(65)).contains("is no recording");
        assertThat(Invocation.in(folder, "replay", SAMPLE.toString(), "-s", "0").fails(2))
                .contains("--speed");
        assertThat(Invocation.in(folder, "replay", SAMPLE.toString(), "-i", "x").fails(2))
                .contains("--idle-time-limit");
        assertThat(Invocation.in(folder, "replay", SAMPLE.toString(), "--match", "x")
                        .fails(2))
                .contains("--match");
    }

    @Test
    void theDemoShowsARecordingThatIsByteForByteWhatWasServed() throws IOException {
        Invocation demo = Invocation.in(folder, "demo", "--speed", "max").exits(0);

        assertThat(demo.err()).isEmpty();
        assertThat(demo.out())
                .doesNotContain("\033")
                .contains("message_start", "thinking_delta", "text_delta", "stop_reason end_turn", "byte for byte")
                .contains("./wiretape show last");
        assertThat(onlyExchange().end().orElseThrow().outcome()).contains(Outcome.COMPLETE);
    }

    private HttpResponse<String> ask(String url) throws IOException, InterruptedException {
        return client.send(request(url), BodyHandlers.ofString());
    }

    private static HttpRequest request(String url) {
        return HttpRequest.newBuilder(URI.create(url + "/v1/messages"))
                .POST(BodyPublishers.ofString("{\"stream\":true}"))
                .build();
    }

    private List<Path> sessions() throws IOException {
        return SessionFolder.sessions(folder.resolve("recordings"));
    }

    private Exchange onlyExchange() throws IOException {
        List<Exchange> exchanges = sessions().stream()
                .flatMap(session -> RecordingPath.recordings(session).stream())
                .flatMap(ServingTest::exchanges)
                .toList();
        assertThat(exchanges).hasSize(1);
        return exchanges.get(0);
    }

    private static Stream<Exchange> exchanges(Path file) {
        try {
            return Recording.scan(file).exchanges().stream();
        } catch (IOException e) {
            throw Unreadable.failure(file, e);
        }
    }

    private static int unusedPort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }
}
