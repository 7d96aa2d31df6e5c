package dev.wiretape.recording;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Arrays;

/** Immutable bytes as they stood on the wire. In a recording they are JSON text where they are UTF-8, else Base64. */
public final class Payload {
    /** No bytes. */
    public static final Payload EMPTY = new Payload(new byte[0]);

    private final byte[] bytes;

    private Payload(byte[] bytes) {
        this.bytes = bytes;
    }

    /** A copy of the given bytes. */
    public static Payload of(byte[] bytes) {
        return of(bytes, 0, bytes.length);
    }

    /** A copy of {@code length} bytes from {@code offset}. */
    public static Payload of(byte[] bytes, int offset, int length) {
        return length == 0 ? EMPTY : new Payload(Arrays.copyOfRange(bytes, offset, offset + length));
    }

    /** The UTF-8 bytes of {@code text}. */
    public static Payload of(String text) {
        return new Payload(text.getBytes(UTF_8));
    }

    /** Takes over an array that nobody else will write to again. */
    static Payload owning(byte[] bytes) {
        return new Payload(bytes);
    }

    /** How many bytes. */
    public int size() {
        return bytes.length;
    }

    /** A copy of the bytes. */
    public byte[] toBytes() {
        return bytes.clone();
    }

    /** The bytes as text; ill-formed UTF-8 becomes U+FFFD. */
    public String text() {
        return new String(bytes, UTF_8);
    }

    /** The array itself, for readers on this floor that do not write to it. */
    byte[] array() {
        return bytes;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Payload that && Arrays.equals(bytes, that.bytes);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(bytes);
    }

    @Override
    public String toString() {
        return text();
    }
}
