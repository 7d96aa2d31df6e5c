package dev.wiretape.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What {@code replay} says about its choices, and the options that choose. */
@Timeout(60)
class ReplayCommandTest {
    private static final String SAMPLE =
            Path.of("recordings/plain-text.ndjson").toAbsolutePath().toString();

    @TempDir
    private Path folder;

    @Test
    void eachChoiceIsExplainedWhereThatIsAskedFor() throws Exception {
        try (Invocation replay = replay("--explain")) {
            ask(replay, "{\"model\":\"another\",\"max_tokens\":1}");

            replay.interrupt().exits(130);
            assertThat(replay.err())
                    .contains("POST /v1/messages <- plain-text.ndjson (by order; it differs in $.model")
                    .contains("$.max_tokens");
        }
    }

    @Test
    void whatIsUsedUpIsRefusedWhereThatIsAskedFor() throws Exception {
        try (Invocation replay = replay("--repeat", "error")) {
            assertThat(ask(replay, "{}").statusCode()).isEqualTo(200);
            HttpResponse<String> second = ask(replay, "{}");

            assertThat(second.statusCode()).isEqualTo(400);
            assertThat(second.body()).contains("has been served", "--repeat loop");
        }
    }

    @Test
    void eachSessionHasItsOwnRecordings() throws Exception {
        try (Invocation replay = replay("--repeat", "error", "--session-by", "X-Run")) {
            assertThat(ask(replay, "{}", "X-Run", "1").statusCode()).isEqualTo(200);
            assertThat(ask(replay, "{}", "X-Run", "2").statusCode()).isEqualTo(200);
            assertThat(ask(replay, "{}", "X-Run", "1").statusCode()).isEqualTo(400);
        }
    }

    @Test
    void optionsThatContradictEachOtherAreRefused() {
        assertThat(Invocation.in(folder, "replay", SAMPLE, "--loop", "--repeat", "last")
                        .fails(2))
                .contains("--loop and --repeat");
        assertThat(Invocation.in(folder, "replay", SAMPLE, "--session-by", "a b")
                        .fails(2))
                .contains("--session-by is the name of a header field", "'a b'");
        assertThat(Invocation.in(folder, "replay", SAMPLE, "--out", "x").fails(2))
                .contains("--out is where --record-missing records");
        assertThat(Invocation.in(folder, "replay", SAMPLE, "--tui").fails(2)).contains("--tui needs a terminal");
    }

    private Invocation replay(String... options) {
        String[] words = new String[6 + options.length];
        System.arraycopy(new String[] {"replay", SAMPLE, "--listen", "0", "-s", "max"}, 0, words, 0, 6);
        System.arraycopy(options, 0, words, 6, options.length);
        return Invocation.in(folder, words);
    }

    private static HttpResponse<String> ask(Invocation replay, String body, String... fields) throws Exception {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(replay.url() + "/v1/messages"))
                .header("content-type", "application/json")
                .POST(BodyPublishers.ofString(body));
        if (fields.length > 0) {
            request.headers(fields);
        }
        return HttpClient.newHttpClient().send(request.build(), BodyHandlers.ofString());
    }
}
