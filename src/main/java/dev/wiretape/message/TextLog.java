package dev.wiretape.message;

import java.util.Arrays;

/**
 * Text that only grows: full chunks as strings (which the JDK keeps compact) and a tail that is filled in place and
 * never reused, so that every prefix ever viewed stays what it was. Appending costs what is appended. Not thread-safe;
 * the views are.
 */
final class TextLog {
    private static final int FIRST_TAIL = 64;

    private static final String[] NO_CHUNKS = {};
    private static final char[] NO_TAIL = {};

    private String[] chunks = NO_CHUNKS;
    private int chunkCount;
    private char[] tail = NO_TAIL;
    private int tailLength;

    int length() {
        return chunkCount * Text.CHUNK + tailLength;
    }

    void append(String piece) {
        int at = 0;
        while (at < piece.length()) {
            makeRoom();
            int length = Math.min(piece.length() - at, tail.length - tailLength);
            piece.getChars(at, at + length, tail, tailLength);
            tailLength += length;
            at += length;
            if (tailLength == Text.CHUNK) {
                sealTail();
            }
        }
    }

    /** The first {@code length} code units. */
    Text prefix(int length) {
        return length == 0 ? Text.EMPTY : new Text(chunks, tail, chunkCount * Text.CHUNK, 0, length);
    }

    private void makeRoom() {
        if (tailLength == tail.length) {
            tail = Arrays.copyOf(tail, Math.min(Math.max(FIRST_TAIL, 2 * tail.length), Text.CHUNK));
        }
    }

    private void sealTail() {
        if (chunkCount == chunks.length) {
            chunks = Arrays.copyOf(chunks, Math.max(8, 2 * chunkCount));
        }
        chunks[chunkCount++] = new String(tail);
        tail = new char[FIRST_TAIL];
        tailLength = 0;
    }
}
