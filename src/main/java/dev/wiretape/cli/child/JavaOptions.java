package dev.wiretape.cli.child;

import java.util.Map;
import java.util.Optional;
import java.util.StringJoiner;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The value of {@code JAVA_TOOL_OPTIONS}, which every Java virtual machine reads: words, where quotes of either kind keep
 * white space together. Of a property that is given twice the last one holds.
 */
final class JavaOptions {
    static final String VARIABLE = "JAVA_TOOL_OPTIONS";

    private JavaOptions() {}

    /** What there was, and the properties. */
    static String with(String before, Map<String, String> properties) {
        StringJoiner options = new StringJoiner(" ");
        if (!before.isBlank()) {
            options.add(before.strip());
        }
        properties.forEach((name, value) -> options.add(word("-D" + name + "=" + value)));
        return options.toString();
    }

    /** The value that the options give a property. */
    static Optional<String> property(String options, String name) {
        Matcher given = Pattern.compile(
                        "(?:^|\\s|[\"'])-D" + Pattern.quote(name) + "=(?:\"([^\"]*)\"|'([^']*)'|([^\\s\"']*))")
                .matcher(options);
        Optional<String> last = Optional.empty();
        while (given.find()) {
            last = Optional.ofNullable(given.group(1))
                    .or(() -> Optional.ofNullable(given.group(2)))
                    .or(() -> Optional.of(given.group(3)));
        }
        return last;
    }

    private static String word(String option) {
        if (!option.matches(".*[\\s\"'].*")) {
            return option;
        }
        return option.indexOf('\'') < 0 ? "'" + option + "'" : "\"" + option + "\"";
    }
}
