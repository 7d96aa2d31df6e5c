package dev.wiretape.clients;

import com.anthropic.client.AnthropicClient;
import com.anthropic.client.okhttp.AnthropicOkHttpClient;
import com.anthropic.core.ObjectMappers;
import com.anthropic.core.http.StreamResponse;
import com.anthropic.helpers.BetaMessageAccumulator;
import com.anthropic.helpers.MessageAccumulator;
import com.fasterxml.jackson.core.JsonProcessingException;
import java.util.ArrayList;
import java.util.List;

/** The Java SDK, asked for one stream. */
final class JavaSdk implements AutoCloseable {
    private static final String MODEL = "claude-sonnet-5";

    private final AnthropicClient client =
            AnthropicOkHttpClient.builder().apiKey("not-a-key").maxRetries(0).build();

    /**
     * What came of a stream.
     *
     * @param events each as JSON, up to the end or the error
     * @param message the accumulated message as JSON, or empty
     * @param error the exception's type, or empty
     * @param words the exception's message, or empty
     */
    record Result(List<String> events, String message, String error, String words) {}

    /** Streams through the beta API. */
    Result beta(String baseUrl) {
        BetaMessageAccumulator accumulator = BetaMessageAccumulator.create();
        List<String> events = new ArrayList<>();
        var request = com.anthropic.models.beta.messages.MessageCreateParams.builder()
                .model(MODEL)
                .maxTokens(1024)
                .addUserMessage("Hello?")
                .build();
        try (StreamResponse<?> response = at(baseUrl).beta().messages().createStreaming(request)) {
            response.stream().forEach(event -> {
                events.add(json(event));
                accumulator.accumulate((com.anthropic.models.beta.messages.BetaRawMessageStreamEvent) event);
            });
            return new Result(events, json(accumulator.message()), "", "");
        } catch (RuntimeException e) {
            return failed(events, e);
        }
    }

    /** Streams through the stable API. */
    Result ga(String baseUrl) {
        MessageAccumulator accumulator = MessageAccumulator.create();
        List<String> events = new ArrayList<>();
        var request = com.anthropic.models.messages.MessageCreateParams.builder()
                .model(MODEL)
                .maxTokens(1024)
                .addUserMessage("Hello?")
                .build();
        try (StreamResponse<?> response = at(baseUrl).messages().createStreaming(request)) {
            response.stream().forEach(event -> {
                events.add(json(event));
                accumulator.accumulate((com.anthropic.models.messages.RawMessageStreamEvent) event);
            });
            return new Result(events, json(accumulator.message()), "", "");
        } catch (RuntimeException e) {
            return failed(events, e);
        }
    }

    @Override
    public void close() {
        client.close();
    }

    private AnthropicClient at(String baseUrl) {
        return client.withOptions(options -> options.baseUrl(baseUrl));
    }

    private static Result failed(List<String> events, RuntimeException e) {
        Throwable cause = e.getCause();
        String words = e.getMessage() + (cause == null ? "" : " | " + cause.getMessage());
        return new Result(events, "", e.getClass().getName(), words);
    }

    private static String json(Object value) {
        try {
            return ObjectMappers.jsonMapper().writeValueAsString(value);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }
}
