package dev.wiretape.recording.filter;

import java.util.OptionalInt;
import java.util.function.IntPredicate;

/** What a filter asks of rows, which are counted from 0. */
public interface FrameFacts {
    /** The type of the row's event, in lower case; of what is no frame, what it is instead. */
    String word(int row);

    /** The type of its delta; empty where it has none. */
    String delta(int row);

    /** The content block it belongs to. */
    OptionalInt block(int row);

    /** Time since the row before, µs. */
    long gap(int row);

    /** Bytes. */
    long size(int row);

    /** Which rows belong to a block of a tool whose name has {@code name} in it, which is in lower case. */
    IntPredicate tool(String name);

    /** Which rows are what {@code is:} asks for: {@code finding}, {@code ping}, {@code split}, … */
    IntPredicate is(String state);
}
