/**
 * The Anthropic message: folds events into an immutable snapshot of blocks, tool input, stop reason and usage.
 *
 * <p>{@link dev.wiretape.message.MessageFold} takes events and says of each what it did
 * ({@link dev.wiretape.message.Change}) and what was odd about it ({@link dev.wiretape.message.Oddity}); it shows the
 * message at any frame ({@link dev.wiretape.message.MessageSnapshot}), with every tool input as far as it had come
 * ({@link dev.wiretape.message.JsonProgress}). {@link dev.wiretape.message.MessageJson} writes it as the clients see it.
 *
 * <p>Open world: whatever it does not know it keeps raw and never throws over. It knows no time, no file, no socket.
 */
package dev.wiretape.message;
