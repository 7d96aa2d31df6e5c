package dev.wiretape.timeline;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.wiretape.recording.Payload;
import java.io.ByteArrayOutputStream;
import java.util.Optional;

/** The body of a response that is an error: its beginning is kept to say which. */
final class HttpErrorBody {
    private static final int KEPT = 64 * 1024;
    private static final JsonMapper JSON = new JsonMapper();

    private final ByteArrayOutputStream kept = new ByteArrayOutputStream();

    void add(Payload bytes) {
        int room = KEPT - kept.size();
        if (room > 0) {
            byte[] more = bytes.toBytes();
            kept.write(more, 0, Math.min(room, more.length));
        }
    }

    /** The error's type and message, as the API and those who imitate it write them; else how the body begins. */
    Optional<String> words() {
        String text = kept.toString(UTF_8).strip();
        if (text.isEmpty()) {
            return Optional.empty();
        }
        JsonNode error = parse(text).path("error");
        String type = error.path("type").asText();
        String message =
                error.isTextual() ? error.textValue() : error.path("message").asText();
        if (type.isEmpty() && message.isEmpty()) {
            return Optional.of("\"" + Visible.of(text, 80) + "\"");
        }
        return Optional.of(
                Visible.of(type.isEmpty() || message.isEmpty() ? type + message : type + ": " + message, 200));
    }

    private static JsonNode parse(String text) {
        int brace = text.indexOf('{');
        try {
            return brace < 0 ? JSON.missingNode() : JSON.readTree(text.substring(brace));
        } catch (JsonProcessingException notJson) {
            return JSON.missingNode();
        }
    }
}
