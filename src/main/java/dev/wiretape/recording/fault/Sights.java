package dev.wiretape.recording.fault;

import dev.wiretape.recording.Entry;

/** What somebody knows of an answer's frames who has understood it: this floor does not. */
public interface Sights {
    /** Nothing is known. */
    Sights NONE = (frame, word) -> false;

    /** That a frame ended a stall. */
    String STALL = "stall";

    /** That something was found at a frame, whatever it is. */
    String FINDING = "finding";

    /** The next line of the answer, before anybody asks about it. Those who know all of it already need not be told. */
    default void line(Entry entry) {}

    /**
     * Whether a frame is what the word says.
     *
     * @param frame its number, from 0
     * @param word {@link #STALL}, {@link #FINDING}, a severity ({@code error}, {@code warning}, {@code info}) or the name of
     *     a rule, in lower case
     */
    boolean at(long frame, String word);
}
