/**
 * Real ends of a wire for the tests: an upstream that plays a script byte by byte, a client that sees exactly what
 * arrives, certificates good and bad, and the recordings' closed loop.
 *
 * <p>Sockets are raw on purpose (no HTTP library), so that nothing is repaired or hidden. It must never know a mock.
 */
package dev.wiretape.testing;
