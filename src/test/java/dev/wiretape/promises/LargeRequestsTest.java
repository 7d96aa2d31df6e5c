package dev.wiretape.promises;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Requests of the size of documents and images, many at once, in little memory. */
@Timeout(300)
class LargeRequestsTest {
    private static final int CLIENTS = 12;

    @TempDir
    Path folder;

    @Test
    void aReplayAnswersThemAllInALittleMemory() throws Exception {
        Process replay = new ProcessBuilder(ProgramJar.command(
                        "112m",
                        "replay",
                        "recordings/plain-text.ndjson",
                        "--loop",
                        "--speed",
                        "max",
                        "--listen",
                        "127.0.0.1:0"))
                .redirectError(folder.resolve("stderr.txt").toFile())
                .start();
        try (BufferedReader said = new BufferedReader(replay.inputReader(UTF_8))) {
            int port = ProgramJar.port(said);
            List<CompletableFuture<HttpResponse<String>>> answers = ask(port);
            for (CompletableFuture<HttpResponse<String>> answer : answers) {
                HttpResponse<String> response = answer.get(120, TimeUnit.SECONDS);
                assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
                assertThat(response.body()).contains("message_stop");
            }
        } finally {
            replay.destroyForcibly().onExit().join();
        }
    }

    private static List<CompletableFuture<HttpResponse<String>>> ask(int port) {
        String image =
                "{\"model\":\"x\",\"max_tokens\":5,\"stream\":true,\"messages\":[{\"role\":\"user\",\"content\":\""
                        + "a".repeat(6_000_000) + "\"}]}";
        HttpRequest request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/v1/messages"))
                .header("content-type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(image))
                .build();
        Stream<HttpClient> clients = IntStream.range(0, CLIENTS)
                .mapToObj(i -> HttpClient.newBuilder()
                        .version(HttpClient.Version.HTTP_1_1)
                        .build());
        return clients.map(client -> client.sendAsync(request, HttpResponse.BodyHandlers.ofString()))
                .toList();
    }
}
