package dev.wiretape.message;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * A JSON value as it stood on the wire: its text, never re-encoded, so that numbers beyond 2^53, key order and escapes
 * survive.
 *
 * @param text one well-formed JSON value
 */
public record RawJson(String text) {
    /** {@code null}. */
    public static final RawJson NULL = new RawJson("null");

    /** {@code {}}. */
    public static final RawJson EMPTY_OBJECT = new RawJson("{}");

    /** The JSON string for {@code value}. */
    public static RawJson string(CharSequence value) {
        StringBuilder out = new StringBuilder(value.length() + 16);
        try {
            JsonText.quote(value, out);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return new RawJson(out.toString());
    }

    /** Whether it is {@code null}. */
    public boolean isNull() {
        return text.equals("null");
    }

    /** Whether it is an object. */
    public boolean isObject() {
        return text.startsWith("{");
    }

    /** Whether it is an array. */
    public boolean isArray() {
        return text.startsWith("[");
    }

    /** The string it is, decoded; empty if it is something else. */
    public Optional<String> asString() {
        return text.startsWith("\"") ? read(JsonParser::getText) : Optional.empty();
    }

    /** The number it is, if it is an integer that a long can hold. */
    public OptionalLong asLong() {
        try {
            return OptionalLong.of(Long.parseLong(text));
        } catch (NumberFormatException noLong) {
            return OptionalLong.empty();
        }
    }

    /** Whether it is a number. */
    public boolean isNumber() {
        char first = text.charAt(0);
        return first == '-' || (first >= '0' && first <= '9');
    }

    /** The members of the object it is, in order, a repeated name with its last value; none if it is no object. */
    public Map<String, RawJson> members() {
        Map<String, RawJson> members = new LinkedHashMap<>();
        if (isObject()) {
            read(parser -> {
                while (parser.nextToken() == JsonToken.FIELD_NAME) {
                    String name = parser.currentName();
                    parser.nextToken();
                    members.put(name, JsonText.slice(parser, text));
                }
                return members;
            });
        }
        return members;
    }

    /** The member {@code name}; empty if there is none. */
    public Optional<RawJson> member(String name) {
        return Optional.ofNullable(members().get(name));
    }

    /** The elements of the array it is; none if it is no array. */
    public List<RawJson> elements() {
        List<RawJson> elements = new ArrayList<>();
        if (isArray()) {
            read(parser -> {
                while (parser.nextToken() != JsonToken.END_ARRAY) {
                    elements.add(JsonText.slice(parser, text));
                }
                return elements;
            });
        }
        return elements;
    }

    /** Its text. */
    @Override
    public String toString() {
        return text;
    }

    private interface Reading<T> {
        T from(JsonParser parser) throws IOException;
    }

    private <T> Optional<T> read(Reading<T> reading) {
        try (JsonParser parser = JsonText.FACTORY.createParser(text)) {
            parser.nextToken();
            return Optional.of(reading.from(parser));
        } catch (IOException notJson) {
            throw new UncheckedIOException("not JSON: " + text, notJson);
        }
    }
}
