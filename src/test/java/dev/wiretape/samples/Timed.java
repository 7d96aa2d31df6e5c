package dev.wiretape.samples;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.time.Duration;

/**
 * A piece of a body and how long after the piece before it it is sent. Pieces without a gap go into one network chunk.
 */
record Timed(Duration gap, byte[] bytes) {
    static Timed of(Duration gap, String text) {
        return new Timed(gap, text.getBytes(UTF_8));
    }
}
