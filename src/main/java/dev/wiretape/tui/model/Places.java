package dev.wiretape.tui.model;

import dev.wiretape.recording.filter.Filter;
import dev.wiretape.tui.tape.Meaning;
import dev.wiretape.tui.tape.Shelf;
import dev.wiretape.tui.tape.Tape;
import java.util.AbstractList;
import java.util.Arrays;
import java.util.RandomAccess;

/**
 * The places of the exchanges a filter lets through, in order. Immutable. Without a filter it costs nothing, whatever the
 * number of exchanges; with one it is made anew only where something has changed.
 */
public final class Places extends AbstractList<Integer> implements RandomAccess {
    /** None. */
    static final Places NONE = new Places(new int[0], 0, Shelf.empty(), Shelf.empty(), Filter.NONE);

    private final int[] places;
    private final int size;
    private final Shelf<Tape> tapes;
    private final Shelf<Meaning> meanings;
    private final Filter filter;

    private Places(int[] places, int size, Shelf<Tape> tapes, Shelf<Meaning> meanings, Filter filter) {
        this.places = places;
        this.size = size;
        this.tapes = tapes;
        this.meanings = meanings;
        this.filter = filter;
    }

    /** Those {@code filter} lets through; {@code before} is what was let through before. */
    static Places of(Shelf<Tape> tapes, Shelf<Meaning> meanings, Filter filter, Places before) {
        if (filter.terms().isEmpty()) {
            return new Places(new int[0], tapes.size(), tapes, meanings, filter);
        }
        return before.isOf(tapes, meanings, filter) ? before : sieved(tapes, meanings, filter);
    }

    private static Places sieved(Shelf<Tape> tapes, Shelf<Meaning> meanings, Filter filter) {
        int[] found = new int[tapes.size()];
        int count = 0;
        for (int place = 0; place < tapes.size(); place++) {
            if (new Sieve(tapes.get(place), meanings.at(place)).passes(filter)) {
                found[count++] = place;
            }
        }
        return new Places(Arrays.copyOf(found, count), count, tapes, meanings, filter);
    }

    @SuppressWarnings("ReferenceEquality") // equal ones would do as well, but to find out takes too long
    private boolean isOf(Shelf<Tape> otherTapes, Shelf<Meaning> otherMeanings, Filter otherFilter) {
        return tapes == otherTapes && meanings == otherMeanings && filter.equals(otherFilter);
    }

    @Override
    public Integer get(int index) {
        if (index < 0 || index >= size) {
            throw new IndexOutOfBoundsException("index " + index + " of " + size);
        }
        return filter.terms().isEmpty() ? index : places[index];
    }

    @Override
    public int size() {
        return size;
    }

    /** The index of {@code place}, or of the nearest behind it, or else of the last; -1 if there is none at all. */
    int nearest(int place) {
        int at = filter.terms().isEmpty() ? place : Arrays.binarySearch(places, 0, size, place);
        return Math.min(at < 0 ? -at - 1 : at, size - 1);
    }

    @Override
    public int indexOf(Object place) {
        int at = place instanceof Integer number ? nearest(Math.max(0, number)) : -1;
        return at >= 0 && get(at).equals(place) ? at : -1;
    }

    @Override
    public boolean contains(Object place) {
        return indexOf(place) >= 0;
    }
}
