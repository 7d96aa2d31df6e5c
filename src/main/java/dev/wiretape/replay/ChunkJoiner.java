package dev.wiretape.replay;

import dev.wiretape.recording.Part;
import dev.wiretape.recording.Payload;
import java.io.ByteArrayOutputStream;
import java.util.List;
import java.util.function.Consumer;

/**
 * Puts the network chunks of a body together again: neighbouring pieces with the same time came in one chunk (no two
 * chunks of an exchange share a time).
 */
final class ChunkJoiner {
    /**
     * Holds memory bounded where a source knew no times, so that all its pieces seem to have come at once, and where what
     * came at once was compressed. No more is read from an upstream at once, and no more needs to be written at once.
     */
    static final int LARGEST = 64 << 10;

    private final Consumer<Cue.Chunk> out;
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private long t;

    ChunkJoiner(Consumer<Cue.Chunk> out) {
        this.out = out;
    }

    /** A frame or the rest of one: {@code parts} tell its pieces; without them it lies whole in the chunk at {@code t}. */
    void add(Payload raw, List<Part> parts, long t) {
        byte[] all = raw.toBytes();
        int from = 0;
        for (Part part : parts) {
            int length = Math.min(part.bytes(), all.length - from);
            piece(all, from, length, part.t());
            from += length;
        }
        piece(all, from, all.length - from, t);
    }

    /** No more pieces belong to the chunk at hand. */
    void flush() {
        if (bytes.size() > 0) {
            out.accept(new Cue.Chunk(t, Payload.of(bytes.toByteArray())));
            bytes.reset();
        }
    }

    private void piece(byte[] all, int from, int length, long at) {
        if (length <= 0) {
            return;
        }
        if (at != t || bytes.size() + length > LARGEST) {
            flush();
        }
        t = at;
        int rest = length;
        for (; rest > LARGEST; rest -= LARGEST) {
            bytes.write(all, from + length - rest, LARGEST);
            flush();
        }
        bytes.write(all, from + length - rest, rest);
    }
}
