/**
 * Two exchanges compared, layer by layer: bytes, events, content, tool input, usage, timing.
 *
 * <p>It must never know commands, options or how a difference is printed.
 */
package dev.wiretape.cli.diff;
