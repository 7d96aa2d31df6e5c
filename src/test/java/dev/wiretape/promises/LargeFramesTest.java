package dev.wiretape.promises;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Frames as large as they may be, served to many clients at once, in little memory. */
@Timeout(300)
class LargeFramesTest {
    private static final int CLIENTS = 24;
    private static final int FRAME = 7_000_000;
    /** Less than half of what the clients would hold if each held a frame. */
    private static final String MEMORY = "64m";

    @TempDir
    Path folder;

    @Test
    void aReplayServesThemToAllClientsAtOnce() throws Exception {
        Path recording = recording();
        Process replay = new ProcessBuilder(ProgramJar.command(
                        MEMORY, "replay", recording.toString(), "--speed", "max", "--listen", "127.0.0.1:0"))
                .redirectError(folder.resolve("stderr.txt").toFile())
                .start();
        try (BufferedReader said = new BufferedReader(replay.inputReader(UTF_8))) {
            for (CompletableFuture<HttpResponse<Long>> answer : ask(ProgramJar.port(said))) {
                assertThat(answer.get(120, TimeUnit.SECONDS).body())
                        .as(() -> "bytes of the answer; " + said())
                        .isEqualTo(FRAME + "data: \n\n".length());
            }
        } finally {
            replay.destroyForcibly().onExit().join();
        }
    }

    private String said() {
        try {
            return Files.readString(folder.resolve("stderr.txt"));
        } catch (IOException e) {
            return e.toString();
        }
    }

    private Path recording() throws IOException {
        return Files.writeString(
                folder.resolve("large.ndjson"),
                String.join(
                        "\n",
                        "{\"kind\":\"header\",\"format\":\"wiretape\",\"version\":1}",
                        "{\"kind\":\"request\",\"t\":0,\"method\":\"GET\",\"url\":\"http://x/a\",\"http\":\"1.1\",\"headers\":[]}",
                        "{\"kind\":\"response\",\"t\":1,\"status\":200,\"headers\":[[\"Content-Type\",\"text/event-stream\"]]}",
                        "{\"kind\":\"frame\",\"t\":2,\"n\":0,\"raw\":\"data: " + "x".repeat(FRAME) + "\\n\\n\"}",
                        "{\"kind\":\"end\",\"t\":3,\"outcome\":\"complete\",\"frames\":1,\"bytes\":" + (FRAME + 8)
                                + "}",
                        ""));
    }

    private static List<CompletableFuture<HttpResponse<Long>>> ask(int port) {
        HttpClient client = HttpClient.newHttpClient();
        HttpRequest request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/a"))
                .build();
        return Stream.generate(() -> client.sendAsync(request, head -> counting()))
                .limit(CLIENTS)
                .toList();
    }

    private static HttpResponse.BodySubscriber<Long> counting() {
        return HttpResponse.BodySubscribers.mapping(
                HttpResponse.BodySubscribers.ofByteArray(), body -> (long) body.length);
    }
}
