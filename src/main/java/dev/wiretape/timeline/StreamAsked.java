package dev.wiretape.timeline;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import dev.wiretape.recording.Entry;
import java.io.IOException;
import java.util.Optional;

/** Whether a request asked for a stream: its body is a JSON object with {@code "stream": true}. */
final class StreamAsked {
    private static final JsonFactory JSON = new JsonFactory();

    private StreamAsked() {}

    static boolean by(Optional<Entry.Request> request) {
        return request.filter(asked -> asked.method().equals("POST"))
                .filter(asked -> saysStream(asked.body().toBytes()))
                .isPresent();
    }

    private static boolean saysStream(byte[] body) {
        try (JsonParser parser = JSON.createParser(body)) {
            if (parser.nextToken() != JsonToken.START_OBJECT) {
                return false;
            }
            while (parser.nextToken() == JsonToken.FIELD_NAME) {
                boolean stream = parser.currentName().equals("stream");
                JsonToken value = parser.nextToken();
                if (stream) {
                    return value == JsonToken.VALUE_TRUE;
                }
                parser.skipChildren();
            }
        } catch (IOException notJson) {
            // Compressed, or something else: nothing is known.
        }
        return false;
    }
}
