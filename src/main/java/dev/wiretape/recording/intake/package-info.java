/**
 * Makes recordings of streams found elsewhere: the raw body of an event stream, what curl printed, a HAR.
 *
 * <p>Bytes in, recordings out, and nothing invented on the way: what the file does not say the recording does not have.
 */
package dev.wiretape.recording.intake;
