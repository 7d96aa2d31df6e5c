/**
 * The file: what a recording says line by line (format version 1), how it is written so that nothing is lost, read
 * although it is damaged, and followed while it grows; also what keeps secrets out of it.
 *
 * <p>Stores frames without understanding them: it must never know what a message, a block or a tool is, nor a socket.
 */
package dev.wiretape.recording;
