package dev.wiretape.clients;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.anthropic.client.AnthropicClient;
import com.anthropic.client.okhttp.AnthropicOkHttpClient;
import com.anthropic.core.http.StreamResponse;
import com.anthropic.models.messages.MessageCreateParams;
import com.anthropic.models.messages.RawMessageStreamEvent;

/** A program that knows nothing of the recorder: asks the API by the Java SDK and prints what it says. */
public final class SdkProgram {
    private SdkProgram() {}

    /** The argument is the API's address. */
    public static void main(String[] args) {
        AnthropicClient client = AnthropicOkHttpClient.builder()
                .apiKey("not-a-key")
                .baseUrl(args[0])
                .maxRetries(0)
                .build();
        MessageCreateParams request = MessageCreateParams.builder()
                .model("claude-sonnet-5")
                .maxTokens(1024)
                .addUserMessage("Hello?")
                .build();
        StringBuilder text = new StringBuilder();
        try (StreamResponse<RawMessageStreamEvent> stream = client.messages().createStreaming(request)) {
            stream.stream()
                    .forEach(event -> event.contentBlockDelta()
                            .flatMap(delta -> delta.delta().text())
                            .ifPresent(delta -> text.append(delta.text())));
        } finally {
            client.close();
        }
        System.out.writeBytes(text.toString().getBytes(UTF_8));
        System.exit(0);
    }
}
