package dev.wiretape.tui.tape;

import java.util.AbstractList;
import java.util.Arrays;
import java.util.Optional;
import java.util.RandomAccess;

/**
 * Values by their place, from 0; places may be empty. Immutable: another shelf with one value more shares all but a few
 * hundred references with the one before, whatever the number of values.
 */
public final class Shelf<T> extends AbstractList<T> implements RandomAccess {
    private static final int BITS = 8;
    private static final int CHUNK = 1 << BITS;
    private static final Shelf<?> EMPTY = new Shelf<>(new Object[0][], 0);

    private final Object[][] chunks;
    private final int size;

    private Shelf(Object[][] chunks, int size) {
        this.chunks = chunks;
        this.size = size;
    }

    /** A shelf with nothing on it. */
    @SuppressWarnings("unchecked")
    public static <T> Shelf<T> empty() {
        return (Shelf<T>) EMPTY;
    }

    /** The value at {@code place}, which may lie beyond the last. */
    public Optional<T> at(int place) {
        return place < 0 || place >= size ? Optional.empty() : Optional.ofNullable(value(place));
    }

    /** The value at {@code place}, where it is known that there is one. */
    @Override
    public T get(int place) {
        if (place < 0 || place >= size) {
            throw new IndexOutOfBoundsException("place " + place + " of " + size);
        }
        return value(place);
    }

    /** One more than the last place that has a value. */
    @Override
    public int size() {
        return size;
    }

    @SuppressWarnings("unchecked")
    private T value(int place) {
        return (T) chunks[place >> BITS][place & (CHUNK - 1)];
    }

    /** Something to make shelves with, one after the other. One thread. */
    public static final class Maker<T> {
        private Object[][] chunks;
        private boolean[] shared;
        private int size;

        /** Begins with what stands on {@code shelf}. */
        public Maker(Shelf<T> shelf) {
            chunks = shelf.chunks.clone();
            shared = new boolean[chunks.length];
            Arrays.fill(shared, true);
            size = shelf.size;
        }

        /** Puts a value into its place. */
        public void put(int place, T value) {
            int chunk = place >> BITS;
            if (chunk >= chunks.length) {
                int before = chunks.length;
                chunks = Arrays.copyOf(chunks, chunk + 1);
                shared = Arrays.copyOf(shared, chunk + 1);
                for (int i = before; i <= chunk; i++) {
                    chunks[i] = new Object[CHUNK];
                }
            } else if (shared[chunk]) {
                chunks[chunk] = chunks[chunk].clone();
                shared[chunk] = false;
            }
            chunks[chunk][place & (CHUNK - 1)] = value;
            size = Math.max(size, place + 1);
        }

        /** The value at {@code place}. */
        public Optional<T> at(int place) {
            return shelf().at(place);
        }

        /** One more than the last place that has a value. */
        public int size() {
            return size;
        }

        /** The shelf as it is now. */
        public Shelf<T> make() {
            Arrays.fill(shared, true);
            return new Shelf<>(chunks.clone(), size);
        }

        private Shelf<T> shelf() {
            return new Shelf<>(chunks, size);
        }
    }
}
