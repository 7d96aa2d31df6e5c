package dev.wiretape.junit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.anthropic.client.AnthropicClient;
import com.anthropic.client.okhttp.AnthropicOkHttpClient;
import com.anthropic.core.http.StreamResponse;
import com.anthropic.errors.AnthropicIoException;
import com.anthropic.helpers.MessageAccumulator;
import com.anthropic.models.messages.Message;
import com.anthropic.models.messages.MessageCreateParams;
import com.anthropic.models.messages.RawMessageStreamEvent;
import com.anthropic.models.messages.StopReason;
import java.io.IOException;
import java.lang.reflect.Method;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The extension as other people's tests use it. */
@Timeout(60)
class ReplayExtensionTest {
    private static final String TWO_TOOLS = "recordings/two-tools-in-parallel.ndjson";

    @Test
    @Replay(TWO_TOOLS)
    void theClientGetsTheRecordedMessage(Replayed replayed) {
        Message message = ask(replayed.url());

        assertThat(message.stopReason()).contains(StopReason.TOOL_USE);
        assertThat(replayed.answers()).hasSize(1).allMatch(line -> line.contains("two-tools-in-parallel"));
    }

    @Test
    @Replay(value = TWO_TOOLS, faults = "reset@event=message_delta")
    void theClientIsToldOfAReset(Replayed replayed) {
        assertThatThrownBy(() -> ask(replayed.url())).isInstanceOf(AnthropicIoException.class);
    }

    @Test
    @Replay(value = TWO_TOOLS, faults = "status=529@request=1")
    void theClientTriesAgain(Replayed replayed) {
        assertThat(ask(replayed.url()).stopReason()).contains(StopReason.TOOL_USE);
        assertThat(replayed.answers()).hasSize(2);
    }

    @Test
    void aRequestThatNoRecordingAnswersIsAFailure() throws Exception {
        Served served = Served.start(wish("strict"));
        get(served.url() + "/v1/models");
        served.stop();

        assertThatThrownBy(served::check)
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("GET /v1/models <- refused: no recording answers")
                .hasMessageContaining("two-tools-in-parallel.ndjson was not used");
    }

    @Test
    void whatIsAllowedIsNoFailure() throws Exception {
        Served served = Served.start(wish("lenient"));
        get(served.url() + "/v1/models");
        served.stop();

        assertThatCode(served::check).doesNotThrowAnyException();
    }

    @Test
    void anAnnotationThatMakesNoSenseSaysSo() {
        assertThatThrownBy(() -> Served.start(wish("misspelt")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(
                        "@Replay: 'rest@frame=3' begins with no fault's name; there are cut, close, reset");
        assertThatThrownBy(() -> Served.start(wish("missing")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("@Replay: there is no recordings/nowhere.ndjson, neither from");
        assertThatThrownBy(() -> Served.start(wish("harmless")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("@Replay: 'reset@frame=999' would hit nothing");
    }

    @Replay(value = TWO_TOOLS, faults = "rest@frame=3")
    void misspelt() {}

    @Replay("recordings/nowhere.ndjson")
    void missing() {}

    @Replay(value = TWO_TOOLS, faults = "reset@frame=999")
    void harmless() {}

    @Replay(TWO_TOOLS)
    void strict() {}

    @Replay(value = TWO_TOOLS, mayAskMore = true, mayLeaveUnused = true)
    void lenient() {}

    private static Replay wish(String name) {
        return Arrays.stream(ReplayExtensionTest.class.getDeclaredMethods())
                .filter(method -> method.getName().equals(name))
                .map((Method method) -> method.getAnnotation(Replay.class))
                .findFirst()
                .orElseThrow();
    }

    private static void get(String url) throws IOException, InterruptedException {
        HttpClient.newHttpClient()
                .send(HttpRequest.newBuilder(URI.create(url)).build(), HttpResponse.BodyHandlers.discarding());
    }

    private static Message ask(String url) {
        AnthropicClient client =
                AnthropicOkHttpClient.builder().apiKey("none").baseUrl(url).build();
        MessageCreateParams request = MessageCreateParams.builder()
                .model("claude-sonnet-5")
                .maxTokens(1024)
                .addUserMessage("What is the weather?")
                .build();
        MessageAccumulator accumulator = MessageAccumulator.create();
        try (StreamResponse<RawMessageStreamEvent> response = client.messages().createStreaming(request)) {
            response.stream().forEach(accumulator::accumulate);
            return accumulator.message();
        } finally {
            client.close();
        }
    }
}
