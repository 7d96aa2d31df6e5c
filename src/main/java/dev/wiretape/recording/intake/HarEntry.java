package dev.wiretape.recording.intake;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import dev.wiretape.recording.Field;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** One entry of a HAR, and what of it is of use. Whatever may be missing is read as nothing. */
record HarEntry(JsonNode node) {
    private static final DateTimeFormatter AT = DateTimeFormatter.ofPattern(
                    "uuuu-MM-dd'T'HH:mm:ss.SSSSSS'Z'", Locale.ROOT)
            .withZone(ZoneOffset.UTC);

    JsonNode request() {
        return node.path("request");
    }

    JsonNode response() {
        return node.path("response");
    }

    /** What Chrome saves of an event stream: {@code {time, eventName, eventId, data}}, the time in seconds since 1970. */
    List<JsonNode> messages() {
        List<JsonNode> messages = new ArrayList<>();
        node.path("_eventSourceMessages").forEach(messages::add);
        return messages;
    }

    boolean isOfInterest() {
        String type = response().path("content").path("mimeType").asText();
        return request().path("method").asText().equals("POST")
                || type.startsWith("text/event-stream")
                || !messages().isEmpty();
    }

    String url() {
        return request().path("url").asText();
    }

    /** When it began, wall-clock time; empty where that is not said or not readable. */
    Optional<Instant> started() {
        try {
            return Optional.of(
                    OffsetDateTime.parse(node.path("startedDateTime").asText()).toInstant());
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }

    /** The same in µs since 1970; 0 where it is not known. */
    long startedMicros() {
        return started().map(at -> ChronoUnit.MICROS.between(Instant.EPOCH, at)).orElse(0L);
    }

    /** The same for a recording's header. */
    String at() {
        return started().map(AT::format).orElse("");
    }

    /** µs until the head of the response was there, by the entry's timings; 0 where they do not say. */
    long untilHead() {
        double millis = 0;
        for (String phase : List.of("blocked", "dns", "connect", "send", "wait")) {
            millis += Math.max(0, node.path("timings").path(phase).asDouble());
        }
        return (long) (millis * 1000);
    }

    /** µs until the response was whole. */
    long untilEnd() {
        return (long) (Math.max(0, node.path("time").asDouble()) * 1000);
    }

    byte[] requestBody() {
        JsonNode data = request().path("postData");
        return bytes(data.path("text").asText(), data.path("encoding").asText());
    }

    /** The body as far as the HAR holds it, decoded; empty where it holds none. */
    byte[] responseBody() {
        JsonNode content = response().path("content");
        return bytes(content.path("text").asText(), content.path("encoding").asText());
    }

    /** Whether the response's body is in the HAR. */
    boolean hasResponseBody() {
        return !response().path("content").path("text").asText().isEmpty();
    }

    /** The header fields of a request or a response, without HTTP/2's pseudo fields. */
    static List<Field> fields(JsonNode message) {
        List<Field> fields = new ArrayList<>();
        for (JsonNode header : message.path("headers")) {
            String name = header.path("name").asText();
            if (!name.isEmpty() && !name.startsWith(":")) {
                fields.add(new Field(name, header.path("value").asText()));
            }
        }
        return List.copyOf(fields);
    }

    /** {@code 1.1}, {@code 2} or {@code 3}, whatever it is called: {@code HTTP/1.1}, {@code h2}, {@code http/2.0}. */
    static String http(JsonNode message) {
        String digits = message.path("httpVersion").asText().replaceAll("[^0-9.]", "");
        return digits.endsWith(".0") && !digits.equals("1.0") ? digits.substring(0, digits.length() - 2) : digits;
    }

    private static byte[] bytes(String text, String encoding) {
        if (encoding.equalsIgnoreCase("base64")) {
            try {
                return Base64.getMimeDecoder().decode(text);
            } catch (IllegalArgumentException notBase64) {
                return text.getBytes(UTF_8);
            }
        }
        return text.getBytes(UTF_8);
    }
}
