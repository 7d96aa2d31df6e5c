/**
 * The closed loop: what was recorded is replayed, recorded again and must come back the same, to the chunk.
 *
 * <p>Time stands still in it and is moved from chunk to chunk by the test; it never waits for a recorded time.
 */
package dev.wiretape.loop;
