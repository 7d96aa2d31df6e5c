/**
 * The recorder: forwards every exchange untouched and tees it into a recording, writing before it forwards.
 *
 * <p>It must never know what the payload means (no message, no timeline), who replays it or who watches it.
 */
package dev.wiretape.proxy;
