package dev.wiretape.recording;

import dev.wiretape.recording.secrets.Secret;
import dev.wiretape.recording.secrets.Secrets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * Bytes that are recorded chunk by chunk, as they are. A chunk's last bytes are held back while they may be the beginning
 * of a secret that the next chunk completes; the line that has them then tells by its parts which chunk brought what.
 */
final class PlainTape {
    /** Receives what is to become a line. */
    interface Lines {
        void line(long t, byte[] bytes, int offset, int length, List<Part> parts, int redactions);
    }

    private final Secrets secrets;
    private final Redactor redactor;
    private final Optional<BodyDigest> digest;
    private final Lines lines;
    private byte[] held = new byte[0];
    private final List<Part> heldParts = new ArrayList<>();

    PlainTape(Secrets secrets, Redactor redactor, Optional<BodyDigest> digest, Lines lines) {
        this.secrets = secrets;
        this.redactor = redactor;
        this.digest = digest;
        this.lines = lines;
    }

    /** The bytes of the chunk that arrived at {@code t}. */
    void chunk(long t, byte[] bytes, int offset, int length) {
        if (held.length == 0) {
            int tail = secrets.openTail(bytes, offset, length);
            put(bytes, offset, tail - offset, List.of(new Part(Math.max(1, tail - offset), t)));
            hold(bytes, tail, offset + length - tail, List.of(new Part(length, t)));
            return;
        }
        chunks(List.of(new Part(length, t)), bytes, offset, length);
    }

    /** The bytes of several chunks, each with its part of them. */
    void chunks(List<Part> brought, byte[] bytes, int offset, int length) {
        byte[] whole = Arrays.copyOf(held, held.length + length);
        System.arraycopy(bytes, offset, whole, held.length, length);
        List<Part> parts = new ArrayList<>(heldParts);
        parts.addAll(brought);
        int tail = secrets.openTail(whole, 0, whole.length);
        put(whole, 0, tail, head(parts, tail));
        hold(whole, tail, whole.length - tail, parts);
    }

    /** Bytes in which nothing is looked for, since they are encoded. */
    void opaque(long t, byte[] bytes, int offset, int length) {
        end();
        digest.ifPresent(d -> d.same(bytes, offset, length));
        lines.line(t, bytes, offset, length, List.of(), 0);
    }

    /** No more chunks: what was held back is no beginning of anything. */
    void end() {
        byte[] rest = held;
        List<Part> parts = List.copyOf(heldParts);
        held = new byte[0];
        heldParts.clear();
        put(rest, 0, rest.length, parts);
    }

    private void put(byte[] bytes, int offset, int length, List<Part> parts) {
        if (length == 0) {
            return;
        }
        long t = parts.get(parts.size() - 1).t();
        List<Secret> found = secrets.find(bytes, offset, length);
        if (found.isEmpty()) {
            digest.ifPresent(d -> d.same(bytes, offset, length));
            lines.line(t, bytes, offset, length, several(parts), 0);
        } else {
            Masked masked = Masked.of(bytes, offset, parts, length, found, redactor);
            digest.ifPresent(d -> d.masked(bytes, offset, length, masked.bytes()));
            lines.line(t, masked.bytes(), 0, masked.bytes().length, several(masked.parts()), found.size());
        }
    }

    /** Keeps the last {@code length} bytes, which the last of {@code parts} brought. */
    private void hold(byte[] bytes, int offset, int length, List<Part> parts) {
        held = Arrays.copyOfRange(bytes, offset, offset + length);
        heldParts.clear();
        heldParts.addAll(tail(parts, length));
    }

    private static List<Part> several(List<Part> parts) {
        return parts.size() > 1 ? List.copyOf(parts) : List.of();
    }

    /** The parts of the first {@code bytes} bytes. */
    private static List<Part> head(List<Part> parts, int bytes) {
        List<Part> head = new ArrayList<>();
        int left = bytes;
        for (Part part : parts) {
            if (left > 0) {
                head.add(new Part(Math.min(left, part.bytes()), part.t()));
                left -= part.bytes();
            }
        }
        return head;
    }

    /** The parts of the last {@code bytes} bytes. */
    private static List<Part> tail(List<Part> parts, int bytes) {
        List<Part> tail = new ArrayList<>();
        int left = bytes;
        for (int i = parts.size() - 1; i >= 0 && left > 0; i--) {
            Part part = parts.get(i);
            tail.add(0, new Part(Math.min(left, part.bytes()), part.t()));
            left -= part.bytes();
        }
        return tail;
    }
}
