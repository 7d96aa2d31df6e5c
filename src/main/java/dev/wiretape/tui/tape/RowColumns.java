package dev.wiretape.tui.tape;

import java.util.Arrays;

/**
 * What is kept of each row, in arrays of {@value #CHUNK} rows: 36 bytes a row. One thread adds; what {@link #view()}
 * returned may be read by any thread it was handed to, since a cell is written once, before.
 */
final class RowColumns {
    private static final int BITS = 12;
    private static final int CHUNK = 1 << BITS;
    private static final int FIRST = 32;
    private static final int SPLIT = 0x80;

    /** Some rows; small to begin with, because most exchanges are. */
    private static final class Chunk {
        final long[] t;
        final long[] offset;
        final int[] length;
        final int[] size;
        final int[] framesBefore;
        final short[] event;
        final short[] delta;
        final short[] block;
        final byte[] kind;

        Chunk(int capacity) {
            t = new long[capacity];
            offset = new long[capacity];
            length = new int[capacity];
            size = new int[capacity];
            framesBefore = new int[capacity];
            event = new short[capacity];
            delta = new short[capacity];
            block = new short[capacity];
            kind = new byte[capacity];
        }

        int capacity() {
            return kind.length;
        }

        Chunk twiceAsLarge() {
            Chunk larger = new Chunk(2 * capacity());
            System.arraycopy(t, 0, larger.t, 0, capacity());
            System.arraycopy(offset, 0, larger.offset, 0, capacity());
            System.arraycopy(length, 0, larger.length, 0, capacity());
            System.arraycopy(size, 0, larger.size, 0, capacity());
            System.arraycopy(framesBefore, 0, larger.framesBefore, 0, capacity());
            System.arraycopy(event, 0, larger.event, 0, capacity());
            System.arraycopy(delta, 0, larger.delta, 0, capacity());
            System.arraycopy(block, 0, larger.block, 0, capacity());
            System.arraycopy(kind, 0, larger.kind, 0, capacity());
            return larger;
        }
    }

    private final Words words;
    private volatile Chunk[] chunks = {new Chunk(FIRST)};
    private int count;
    private int frames;

    RowColumns(Words words) {
        this.words = words;
    }

    Words words() {
        return words;
    }

    /** The rows so far. */
    Rows view() {
        return new Rows(this, count);
    }

    void add(LineKind kind, long t, long offset, int length, Glance glance) {
        Chunk[] all = chunks;
        int in = count & (CHUNK - 1);
        int at = count >> BITS;
        if (at == all.length) {
            all = Arrays.copyOf(all, at + 1);
            all[at] = new Chunk(CHUNK);
            chunks = all;
        } else if (in == all[at].capacity()) {
            all = all.clone();
            all[at] = all[at].twiceAsLarge();
            chunks = all;
        }
        Chunk chunk = all[at];
        chunk.t[in] = t;
        chunk.offset[in] = offset;
        chunk.length[in] = length;
        chunk.size[in] = glance.size();
        chunk.framesBefore[in] = frames;
        chunk.event[in] = glance.event();
        chunk.delta[in] = glance.delta();
        chunk.block[in] = glance.block();
        chunk.kind[in] = (byte) (kind.code() | (glance.split() ? SPLIT : 0));
        count++;
        if (kind == LineKind.FRAME) {
            frames++;
        }
    }

    int kind(int row) {
        return chunk(row).kind[row & (CHUNK - 1)] & 0x7F;
    }

    boolean split(int row) {
        return chunk(row).kind[row & (CHUNK - 1)] < 0;
    }

    long t(int row) {
        return chunk(row).t[row & (CHUNK - 1)];
    }

    long offset(int row) {
        return chunk(row).offset[row & (CHUNK - 1)];
    }

    int length(int row) {
        return chunk(row).length[row & (CHUNK - 1)];
    }

    int size(int row) {
        return chunk(row).size[row & (CHUNK - 1)];
    }

    int framesBefore(int row) {
        return chunk(row).framesBefore[row & (CHUNK - 1)];
    }

    short event(int row) {
        return chunk(row).event[row & (CHUNK - 1)];
    }

    short delta(int row) {
        return chunk(row).delta[row & (CHUNK - 1)];
    }

    short block(int row) {
        return chunk(row).block[row & (CHUNK - 1)];
    }

    private Chunk chunk(int row) {
        return chunks[row >> BITS];
    }
}
