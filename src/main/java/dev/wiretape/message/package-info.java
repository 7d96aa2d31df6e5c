/**
 * The Anthropic message: folds events into an immutable snapshot of blocks, tool input, stop reason and usage.
 *
 * <p>Open world: whatever it does not know it keeps raw and never throws over. It knows no time, no file, no socket.
 */
package dev.wiretape.message;
