package dev.wiretape.replay;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.wiretape.recording.Field;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * What does not count when a request is compared with a recorded one. Agents send the same conversation with other ids,
 * dates and folders in each run.
 *
 * @param ignored places that never count
 * @param sessionField the header field that tells clients' sessions apart; empty where what agents send is to tell
 */
record Manners(List<JsonPlace> ignored, Optional<String> sessionField) {
    /** All of the body counts. */
    static final Manners NONE = new Manners(List.of(), Optional.empty());

    /** Claude Code's own. */
    private static final String SESSION_FIELD = "x-claude-code-session-id";

    private static final String REMINDER = "<system-reminder>";

    private static final List<Pattern> VARYING = List.of(
            Pattern.compile("(?s)\\bgitStatus:.*"),
            Pattern.compile(
                    "(?i)\\b(cc_version|OS Version|Working directory|Primary working directory|session_id)\\b[=:][^\\n]*"),
            Pattern.compile("\\b[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}\\b"),
            Pattern.compile("\\b\\d{4}-\\d{2}-\\d{2}([T ][0-9:.]+(Z|[+-]\\d\\d:?\\d\\d)?)?"),
            Pattern.compile("\\b\\d{1,2}/\\d{1,2}/\\d{4}\\b"),
            Pattern.compile("\\b(January|February|March|April|May|June|July|August|September|October|November|December)"
                    + " \\d{1,2}, \\d{4}\\b"),
            Pattern.compile("(?<![\\w/])(/[\\w.@+-]+){2,}/?"),
            Pattern.compile("\\b[A-Za-z]:\\\\[^\\s\"'<>]+"));

    /** The body without what is never to count; {@code body} itself where that is nothing. */
    JsonNode without(JsonNode body) {
        if (ignored.isEmpty()) {
            return body;
        }
        JsonNode copy = body.deepCopy();
        ignored.forEach(place -> place.removeFrom(copy));
        return copy;
    }

    /** Whose request it is; empty where nothing says so. */
    String session(List<Field> headers, Optional<JsonNode> body) {
        if (sessionField.isPresent()) {
            return Field.first(headers, sessionField.get()).orElse("");
        }
        return Field.first(headers, SESSION_FIELD)
                .or(() -> body.map(json -> json.path("metadata").path("user_id").asText()))
                .orElse("");
    }

    /** A copy without what varies from run to run. */
    static JsonNode steady(JsonNode body) {
        if (!(body instanceof ObjectNode)) {
            return body;
        }
        ObjectNode copy = body.deepCopy();
        copy.remove(List.of("metadata", "stream"));
        if (copy.has("system")) {
            copy.set("system", masked(copy.get("system"), true));
        }
        if (copy.path("messages") instanceof ArrayNode messages) {
            messages.forEach(Manners::maskMessage);
        }
        return copy;
    }

    private static void maskMessage(JsonNode message) {
        if (message instanceof ObjectNode object && object.has("content")) {
            boolean system = object.path("role").asText().equals("system");
            object.set("content", masked(object.get("content"), system));
        }
    }

    /** A text or blocks of text; what people wrote counts to the letter. */
    private static JsonNode masked(JsonNode content, boolean always) {
        if (content.isTextual()) {
            return always || content.textValue().contains(REMINDER)
                    ? TextNode.valueOf(mask(content.textValue()))
                    : content;
        }
        for (JsonNode block : content) {
            if (block instanceof ObjectNode object && object.path("text").isTextual()) {
                object.set("text", masked(object.get("text"), always));
            }
        }
        return content;
    }

    private static String mask(String text) {
        String masked = text;
        for (Pattern pattern : VARYING) {
            masked = pattern.matcher(masked).replaceAll("…");
        }
        return masked;
    }
}
