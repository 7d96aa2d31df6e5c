/**
 * The words with which people choose frames: {@code event:ping}, {@code gap:>2s}, {@code -is:finding}.
 *
 * <p>Knows how they are written and what holds where; what a frame is, it asks whoever has the frames. It must never know
 * what the stream meant.
 */
package dev.wiretape.recording.filter;
