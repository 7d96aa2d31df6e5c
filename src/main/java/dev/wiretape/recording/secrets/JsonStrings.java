package dev.wiretape.recording.secrets;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.util.Optional;

/** Just enough of JSON to tell where a string that is a value ends, and what it is called. */
final class JsonStrings {
    private static final byte QUOTE = '"';

    /** Deltas are short; who looks further back looks for ever. */
    private static final int FURTHEST_BACK = 16 * 1024;

    private JsonStrings() {}

    /** Whether a string that is a value, no name, ends at {@code at}. */
    static boolean valueEnds(byte[] bytes, int at, int end) {
        return at + 1 < end
                && bytes[at] == QUOTE
                && (bytes[at + 1] == '}' || bytes[at + 1] == ',' || bytes[at + 1] == ']');
    }

    /** The name of the string within which {@code at} lies; empty where none can be made out. */
    static Optional<String> nameAround(byte[] bytes, int start, int at) {
        int last = Math.max(start, at - FURTHEST_BACK);
        for (int i = at - 1; i > last; i--) {
            if (bytes[i] == QUOTE && bytes[i - 1] != '\\') {
                return nameBefore(bytes, start, i);
            }
        }
        return Optional.empty();
    }

    /** The name of the value that the quote at {@code opening} begins; empty where there is none. */
    static Optional<String> nameBefore(byte[] bytes, int start, int opening) {
        int colon = backOverBlanks(bytes, start, opening - 1);
        if (colon < start || bytes[colon] != ':') {
            return Optional.empty();
        }
        int closing = backOverBlanks(bytes, start, colon - 1);
        int quote = closing - 1;
        while (quote >= start && bytes[quote] != QUOTE) {
            quote--;
        }
        return closing < start || bytes[closing] != QUOTE || quote < start
                ? Optional.empty()
                : Optional.of(new String(bytes, quote + 1, closing - quote - 1, ISO_8859_1));
    }

    private static int backOverBlanks(byte[] bytes, int start, int from) {
        int at = from;
        while (at >= start && bytes[at] == ' ') {
            at--;
        }
        return at;
    }
}
