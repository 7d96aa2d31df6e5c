package dev.wiretape.proxy;

import java.util.Arrays;

/**
 * Takes the data out of chunked coding (RFC 9112 §7.1) as long as it is plain: a size in hexadecimal digits, data, line
 * ends. At the last chunk, and at whatever else a chunk may begin with, it stops, for a full decoder to go on from there.
 *
 * <p>No Netty, no allocation: the path of every streamed byte leads through here.
 */
final class ChunkedFraming {
    private static final int MOST_DIGITS = 7;

    private enum State {
        SIZE,
        SIZE_LF,
        DATA,
        DATA_CR,
        DATA_LF,
        STOPPED,
        BROKEN
    }

    private final byte[] line = new byte[MOST_DIGITS + 1];
    private int lineLength;
    private State state = State.SIZE;
    private int left;
    private int stoppedAt;
    private int chunks;
    private boolean beganBetweenChunks;

    /**
     * Moves the data among {@code bytes[from, to)} to the front of them, without what is between.
     *
     * @return how many bytes of data, from {@code from} on
     */
    int join(byte[] bytes, int from, int to) {
        beganBetweenChunks = isBetweenChunks();
        chunks = 0;
        int out = from;
        int at = from;
        while (at < to && state != State.STOPPED && state != State.BROKEN) {
            if (state == State.DATA) {
                int length = Math.min(left, to - at);
                System.arraycopy(bytes, at, bytes, out, length);
                at += length;
                out += length;
                left -= length;
                state = left == 0 ? State.DATA_CR : State.DATA;
            } else if (frame(bytes[at])) {
                at++;
            }
        }
        stoppedAt = at;
        return out - from;
    }

    /** Whether it met what is not for it: from {@link #stoppedAt} on, behind {@link #heldLine}. */
    boolean isStopped() {
        return state == State.STOPPED;
    }

    /** Whether data was not followed by a line end, so that nothing can be told of what comes. */
    boolean isBroken() {
        return state == State.BROKEN;
    }

    /** Where the last {@link #join} ended, as an index of its input. */
    int stoppedAt() {
        return stoppedAt;
    }

    /** The beginning of a chunk's size line that was taken in but not understood. */
    byte[] heldLine() {
        return Arrays.copyOf(line, lineLength);
    }

    /** Whether the input of the last {@link #join} was one chunk, no less and no more. */
    boolean wasOneChunk() {
        return beganBetweenChunks && chunks == 1 && isBetweenChunks();
    }

    private boolean isBetweenChunks() {
        return state == State.SIZE && lineLength == 0;
    }

    /** One byte between data; whether it was taken. */
    private boolean frame(byte b) {
        switch (state) {
            case SIZE -> {
                return size(b);
            }
            case SIZE_LF -> {
                if (b != '\n') {
                    state = State.STOPPED;
                    return false;
                }
                lineLength = 0;
                state = State.DATA;
            }
            case DATA_CR -> state = b == '\r' ? State.DATA_LF : State.BROKEN;
            default -> {
                state = b == '\n' ? State.SIZE : State.BROKEN;
                chunks++;
            }
        }
        return true;
    }

    private boolean size(byte b) {
        int digit = hex(b);
        if (digit >= 0 && lineLength < MOST_DIGITS) {
            left = left << 4 | digit;
            line[lineLength++] = b;
            return true;
        }
        if (b == '\r' && left > 0) {
            line[lineLength++] = b;
            state = State.SIZE_LF;
            return true;
        }
        state = State.STOPPED;
        return false;
    }

    private static int hex(byte b) {
        if (b >= '0' && b <= '9') {
            return b - '0';
        }
        int lower = b | 0x20;
        return lower >= 'a' && lower <= 'f' ? lower - 'a' + 10 : -1;
    }
}
