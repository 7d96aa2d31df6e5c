package dev.wiretape.tui.tape;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Arrays;
import java.util.Locale;

/**
 * Text to be found in bytes (Boyer-Moore-Horspool). Without capitals it finds ASCII capitals as well, as lnav and vim's
 * smart case do.
 */
final class Needle {
    private final byte[] lower;
    private final byte[] upper;
    private final int[] shift = new int[256];

    Needle(String text) {
        boolean anyCase = text.equals(text.toLowerCase(Locale.ROOT));
        lower = text.getBytes(UTF_8);
        upper = anyCase ? upper(lower) : lower;
        int length = lower.length;
        Arrays.fill(shift, length);
        for (int i = 0; i < length - 1; i++) {
            shift[lower[i] & 0xFF] = length - 1 - i;
            shift[upper[i] & 0xFF] = length - 1 - i;
        }
    }

    /** What stands in a JSON string of a recording for {@code text} in a frame. */
    static Needle inRecording(String text) {
        StringBuilder escaped = new StringBuilder();
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            switch (c) {
                case '"', '\\' -> escaped.append('\\').append(c);
                case '\n' -> escaped.append("\\n");
                case '\t' -> escaped.append("\\t");
                default -> escaped.append(c);
            }
        }
        return new Needle(escaped.toString());
    }

    int length() {
        return lower.length;
    }

    /** Where it begins at or after {@code from}, ending before {@code to}; -1 if nowhere. */
    int find(byte[] bytes, int from, int to) {
        int length = lower.length;
        int last = length - 1;
        int at = from;
        while (at <= to - length) {
            byte end = bytes[at + last];
            if (end == lower[last] || end == upper[last]) {
                int i = last - 1;
                while (i >= 0 && (bytes[at + i] == lower[i] || bytes[at + i] == upper[i])) {
                    i--;
                }
                if (i < 0) {
                    return at;
                }
            }
            at += shift[end & 0xFF];
        }
        return -1;
    }

    private static byte[] upper(byte[] lower) {
        byte[] upper = lower.clone();
        for (int i = 0; i < upper.length; i++) {
            if (upper[i] >= 'a' && upper[i] <= 'z') {
                upper[i] = (byte) (upper[i] - ('a' - 'A'));
            }
        }
        return upper;
    }
}
