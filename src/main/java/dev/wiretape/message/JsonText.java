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
        int letter = "\"\\\b\t\n\f\r".indexOf(c);
        out.append('\\');
        if (letter >= 0) {
            out.append("\"\\btnfr".charAt(letter));
            return;
        }
        out.append('u');
        for (int shift = 12; shift >= 0; shift -= 4) {
            out.append(HEX.charAt(c >> shift & 0xF));
        }
    }
}
