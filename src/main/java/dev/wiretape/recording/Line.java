package dev.wiretape.recording;

/**
 * A line of a recording and where it stands.
 *
 * @param number from 1, within what is being read
 * @param offset in the file, bytes
 * @param length bytes, with the LF
 * @param entry what it says
 */
public record Line(long number, long offset, int length, Entry entry) {}
