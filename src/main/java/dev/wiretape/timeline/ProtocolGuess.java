package dev.wiretape.timeline;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import dev.wiretape.sse.Event;
import java.io.IOException;
import java.util.Optional;
import java.util.Set;

/** Tells from its events what a stream speaks: the first one that says it clearly decides. */
final class ProtocolGuess {
    private static final JsonFactory JSON = new JsonFactory();
    private static final Set<String> EVENTS = Set.of(
            "message_start",
            "content_block_start",
            "content_block_delta",
            "content_block_stop",
            "message_delta",
            "message_stop",
            "ping",
            "error");

    private Optional<Protocol> decided = Optional.empty();

    /** Looks at the next event, unless it is clear already. */
    void see(Event event) {
        if (decided.isEmpty()) {
            decided = decide(event);
        }
    }

    Optional<Protocol> decided() {
        return decided;
    }

    private static Optional<Protocol> decide(Event event) {
        Marks marks = Marks.of(event.data());
        if (EVENTS.contains(marks.type) || (event.named() && EVENTS.contains(event.type()))) {
            boolean foreign = marks.type.equals("error") && !marks.hasError;
            return foreign ? Optional.empty() : Optional.of(Protocol.ANTHROPIC_MESSAGES);
        }
        if (marks.type.startsWith("response.")) {
            return Optional.of(Protocol.OPENAI_RESPONSES);
        }
        if (marks.chat) {
            return Optional.of(Protocol.OPENAI_CHAT);
        }
        return marks.candidates ? Optional.of(Protocol.GEMINI) : Optional.empty();
    }

    /** The members of an event's data that tell one protocol from another; as far as the data is JSON. */
    private static final class Marks {
        private String type = "";
        private boolean hasError;
        private boolean chat;
        private boolean candidates;

        static Marks of(String data) {
            Marks marks = new Marks();
            try (JsonParser parser = JSON.createParser(data)) {
                if (parser.nextToken() == JsonToken.START_OBJECT) {
                    marks.members(parser);
                }
            } catch (IOException notJson) {
                // What was read before says what it says.
            }
            return marks;
        }

        private void members(JsonParser parser) throws IOException {
            while (parser.nextToken() == JsonToken.FIELD_NAME) {
                String name = parser.currentName();
                JsonToken value = parser.nextToken();
                if (value == null) {
                    return;
                }
                switch (name) {
                    case "type" -> type = value == JsonToken.VALUE_STRING ? parser.getText() : "";
                    case "error" -> hasError = value == JsonToken.START_OBJECT;
                    case "object" -> chat |= parser.getText().startsWith("chat.completion");
                    case "choices" -> chat |= value == JsonToken.START_ARRAY;
                    case "candidates" -> candidates = value == JsonToken.START_ARRAY;
                    default -> {
                        // Says nothing.
                    }
                }
                parser.skipChildren();
            }
        }
    }
}
