package dev.wiretape.recording;

import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * One HTTP field line; a list of them keeps order, case and duplicates.
 *
 * @param name the name as sent
 * @param value the value as sent, ISO-8859-1 read as code points; in a recording perhaps redacted
 */
public record Field(String name, String value) {
    /** The value of the first field called {@code name}, whatever the case. */
    public static Optional<String> first(List<Field> fields, String name) {
        return fields.stream()
                .filter(f -> f.name().equalsIgnoreCase(name))
                .map(Field::value)
                .findFirst();
    }

    /** The name in lower case, by which fields are compared (RFC 9110 §5.1). */
    public String key() {
        return name.toLowerCase(Locale.ROOT);
    }
}
