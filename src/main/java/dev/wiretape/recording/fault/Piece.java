package dev.wiretape.recording.fault;

import dev.wiretape.recording.Part;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Bytes of an answer and when they came.
 *
 * @param t arrival of the last of them, recorded µs
 * @param parts the pieces the chunks brought, where they were more than one; else empty
 */
record Piece(byte[] raw, List<Part> parts, long t) {
    /** Bytes that came at once. */
    static Piece whole(byte[] raw, long t) {
        return new Piece(raw, List.of(), t);
    }

    /** The first bytes. */
    Piece first(int bytes) {
        List<Part> kept = new ArrayList<>();
        int room = bytes;
        for (Part part : parts) {
            if (room > 0) {
                kept.add(new Part(Math.min(room, part.bytes()), part.t()));
                room -= part.bytes();
            }
        }
        long last = kept.isEmpty() ? t : kept.get(kept.size() - 1).t();
        return new Piece(Arrays.copyOf(raw, bytes), kept, last);
    }

    /** All but the first bytes. */
    Piece rest(int bytes) {
        List<Part> kept = new ArrayList<>();
        int skip = bytes;
        for (Part part : parts) {
            if (skip < part.bytes()) {
                kept.add(new Part(part.bytes() - skip, part.t()));
            }
            skip = Math.max(0, skip - part.bytes());
        }
        return new Piece(Arrays.copyOfRange(raw, bytes, raw.length), kept, t);
    }

    /** Other bytes; where their number is another, nobody knows their parts. */
    Piece with(byte[] changed) {
        return new Piece(changed, changed.length == raw.length ? parts : List.of(), t);
    }
}
