package dev.wiretape.bench;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * The frames on the wire: {@value #SIZE} bytes each, alike but for a sequence number and a time stamp of fixed width.
 *
 * <p>As every byte of every frame is known beforehand, the receiver can check order, count and content by comparison.
 */
final class Frames {
    /** Bytes of one frame, its blank line included. */
    static final int SIZE = 200;

    private static final byte[] OPENING = ascii("event: content_block_delta\n"
            + "data: {\"type\":\"content_block_delta\",\"index\":0,\"delta\":{\"type\":\"text_delta\",\"text\":\"");
    private static final byte[] CLOSING = ascii("\"}}\n\n");
    private static final byte[] CHUNK_HEAD = ascii(Integer.toHexString(SIZE) + "\r\n");
    private static final int SEQUENCE_DIGITS = 10;
    private static final int STAMP_DIGITS = 19;
    private static final int SEQUENCE_AT = OPENING.length;
    private static final int STAMP_AT = SEQUENCE_AT + SEQUENCE_DIGITS + 1;
    private static final int PADDING_AT = STAMP_AT + STAMP_DIGITS;

    /** Bytes of one frame inside an HTTP chunk of its own. */
    static final int CHUNKED_SIZE = CHUNK_HEAD.length + SIZE + 2;

    private static final byte[] TEMPLATE = frame(0, 0);

    private Frames() {}

    /** Returns the bytes of one frame. */
    static byte[] frame(long sequence, long stampNanos) {
        ByteBuffer frame = ByteBuffer.allocate(SIZE).put(OPENING);
        putNumber(frame, SEQUENCE_AT, SEQUENCE_DIGITS, sequence);
        frame.put(STAMP_AT - 1, (byte) ' ');
        putNumber(frame, STAMP_AT, STAMP_DIGITS, stampNanos);
        frame.position(PADDING_AT);
        while (frame.remaining() > CLOSING.length) {
            frame.put((byte) (frame.position() % 6 == 0 ? ' ' : 'a' + frame.position() % 26));
        }
        return frame.put(CLOSING).array();
    }

    /** Appends one frame in an HTTP chunk of its own. */
    private static void putChunk(ByteBuffer target, byte[] frame) {
        target.put(CHUNK_HEAD).put(frame).put((byte) '\r').put((byte) '\n');
    }

    /** Writes a sequence number and a stamp into the chunk that {@link #putChunk} put at {@code start}. */
    static void restamp(ByteBuffer chunks, int start, long sequence, long stampNanos) {
        putNumber(chunks, start + CHUNK_HEAD.length + SEQUENCE_AT, SEQUENCE_DIGITS, sequence);
        putNumber(chunks, start + CHUNK_HEAD.length + STAMP_AT, STAMP_DIGITS, stampNanos);
    }

    /** Returns so many frames, each in a chunk of its own, as a direct buffer between position 0 and its limit. */
    static ByteBuffer chunks(int count) {
        ByteBuffer chunks = ByteBuffer.allocateDirect(count * CHUNKED_SIZE);
        for (int i = 0; i < count; i++) {
            putChunk(chunks, frame(i, 0));
        }
        return chunks.flip();
    }

    /** Says whether all bytes but the sequence number and the stamp are as they were sent. */
    static boolean intact(byte[] frame) {
        return Arrays.equals(frame, 0, SEQUENCE_AT, TEMPLATE, 0, SEQUENCE_AT)
                && Arrays.equals(frame, PADDING_AT, SIZE, TEMPLATE, PADDING_AT, SIZE);
    }

    /** Reads a frame's sequence number. */
    static long sequence(byte[] frame) {
        return number(frame, SEQUENCE_AT, SEQUENCE_DIGITS);
    }

    /** Reads a frame's time stamp, nanoseconds of the machine's monotonic clock. */
    static long stamp(byte[] frame) {
        return number(frame, STAMP_AT, STAMP_DIGITS);
    }

    private static long number(byte[] source, int at, int digits) {
        long value = 0;
        for (int i = at; i < at + digits; i++) {
            value = value * 10 + source[i] - '0';
        }
        return value;
    }

    private static void putNumber(ByteBuffer target, int at, int digits, long value) {
        long rest = value;
        for (int i = at + digits - 1; i >= at; i--) {
            target.put(i, (byte) ('0' + rest % 10));
            rest /= 10;
        }
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
