package dev.wiretape.message;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.StreamReadConstraints;
import java.io.IOException;

/** Reading and writing JSON text without re-encoding it. */
final class JsonText {
    /** As deep as a value may nest, here as in the parsers of most clients. */
    static final int MAX_DEPTH = 1_000;

    /** Strict JSON. A frame's size is bounded where it is cut, so that names, strings and numbers need no bound here. */
    static final JsonFactory FACTORY = JsonFactory.builder()
            .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
            .disable(JsonFactory.Feature.FAIL_ON_SYMBOL_HASH_OVERFLOW)
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxNestingDepth(MAX_DEPTH)
                    .maxNumberLength(Integer.MAX_VALUE)
                    .maxStringLength(Integer.MAX_VALUE)
                    .maxNameLength(Integer.MAX_VALUE)
                    .build())
            .build();

    /** What may stand behind a backslash, and what it stands for; the slash need not be escaped. */
    private static final String ESCAPES = "\"\\btnfr/";

    private static final String ESCAPED = "\"\\\b\t\n\f\r/";

    private static final String HEX = "0123456789abcdef";

    private JsonText() {}

    /** The text of the value {@code parser} stands at the beginning of; moves to its end. */
    static RawJson slice(JsonParser parser, String text) throws IOException {
        int start = (int) parser.currentTokenLocation().getCharOffset();
        parser.skipChildren();
        parser.finishToken();
        int end = (int) parser.currentLocation().getCharOffset();
        return new RawJson(text.substring(start, end).strip());
    }

    /** Appends {@code value} as a JSON string; a lone surrogate is escaped, since no encoding can hold it. */
    static void quote(CharSequence value, Appendable out) throws IOException {
        out.append('"');
        int length = value.length();
        int plain = 0;
        for (int i = 0; i < length; i++) {
            char c = value.charAt(i);
            if (c >= ' ' && c != '"' && c != '\\' && !Character.isSurrogate(c)) {
                continue;
            }
            if (Character.isHighSurrogate(c) && i + 1 < length && Character.isLowSurrogate(value.charAt(i + 1))) {
                i++;
                continue;
            }
            out.append(value, plain, i);
            escape(c, out);
            plain = i + 1;
        }
        out.append(value, plain, length).append('"');
    }

    private static void escape(char c, Appendable out) throws IOException {
        int letter = ESCAPED.indexOf(c);
        out.append('\\');
        if (letter >= 0) {
            out.append(ESCAPES.charAt(letter));
            return;
        }
        out.append('u');
        for (int shift = 12; shift >= 0; shift -= 4) {
            out.append(HEX.charAt(c >> shift & 0xF));
        }
    }

    /** The inside of a JSON string from {@code start} to {@code end}, decoded; null if an escape in it is none. */
    static String unescape(String text, int start, int end) {
        StringBuilder out = new StringBuilder(end - start);
        int plain = start;
        int at = text.indexOf('\\', start);
        while (at >= 0 && at < end) {
            out.append(text, plain, at);
            int letter = ESCAPES.indexOf(text.charAt(at + 1));
            if (letter >= 0) {
                out.append(ESCAPED.charAt(letter));
                plain = at + 2;
            } else {
                int unit = text.charAt(at + 1) == 'u' && at + 6 <= end ? hex(text, at + 2) : -1;
                if (unit < 0) {
                    return null;
                }
                out.append((char) unit);
                plain = at + 6;
            }
            at = text.indexOf('\\', plain);
        }
        return out.append(text, plain, end).toString();
    }

    private static int hex(String text, int at) {
        int value = 0;
        for (int i = at; i < at + 4; i++) {
            char c = text.charAt(i);
            int digit = c < 0x80 ? Character.digit(c, 16) : -1;
            if (digit < 0) {
                return -1;
            }
            value = value << 4 | digit;
        }
        return value;
    }
}
