package dev.wiretape.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.wiretape.sse.EventDecoder;
import java.util.function.Function;

/** What a frame adds to the message's text: its text deltas, an empty line between two blocks of text. */
final class SpokenText implements Function<byte[], String> {
    private static final JsonMapper JSON = new JsonMapper();

    private final EventDecoder decoder = new EventDecoder();
    private boolean spoken;

    @Override
    public String apply(byte[] frame) {
        JsonNode data = decoder.decode(frame).map(event -> parse(event.data())).orElseGet(JSON::missingNode);
        return switch (data.path("type").asText()) {
            case "content_block_start" -> begin(data.path("content_block"));
            case "content_block_delta" -> text(data.path("delta").path("text").asText());
            case "message_stop" -> spoken ? "\n" : "";
            default -> "";
        };
    }

    /** The text of a whole message; nothing where it is none. */
    static String ofMessage(byte[] body) {
        StringBuilder text = new StringBuilder();
        for (JsonNode block : parse(new String(body, UTF_8)).path("content")) {
            if (block.path("text").isTextual()) {
                text.append(text.isEmpty() ? "" : "\n\n")
                        .append(block.path("text").textValue());
            }
        }
        return text.isEmpty() ? "" : text.append('\n').toString();
    }

    private String begin(JsonNode block) {
        boolean another = spoken && block.path("type").asText().equals("text");
        return (another ? "\n\n" : "") + text(block.path("text").asText());
    }

    private String text(String text) {
        spoken |= !text.isEmpty();
        return text;
    }

    private static JsonNode parse(String data) {
        try {
            return JSON.readTree(data);
        } catch (JsonProcessingException noJson) {
            // What is no JSON says nothing.
            return JSON.missingNode();
        }
    }
}
