/**
 * Content codings (RFC 9110 §8.4.1) undone piece by piece, for the copy of a body that is recorded or matched.
 *
 * <p>Bytes in, bytes out; knows no recording and no HTTP beyond the names of the codings.
 */
package dev.wiretape.recording.coding;
