package dev.wiretape.recording;

/**
 * The piece of a frame that one network chunk brought.
 *
 * @param bytes decoded bytes, more than none
 * @param t the chunk's arrival, µs since the exchange began
 */
public record Part(int bytes, long t) {}
