package dev.wiretape.recording;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/**
 * Writes UTF-8 bytes as the inside of a JSON string (RFC 8259 §7): only what must be escaped is, everything else stays
 * as it was sent. Looks at eight bytes at a time; this is the inner loop of the recorder.
 */
final class JsonText {
    private static final VarHandle LONGS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final long ONES = 0x0101010101010101L;
    private static final long HIGHS = 0x8080808080808080L;
    private static final long QUOTES = ONES * '"';
    private static final long BACKSLASHES = ONES * '\\';
    private static final long SPACES = ONES * ' ';
    private static final int BLOCK = 8 * 1024;
    private static final byte[] HEX = "0123456789abcdef".getBytes(US_ASCII);

    private JsonText() {}

    /** Appends {@code length} bytes, escaped; they must be {@linkplain #isUtf8 well-formed}. */
    static void escape(byte[] from, int offset, int length, LineBuffer to) {
        int end = offset + length;
        for (int at = offset; at < end; at += BLOCK) {
            int blockEnd = Math.min(end, at + BLOCK);
            to.ensure(6 * (blockEnd - at) + Long.BYTES);
            escapeBlock(from, at, blockEnd, to);
        }
    }

    /** Whether the bytes are well-formed UTF-8 (Unicode §3.9, table 3-7). */
    static boolean isUtf8(byte[] bytes, int offset, int length) {
        int end = offset + length;
        int at = offset;
        while (at < end) {
            if (end - at >= Long.BYTES && ((long) LONGS.get(bytes, at) & HIGHS) == 0) {
                at += Long.BYTES;
            } else if (bytes[at] >= 0) {
                at++;
            } else {
                int size = sequence(bytes, at, end);
                if (size == 0) {
                    return false;
                }
                at += size;
            }
        }
        return true;
    }

    private static void escapeBlock(byte[] from, int offset, int end, LineBuffer to) {
        byte[] out = to.array();
        int o = to.length();
        int i = offset;
        while (i < end) {
            if (end - i >= Long.BYTES) {
                long word = (long) LONGS.get(from, i);
                LONGS.set(out, o, word);
                int plain = plainBytes(word);
                i += plain;
                o += plain;
                if (plain == Long.BYTES) {
                    continue;
                }
            }
            byte b = from[i++];
            if (b < 0 || (b >= ' ' && b != '"' && b != '\\')) {
                out[o++] = b;
            } else {
                o = escapeOne(b, out, o);
            }
        }
        to.advanceTo(o);
    }

    /** How many bytes from the lowest on need no attention: no control, no quote, no backslash, and ASCII. */
    private static int plainBytes(long word) {
        long special = (word & HIGHS)
                | ((word - SPACES) & ~word & HIGHS)
                | zeroBytes(word ^ QUOTES)
                | zeroBytes(word ^ BACKSLASHES);
        return special == 0 ? Long.BYTES : Long.numberOfTrailingZeros(special) >>> 3;
    }

    private static long zeroBytes(long word) {
        return (word - ONES) & ~word & HIGHS;
    }

    private static int escapeOne(byte b, byte[] out, int at) {
        int o = at;
        out[o++] = '\\';
        switch (b) {
            case '"', '\\' -> out[o++] = b;
            case '\n' -> out[o++] = 'n';
            case '\r' -> out[o++] = 'r';
            case '\t' -> out[o++] = 't';
            case '\b' -> out[o++] = 'b';
            case '\f' -> out[o++] = 'f';
            default -> {
                out[o++] = 'u';
                out[o++] = '0';
                out[o++] = '0';
                out[o++] = HEX[b >> 4];
                out[o++] = HEX[b & 15];
            }
        }
        return o;
    }

    /** The length of the well-formed sequence of 2 to 4 bytes at {@code at}; 0 where there is none. */
    private static int sequence(byte[] bytes, int at, int end) {
        int lead = bytes[at] & 0xFF;
        if (lead < 0xC2 || lead > 0xF4) {
            return 0;
        }
        int size = lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : 4;
        if (end - at < size) {
            return 0;
        }
        int second = bytes[at + 1] & 0xFF;
        int low = lead == 0xE0 ? 0xA0 : lead == 0xF0 ? 0x90 : 0x80;
        int high = lead == 0xED ? 0x9F : lead == 0xF4 ? 0x8F : 0xBF;
        if (second < low || second > high) {
            return 0;
        }
        for (int k = 2; k < size; k++) {
            if ((bytes[at + k] & 0xC0) != 0x80) {
                return 0;
            }
        }
        return size;
    }
}
