package dev.wiretape.sse;

import static java.nio.charset.StandardCharsets.UTF_8;

/**
 * "UTF-8 decode" of the Encoding standard (§4.10.1), which the JDK follows but for encoded surrogates: there it writes
 * one U+FFFD for three bytes, the standard one for each.
 */
final class Utf8 {
    private static final char REPLACEMENT = '\uFFFD';

    private Utf8() {}

    /** The text of the bytes from {@code start} to {@code end}, ill-formed ones replaced. */
    static String decode(byte[] bytes, int start, int end) {
        String text = new String(bytes, start, end - start, UTF_8);
        return text.indexOf(REPLACEMENT) < 0 ? text : replaceEachSubpart(bytes, start, end);
    }

    private static String replaceEachSubpart(byte[] bytes, int start, int end) {
        StringBuilder text = new StringBuilder(end - start);
        int at = start;
        while (at < end) {
            int length = sequenceLength(bytes[at]);
            int valid = validPrefix(bytes, at, Math.min(at + length, end));
            if (valid == length) {
                text.append(new String(bytes, at, length, UTF_8));
            } else {
                text.append(REPLACEMENT);
            }
            at += valid;
        }
        return text.toString();
    }

    /** How many bytes a sequence that begins with {@code lead} has; 5, which none has, if none begins so. */
    private static int sequenceLength(byte lead) {
        int b = lead & 0xFF;
        if (b < 0x80) {
            return 1;
        }
        if (b < 0xC2 || b > 0xF4) {
            return 5;
        }
        return b < 0xE0 ? 2 : b < 0xF0 ? 3 : 4;
    }

    /** How many bytes from {@code at} are, together, the beginning of a well-formed sequence (at least one). */
    private static int validPrefix(byte[] bytes, int at, int end) {
        if (sequenceLength(bytes[at]) == 5) {
            return 1;
        }
        int lower = 0x80;
        int upper = 0xBF;
        switch (bytes[at] & 0xFF) {
            case 0xE0 -> lower = 0xA0;
            case 0xED -> upper = 0x9F;
            case 0xF0 -> lower = 0x90;
            case 0xF4 -> upper = 0x8F;
            default -> {
                // Any continuation byte may follow.
            }
        }
        int i = at + 1;
        while (i < end && (bytes[i] & 0xFF) >= lower && (bytes[i] & 0xFF) <= upper) {
            lower = 0x80;
            upper = 0xBF;
            i++;
        }
        return i - at;
    }
}
