package dev.wiretape.tui.tape;

import java.util.Arrays;

/**
 * What a search has found so far. Immutable.
 *
 * @param query what was searched for
 * @param found places and rows, sorted: the tape's place in the upper half, the row in the lower
 * @param done whether everything has been searched
 * @param share how much has been searched, 0 to 1
 */
public record Hits(String query, long[] found, boolean done, double share) {
    /** No search. */
    public static final Hits NONE = new Hits("", new long[0], true, 1);

    /** A place and a row as one number. */
    public static long at(int place, int row) {
        return ((long) place << 32) + row;
    }

    /** Whether the row was found. */
    public boolean has(int place, int row) {
        return Arrays.binarySearch(found, at(place, row)) >= 0;
    }

    /** How many rows were found in the tape at {@code place}. */
    public int in(int place) {
        return lowest(at(place + 1, 0)) - lowest(at(place, 0));
    }

    /** The next row found after {@code row}, or before it; -1 if there is none in that tape. */
    public int next(int place, int row, boolean forward) {
        int i = forward ? lowest(at(place, row) + 1) : lowest(at(place, Math.max(0, row))) - 1;
        boolean there = i >= 0 && i < found.length && found[i] >>> 32 == place;
        return there ? (int) found[i] : -1;
    }

    private int lowest(long key) {
        int i = Arrays.binarySearch(found, key);
        return i < 0 ? -i - 1 : i;
    }
}
