package dev.wiretape.recording;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.util.Arrays;

/**
 * The bytes of lines on their way to a file; reused from one write to the next, so that recording allocates nothing. One
 * per thread that records.
 *
 * <p>Long lines leave in pieces: while a {@linkplain #spillTo spill} is set, what passes {@value #SPILL_AT} bytes is
 * handed on before the line is whole, so that a frame of 8 MiB needs no buffer of that size.
 */
public final class LineBuffer {
    /** Receives bytes of a line that is not complete yet. */
    interface Spill {
        void spill(byte[] bytes, int length) throws IOException;
    }

    private static final int SPILL_AT = 256 * 1024;
    private static final int KEPT = 1024 * 1024;
    private static final byte[] MIN_LONG = Long.toString(Long.MIN_VALUE).getBytes(UTF_8);

    private byte[] bytes = new byte[8 * 1024];
    private int length;
    private Spill spill;
    private Runnable writer;
    private boolean held;
    private IOException failure;

    /** An empty buffer. */
    public LineBuffer() {}

    /**
     * From now on lines stay here, so that those of several calls reach the operating system in one write. Whoever
     * holds them must {@link #release} them before the bytes they describe are forwarded.
     */
    public void hold() {
        held = true;
    }

    /** Has the lines that were held written, and from now on each at once. */
    public void release() {
        held = false;
        if (writer != null) {
            writer.run();
        }
    }

    boolean isHeld() {
        return held;
    }

    /** The lines that follow are written by {@code by}; those of somebody else go first. */
    void begin(Runnable by, Spill to) {
        if (writer != null && writer != by) {
            writer.run();
        }
        if (writer == null) {
            clear();
        }
        writer = by;
        spill = to;
    }

    byte[] array() {
        return bytes;
    }

    int length() {
        return length;
    }

    /** Forgets the content; a large array goes with it. */
    void clear() {
        length = 0;
        failure = null;
        writer = null;
        if (bytes.length > KEPT) {
            bytes = new byte[8 * 1024];
        }
    }

    void spillTo(Spill to) {
        spill = to;
    }

    /** Throws what a spill could not write; asked once the lines are whole, since encoding cannot fail half-way. */
    void throwFailure() throws IOException {
        if (failure != null) {
            throw failure;
        }
    }

    /** Makes room for {@code more} bytes; the one place where bytes may leave early. */
    void ensure(int more) {
        if (spill != null && length > SPILL_AT) {
            if (failure == null) {
                try {
                    spill.spill(bytes, length);
                } catch (IOException e) {
                    failure = e;
                }
            }
            length = 0;
        }
        if (bytes.length - length < more) {
            bytes = Arrays.copyOf(bytes, Math.max(length + more, 2 * bytes.length));
        }
    }

    LineBuffer raw(byte[] ascii) {
        return raw(ascii, 0, ascii.length);
    }

    LineBuffer raw(byte[] from, int offset, int size) {
        ensure(size);
        System.arraycopy(from, offset, bytes, length, size);
        length += size;
        return this;
    }

    byte[] copy() {
        return Arrays.copyOf(bytes, length);
    }

    LineBuffer raw(String ascii) {
        return raw(ascii.getBytes(UTF_8));
    }

    LineBuffer raw(char ascii) {
        ensure(1);
        bytes[length++] = (byte) ascii;
        return this;
    }

    LineBuffer number(long value) {
        if (value == Long.MIN_VALUE) {
            return raw(MIN_LONG);
        }
        ensure(20);
        long rest = value;
        if (rest < 0) {
            bytes[length++] = '-';
            rest = -rest;
        }
        int end = length + digits(rest);
        for (int at = end - 1; at >= length; at--) {
            bytes[at] = (byte) ('0' + rest % 10);
            rest /= 10;
        }
        length = end;
        return this;
    }

    /** A JSON string with its quotes. */
    LineBuffer string(String text) {
        byte[] utf8 = text.getBytes(UTF_8);
        raw('"');
        JsonText.escape(utf8, 0, utf8.length, this);
        return raw('"');
    }

    /** For {@link JsonText}, which has made room. */
    void advanceTo(int newLength) {
        length = newLength;
    }

    private static int digits(long value) {
        int digits = 1;
        for (long rest = value / 10; rest > 0; rest /= 10) {
            digits++;
        }
        return digits;
    }
}
