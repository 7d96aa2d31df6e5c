/**
 * Bytes from one connection to another and back, as they come: half-closed, held back and reset like one connection.
 *
 * <p>It must never know what the bytes are, who asked for the tunnel, or what is recorded of it.
 */
package dev.wiretape.proxy.tunnel;
