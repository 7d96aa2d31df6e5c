package dev.wiretape.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.wiretape.recording.Outcome;
import dev.wiretape.recording.Recording;
import dev.wiretape.recording.SessionFolder;
import dev.wiretape.testing.Taken;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class RecordMissingTest {
    private static final String SAMPLE =
            Path.of("recordings/thinking-then-text.ndjson").toAbsolutePath().toString();

    /** Nothing of it was recorded but the path. */
    private static final String NEW = "{\"stream\":true,\"messages\":[{\"role\":\"user\",\"content\":\"new\"}]}";

    @TempDir
    private Path folder;

    @Test
    void whatNoRecordingAnswersIsForwardedAndRecorded() throws Exception {
        try (Invocation api = Invocation.in(folder, "replay", SAMPLE, "--listen", "0", "-smax", "--match", "sequence");
                Invocation replay = Invocation.in(
                        folder,
                        "replay",
                        SAMPLE,
                        "--listen",
                        "0",
                        "-smax",
                        "--record-missing",
                        "--target",
                        api.url())) {
            String known = ask(replay.url() + "/v1/messages", recordedRequest());
            String missing = ask(replay.url() + "/v1/elsewhere", recordedRequest());
            String another = ask(replay.url() + "/v1/messages", NEW);
            replay.interrupt().exits(130);

            assertThat(missing).isEqualTo(known).isEqualTo(another).contains("message_stop");
            assertThat(replay.err())
                    .contains("POST /v1/messages <- thinking-then-text.ndjson")
                    .contains("POST /v1/elsewhere -> forwarded and recorded")
                    .contains("POST /v1/messages -> forwarded and recorded");
            List<Path> sessions = SessionFolder.sessions(folder.resolve("recordings"));
            List<Path> files = RecordingPath.recordings(sessions.get(0));
            assertThat(files).hasSize(2);
            assertThat(Taken.of(files.get(0)).body()).isEqualTo(missing.getBytes(UTF_8));
            assertThat(Taken.of(files.get(0)).end().orElseThrow().outcome()).contains(Outcome.COMPLETE);
        }
    }

    @Test
    void nothingIsContactedUnlessThatIsAskedFor() {
        assertThat(Invocation.in(folder, "replay", SAMPLE, "--target", "http://127.0.0.1:1")
                        .fails(2))
                .contains("--record-missing");
        assertThat(Invocation.in(folder, "replay", SAMPLE, "--record-missing").fails(2))
                .contains("needs --target");
        assertThat(Files.exists(folder.resolve("recordings"))).isFalse();
    }

    private static String recordedRequest() throws IOException {
        return Recording.scan(Path.of(SAMPLE))
                .exchanges()
                .get(0)
                .request()
                .orElseThrow()
                .body()
                .text();
    }

    private static String ask(String url, String body) throws IOException, InterruptedException {
        return HttpClient.newHttpClient()
                .send(
                        HttpRequest.newBuilder(URI.create(url))
                                .POST(HttpRequest.BodyPublishers.ofString(body))
                                .build(),
                        HttpResponse.BodyHandlers.ofString())
                .body();
    }
}
