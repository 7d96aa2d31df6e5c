/**
 * Finds secrets in bytes: credentials a session has shown in its headers, in every spelling they recur in, and the
 * well-known formats of keys and tokens.
 *
 * <p>Bytes in, places out; it must never know what a line, a frame's meaning or a file is.
 */
package dev.wiretape.recording.secrets;
