package dev.wiretape.recording.fault;

import dev.wiretape.recording.Entry;

/**
 * A line of an answer as the faults leave it.
 *
 * @param entry with its recorded time; a frame, or bytes that are no frame any more ({@link Entry.Partial}, {@link
 *     Entry.Body})
 * @param delay how much later than its time it comes, real µs, whatever the pace; never falls
 */
public record Step(Entry entry, long delay) {}
