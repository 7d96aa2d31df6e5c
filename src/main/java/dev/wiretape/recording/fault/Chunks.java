package dev.wiretape.recording.fault;

import dev.wiretape.recording.Entry;
import dev.wiretape.recording.Part;
import dev.wiretape.recording.Payload;
import java.io.ByteArrayOutputStream;
import java.util.List;
import java.util.OptionalDouble;

/** Makes network chunks of pieces: neighbours with one time are one chunk, unless a fault cuts or joins them anew. */
final class Chunks {
    private static final int LARGEST = 1 << 20;

    private final boolean coalesce;
    private final OptionalDouble bytesPerMicro;
    private final List<Step> out;
    private final ByteArrayOutputStream open = new ByteArrayOutputStream();
    private long openTime;
    private long openDelay;
    private long last;
    private boolean apart;
    private double free;

    /**
     * Chunks on their way to {@code out}.
     *
     * @param bytesPerMicro how many may come in a µs
     */
    Chunks(boolean coalesce, OptionalDouble bytesPerMicro, List<Step> out) {
        this.coalesce = coalesce;
        this.bytesPerMicro = bytesPerMicro;
        this.out = out;
    }

    /** A piece with the chunks it came in. */
    void add(Piece piece, long delay) {
        int from = 0;
        for (Part part : piece.parts()) {
            int length = Math.min(part.bytes(), piece.raw().length - from);
            bytes(piece.raw(), from, length, part.t(), delay);
            from += length;
        }
        bytes(piece.raw(), from, piece.raw().length - from, piece.t(), delay);
    }

    /** A piece in chunks of {@code size} bytes, {@code gap} µs after one another. */
    void addSliced(Piece piece, int size, long gap, long delay) {
        long t = Math.max(piece.t(), last + 1);
        for (int from = 0; from < piece.raw().length; from += size) {
            apart = true;
            bytes(piece.raw(), from, Math.min(size, piece.raw().length - from), t, delay);
            t += Math.max(1, gap);
        }
        apart = true;
    }

    /** The chunk at hand is complete; no more bytes belong to it. */
    void flush() {
        if (open.size() > 0) {
            out.add(new Step(new Entry.Body(openTime, Payload.of(open.toByteArray())), openDelay));
            open.reset();
        }
    }

    /** What is no chunk, in its place behind those before; never earlier than they. */
    long timeFor(long t) {
        return Math.max(t, last);
    }

    private void bytes(byte[] raw, int from, int length, long t, long delay) {
        if (length <= 0) {
            return;
        }
        long at = slowed(apart && t <= last ? last + 1 : Math.max(t, last), length);
        apart = false;
        boolean joins = coalesce || (at == openTime && delay == openDelay && open.size() + length <= LARGEST);
        if (!joins) {
            flush();
        }
        last = at;
        openTime = at;
        openDelay = delay;
        open.write(raw, from, length);
    }

    private long slowed(long t, int length) {
        if (bytesPerMicro.isEmpty()) {
            return t;
        }
        free = Math.max(free, (double) t) + length / bytesPerMicro.getAsDouble();
        return (long) Math.ceil(free);
    }
}
