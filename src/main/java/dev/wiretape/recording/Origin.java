package dev.wiretape.recording;

/**
 * What is known of an exchange that took place elsewhere and is recorded now, from a file.
 *
 * @param at wall-clock time of its beginning, ISO 8601, UTC; empty where unknown
 * @param t0 µs from the beginning of the first exchange of that file to this one's
 * @param timed whether the file knows times. Where it does not, {@code t} counts the chunks, from 0
 */
public record Origin(String at, long t0, boolean timed) {
    /** Nothing is known. */
    public static final Origin UNKNOWN = new Origin("", 0, false);
}
