package dev.wiretape.timeline;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/** Finds bytes that are not UTF-8 (RFC 3629): overlong forms, surrogates and what is beyond U+10FFFF are none. */
final class Utf8Check {
    private static final VarHandle LONGS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final long HIGHS = 0x8080808080808080L;

    private Utf8Check() {}

    /** The offset of the first byte that begins no well-formed character; -1 where there is none. */
    static int firstIllFormed(byte[] bytes) {
        int at = 0;
        while (true) {
            at = skipAscii(bytes, at);
            if (at == bytes.length) {
                return -1;
            }
            int length = length(bytes, at);
            if (length == 0) {
                return at;
            }
            at += length;
        }
    }

    private static int skipAscii(byte[] bytes, int from) {
        int at = from;
        while (at <= bytes.length - Long.BYTES && ((long) LONGS.get(bytes, at) & HIGHS) == 0) {
            at += Long.BYTES;
        }
        while (at < bytes.length && bytes[at] >= 0) {
            at++;
        }
        return at;
    }

    /** How long the character at {@code at}, which is not ASCII, is; 0 where there is none. */
    private static int length(byte[] bytes, int at) {
        int first = bytes[at] & 0xFF;
        int second = at + 1 < bytes.length ? bytes[at + 1] & 0xFF : 0;
        if (first >= 0xC2 && first <= 0xDF) {
            return continues(bytes, at, 2) ? 2 : 0;
        }
        if (first >= 0xE0 && first <= 0xEF) {
            boolean inRange = (first != 0xE0 || second >= 0xA0) && (first != 0xED || second <= 0x9F);
            return inRange && continues(bytes, at, 3) ? 3 : 0;
        }
        if (first >= 0xF0 && first <= 0xF4) {
            boolean inRange = (first != 0xF0 || second >= 0x90) && (first != 0xF4 || second <= 0x8F);
            return inRange && continues(bytes, at, 4) ? 4 : 0;
        }
        return 0;
    }

    private static boolean continues(byte[] bytes, int at, int length) {
        if (at + length > bytes.length) {
            return false;
        }
        for (int i = at + 1; i < at + length; i++) {
            if ((bytes[i] & 0xC0) != 0x80) {
                return false;
            }
        }
        return true;
    }
}
