package dev.wiretape.recording;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;

/** Lines of format version 1 as entries. Unknown fields are ignored, unknown kinds become {@link Entry.Unknown}. */
final class LineDecoder {
    /** Format versions this program reads. */
    static final int NEWEST_VERSION = 1;

    /** How the reason begins where a header is of a version this program does not read. */
    static final String OTHER_VERSION = "says format version ";

    static final ObjectReader JSON = JsonMapper.builder()
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build()
            .reader();

    static {
        // A frame may be 8 MiB, a request body more; depth is bounded by our own format.
        JSON.getFactory()
                .setStreamReadConstraints(StreamReadConstraints.builder()
                        .maxStringLength(Integer.MAX_VALUE)
                        .build());
    }

    /** Why a line is no entry, in words that complete "line 7 …". */
    static final class Damage extends Exception {
        private static final long serialVersionUID = 1L;

        Damage(String reason) {
            super(reason);
        }
    }

    /** Where a line's JSON comes from. */
    interface Source {
        JsonNode read() throws IOException;
    }

    private LineDecoder() {}

    static Entry decode(byte[] line, int offset, int length) throws Damage {
        return decode(parse(() -> JSON.readTree(line, offset, length)));
    }

    /** What was read of a line, as an entry. */
    static Entry decode(JsonNode node) throws Damage {
        if (!node.isObject()) {
            throw new Damage("is not a JSON object");
        }
        String kind = text(node, "kind");
        return switch (kind) {
            case "header" -> header(node);
            case "request" -> request(node);
            case "upload" -> new Entry.Upload(time(node), payload(node, "text"), redactions(node));
            case "interim" -> new Entry.Interim(time(node), (int) number(node, "status"), fields(node));
            case "response" -> response(node);
            case "frame" ->
                new Entry.Frame(time(node), number(node, "n"), payload(node, "raw"), parts(node), redactions(node));
            case "body" ->
                new Entry.Body(
                        time(node),
                        payload(node, "text"),
                        node.path("encoded").asBoolean(),
                        parts(node),
                        redactions(node));
            case "paused" -> new Entry.Paused(time(node));
            case "resumed" -> new Entry.Resumed(time(node));
            case "partial" -> new Entry.Partial(time(node), payload(node, "raw"), parts(node), redactions(node));
            case "trailers" -> new Entry.Trailers(time(node), fields(node));
            case "tunnel" -> new Entry.Tunnel(time(node), number(node, "sent"), number(node, "received"));
            case "fault" -> new Entry.Fault(time(node), text(node, "spec"));
            case "end" -> end(node);
            default -> new Entry.Unknown(kind);
        };
    }

    /** Reads a line's JSON, or says why it is none. */
    static JsonNode parse(Source source) throws Damage {
        try {
            JsonNode node = source.read();
            if (node == null || node.isMissingNode()) {
                throw new Damage("is empty");
            }
            return node;
        } catch (JsonProcessingException e) {
            throw new Damage("is not JSON: " + firstSentence(e));
        } catch (IOException e) {
            throw new Damage("is not UTF-8: " + e.getMessage());
        }
    }

    private static String firstSentence(JsonProcessingException e) {
        int column = e.getLocation() == null ? 0 : e.getLocation().getColumnNr();
        String message = e.getOriginalMessage().lines().findFirst().orElse("unreadable");
        return message + (column > 0 ? " (column " + column + ")" : "");
    }

    private static Entry header(JsonNode node) throws Damage {
        if (!"wiretape".equals(node.path("format").asText())) {
            throw new Damage("is the header of another format");
        }
        long version = number(node, "version");
        if (version > NEWEST_VERSION) {
            throw new Damage(OTHER_VERSION + version + ", and this wiretape reads up to " + NEWEST_VERSION
                    + "; a newer one reads it");
        }
        return new Entry.Header(
                (int) version,
                node.path("id").asText(),
                node.path("session").asText(),
                node.path("seq").asLong(),
                node.path("at").asText(),
                node.path("t0").asLong(),
                node.path("via").asText(),
                node.path("tool").asText(),
                node.path("timed").asBoolean(true),
                texts(node.path("faults")));
    }

    private static List<String> texts(JsonNode array) {
        List<String> texts = new ArrayList<>();
        array.forEach(element -> texts.add(element.asText()));
        return List.copyOf(texts);
    }

    private static Entry request(JsonNode node) throws Damage {
        return new Entry.Request(
                time(node),
                text(node, "method"),
                text(node, "url"),
                node.path("http").asText(),
                fields(node),
                Optional.ofNullable(node.path("encoding").textValue()),
                payload(node.path("body"), "text"),
                redactions(node));
    }

    private static Entry response(JsonNode node) throws Damage {
        return new Entry.Response(
                time(node),
                (int) number(node, "status"),
                node.path("reason").asText(),
                node.path("http").asText(),
                fields(node),
                Optional.ofNullable(node.path("encoding").textValue()),
                node.path("undecoded").asBoolean());
    }

    private static Entry end(JsonNode node) throws Damage {
        String word = text(node, "outcome");
        return new Entry.End(
                time(node),
                Outcome.of(word),
                word,
                node.path("frames").asLong(),
                node.path("bytes").asLong(),
                node.path("sha256").asText(),
                Optional.ofNullable(node.path("wire_sha256").textValue()),
                node.path("reason").asText());
    }

    private static int redactions(JsonNode node) {
        JsonNode count = node.path("redacted");
        return count.canConvertToInt() ? Math.max(0, count.intValue()) : 0;
    }

    private static long time(JsonNode node) throws Damage {
        return number(node, "t");
    }

    private static long number(JsonNode node, String name) throws Damage {
        JsonNode value = node.path(name);
        if (!value.isIntegralNumber() || !value.canConvertToLong()) {
            throw new Damage("has no whole number \"" + name + "\"");
        }
        return value.longValue();
    }

    private static String text(JsonNode node, String name) throws Damage {
        String value = node.path(name).textValue();
        if (value == null) {
            throw new Damage("has no text \"" + name + "\"");
        }
        return value;
    }

    private static List<Field> fields(JsonNode node) throws Damage {
        List<Field> fields = new ArrayList<>();
        for (JsonNode pair : node.path("headers")) {
            if (pair.size() != 2 || !pair.path(0).isTextual() || !pair.path(1).isTextual()) {
                throw new Damage("has a header that is no [name, value]");
            }
            fields.add(new Field(pair.path(0).textValue(), pair.path(1).textValue()));
        }
        return List.copyOf(fields);
    }

    private static List<Part> parts(JsonNode node) throws Damage {
        List<Part> parts = new ArrayList<>();
        for (JsonNode pair : node.path("parts")) {
            if (pair.size() != 2
                    || !pair.path(0).canConvertToInt()
                    || !pair.path(1).isIntegralNumber()) {
                throw new Damage("has a part that is no [bytes, time]");
            }
            parts.add(new Part(pair.path(0).intValue(), pair.path(1).longValue()));
        }
        return List.copyOf(parts);
    }

    private static Payload payload(JsonNode node, String name) throws Damage {
        String text = node.path(name).textValue();
        if (text != null) {
            return Payload.owning(utf8(text, name));
        }
        String base64 = node.path("base64").textValue();
        if (base64 == null) {
            if (node.isMissingNode() || "text".equals(name)) {
                return Payload.EMPTY;
            }
            throw new Damage("has neither \"" + name + "\" nor \"base64\"");
        }
        try {
            return Payload.owning(Base64.getDecoder().decode(base64));
        } catch (IllegalArgumentException e) {
            throw new Damage("has \"base64\" that is none: " + e.getMessage());
        }
    }

    /** Strict: a lone surrogate has no bytes, and to invent some would break the recording's hash silently. */
    private static byte[] utf8(String text, String name) throws Damage {
        byte[] bytes = text.getBytes(UTF_8);
        if (hasLoneSurrogate(text)) {
            throw new Damage("has a lone surrogate in \"" + name + "\"");
        }
        return bytes;
    }

    private static boolean hasLoneSurrogate(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (Character.isSurrogate(text.charAt(i))) {
                boolean pair = Character.isHighSurrogate(text.charAt(i))
                        && i + 1 < text.length()
                        && Character.isLowSurrogate(text.charAt(i + 1));
                if (!pair) {
                    return true;
                }
                i++;
            }
        }
        return false;
    }
}
