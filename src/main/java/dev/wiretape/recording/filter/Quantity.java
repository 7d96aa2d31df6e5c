package dev.wiretape.recording.filter;

import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.LongPredicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Times and sizes as people type them. */
public final class Quantity {
    private static final Pattern NUMBER = Pattern.compile("(\\d{1,12}(?:\\.\\d{1,9})?)([a-zµ]*)");
    private static final Pattern CLOCK = Pattern.compile("(?:(\\d{1,4}):)?(\\d{1,4}):(\\d{1,2}(?:\\.\\d{1,6})?)");

    private Quantity() {}

    /** A bound on a {@code gap} (µs) or a {@code size} (bytes) such as {@code >2s}, {@code <=4k}, {@code 10ms}: without a sign it means "at least". */
    public static Optional<LongPredicate> parse(String name, String text) {
        String sign = text.startsWith(">=") || text.startsWith("<=")
                ? text.substring(0, 2)
                : text.startsWith(">") || text.startsWith("<") ? text.substring(0, 1) : "";
        OptionalLong amount =
                name.equals("gap") ? time(text.substring(sign.length())) : size(text.substring(sign.length()));
        if (amount.isEmpty()) {
            return Optional.empty();
        }
        long bound = amount.getAsLong();
        return Optional.of(
                switch (sign) {
                    case ">" -> value -> value > bound;
                    case "<" -> value -> value < bound;
                    case "<=" -> value -> value <= bound;
                    default -> value -> value >= bound;
                });
    }

    /** µs: {@code 2s}, {@code 1.5}, {@code 300ms}, {@code 40us}, {@code 2m}, {@code 1:05}. */
    public static OptionalLong time(String text) {
        Matcher clock = CLOCK.matcher(text);
        if (clock.matches()) {
            double hours = clock.group(1) == null ? 0 : Double.parseDouble(clock.group(1));
            double seconds = Double.parseDouble(clock.group(2)) * 60 + Double.parseDouble(clock.group(3));
            return OptionalLong.of(Math.round((hours * 3600 + seconds) * 1e6));
        }
        Matcher number = NUMBER.matcher(text.toLowerCase(Locale.ROOT));
        if (!number.matches()) {
            return OptionalLong.empty();
        }
        double unit = switch (number.group(2)) {
            case "us", "µs" -> 1;
            case "ms" -> 1e3;
            case "s", "" -> 1e6;
            case "m", "min" -> 60e6;
            case "h" -> 3600e6;
            default -> 0;
        };
        return unit == 0
                ? OptionalLong.empty()
                : OptionalLong.of(Math.round(Double.parseDouble(number.group(1)) * unit));
    }

    /** Bytes: {@code 200}, {@code 4k}, {@code 1.5mb}. */
    public static OptionalLong size(String text) {
        Matcher number = NUMBER.matcher(text.toLowerCase(Locale.ROOT));
        if (!number.matches()) {
            return OptionalLong.empty();
        }
        double unit = switch (number.group(2)) {
            case "", "b" -> 1;
            case "k", "kb" -> 1024;
            case "m", "mb" -> 1024 * 1024;
            default -> 0;
        };
        return unit == 0
                ? OptionalLong.empty()
                : OptionalLong.of(Math.round(Double.parseDouble(number.group(1)) * unit));
    }
}
