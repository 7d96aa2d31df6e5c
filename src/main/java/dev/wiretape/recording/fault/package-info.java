/**
 * Faults as values: what breaks in an answer, where, and what is left of it then.
 *
 * <p>Pure: lines in, lines out. It reads event types and block numbers and no more of a message; it knows no clock, no
 * socket and no file, and the same seed breaks the same bytes.
 */
package dev.wiretape.recording.fault;
