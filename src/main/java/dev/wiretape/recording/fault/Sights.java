package dev.wiretape.recording.fault;

/** What somebody knows of an answer's frames who has understood all of it: this floor does not. */
public interface Sights {
    /** Nothing is known. */
    Sights NONE = (frame, word) -> false;

    /** That a frame ended a stall. */
    String STALL = "stall";

    /** That something was found at a frame, whatever it is. */
    String FINDING = "finding";

    /**
     * Whether a frame is what the word says.
     *
     * @param frame its number, from 0
     * @param word {@link #STALL}, {@link #FINDING}, a severity ({@code error}, {@code warning}, {@code info}) or the name of
     *     a rule, in lower case
     */
    boolean at(long frame, String word);
}
