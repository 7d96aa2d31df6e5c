/**
 * Server-sent events: bytes into frames, frames into events, by the HTML standard (§9.2.5, §9.2.6), whatever the
 * chunking and without losing a byte.
 *
 * <p>Knows java.base alone: no HTTP, no JSON, no clock, no file, and nothing of what an event means.
 */
package dev.wiretape.sse;
