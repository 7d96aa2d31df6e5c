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

        Chunk of(int capacity) {
            Chunk other = new Chunk(capacity);
            int rows = Math.min(capacity, capacity());
            System.arraycopy(t, 0, other.t, 0, rows);
            System.arraycopy(offset, 0, other.offset, 0, rows);
            System.arraycopy(length, 0, other.length, 0, rows);
            System.arraycopy(size, 0, other.size, 0, rows);
            System.arraycopy(framesBefore, 0, other.framesBefore, 0, rows);
            System.arraycopy(event, 0, other.event, 0, rows);
            System.arraycopy(delta, 0, other.delta, 0, rows);
            System.arraycopy(block, 0, other.block, 0, rows);
            System.arraycopy(kind, 0, other.kind, 0, rows);
            return other;
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

    /** Gives back what was set aside for rows that will not come. */
    void trim() {
        int last = chunks.length - 1;
        int used = count - (last << BITS);
        if (used < chunks[last].capacity()) {
            Chunk[] all = chunks.clone();
            all[last] = all[last].of(Math.max(1, used));
            chunks = all;
        }
    }

    /** How many rows there are. */
    int count() {
        return count;
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
            all[at] = all[at].of(2 * all[at].capacity());
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
