package dev.wiretape.timeline;

import java.util.OptionalInt;

/**
 * {@value Definitions#BURST}
 *
 * @param count how many there were
 * @param frames how many frames came in them
 * @param largest how many frames the largest had
 * @param frame the first frame of the largest
 */
public record Bursts(long count, long frames, int largest, OptionalInt frame) {
    /** How many frames in one network chunk make a burst. */
    public static final int AT_LEAST = 10;

    /** None. */
    public static final Bursts NONE = new Bursts(0, 0, 0, OptionalInt.empty());
}
