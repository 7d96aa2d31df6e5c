package dev.wiretape.replay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.anthropic.client.AnthropicClient;
import com.anthropic.client.okhttp.AnthropicOkHttpClient;
import com.anthropic.core.http.StreamResponse;
import com.anthropic.errors.BadRequestException;
import com.anthropic.helpers.MessageAccumulator;
import com.anthropic.models.messages.MessageCreateParams;
import com.anthropic.models.messages.RawMessageStreamEvent;
import dev.wiretape.recording.Entry;
import dev.wiretape.recording.Exchange;
import dev.wiretape.recording.Outcome;
import dev.wiretape.recording.Recording;
import dev.wiretape.recording.SessionFolder;
import dev.wiretape.testing.Ending;
import dev.wiretape.testing.RawBody;
import dev.wiretape.testing.RawClient;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The bundled recordings, served to a raw client and to the official one. */
@Timeout(60)
class SampleRecordingsTest {
    private static final Path RECORDINGS = Path.of("recordings");

    static Stream<Path> recordings() throws Exception {
        List<Path> files = SessionFolder.recordings(RECORDINGS);
        assertThat(files).isNotEmpty();
        return files.stream();
    }

    @ParameterizedTest
    @MethodSource("recordings")
    void everyRecordingIsServedByteForByteAndEndsAsItDid(Path file) throws Exception {
        Exchange exchange = Recording.scan(file).exchanges().get(0);
        Entry.Request request = exchange.request().orElseThrow();
        Entry.End end = exchange.end().orElseThrow();
        try (Running running = Running.of(ReplayOptions.of(file).pace(Pace.MAX));
                RawClient client = running.connect()) {
            String path = Asked.of(request, new byte[0]).path();
            RawBody body = client.post(path, request.body().text()).readBody(client.readHead());
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(body.bytes());
            assertThat(body.bytes()).hasSize((int) end.bytes());
            assertThat(HexFormat.of().formatHex(hash)).isEqualTo(end.sha256());
            assertThat(body.complete()).isEqualTo(end.outcome().equals(Optional.of(Outcome.COMPLETE)));
            if (!body.complete()) {
                boolean reset = end.outcome().equals(Optional.of(Outcome.UPSTREAM_RESET));
                assertThat(body.ending()).contains(reset ? Ending.RESET : Ending.FIN);
            }
        }
    }

    @Test
    void theOfficialClientGetsTheMessage() {
        ReplayOptions options =
                ReplayOptions.of(RECORDINGS.resolve("plain-text.ndjson")).pace(Pace.MAX);
        try (Running running = Running.of(options);
                StreamResponse<RawMessageStreamEvent> events =
                        client(running).messages().createStreaming(request())) {
            MessageAccumulator message = MessageAccumulator.create();
            events.stream().forEach(message::accumulate);
            assertThat(message.message().content()).isNotEmpty();
            assertThat(message.message().stopReason()).isPresent();
        }
    }

    @Test
    void theOfficialClientUnderstandsARefusal() {
        Take other = Tape.post("/v1/messages", "{}").named("a");
        try (Running running = Running.of(options -> options.match(MatchMode.STRICT), other)) {
            AnthropicClient client = client(running);
            assertThatThrownBy(() -> client.messages().create(request()))
                    .isInstanceOf(BadRequestException.class)
                    .hasMessageContaining("no recording answers POST /v1/messages");
            client.close();
        }
    }

    private static AnthropicClient client(Running running) {
        return AnthropicOkHttpClient.builder()
                .baseUrl("http://127.0.0.1:" + running.replay.port())
                .apiKey("none")
                .maxRetries(0)
                .build();
    }

    private static MessageCreateParams request() {
        return MessageCreateParams.builder()
                .model("claude-sonnet-4-5")
                .maxTokens(100)
                .addUserMessage("Hello")
                .build();
    }
}
