package dev.wiretape.testing;

import static java.nio.charset.StandardCharsets.UTF_8;

/**
 * A request as an upstream received it.
 *
 * @param head exact
 * @param body without its chunk framing; empty as long as the script has not read it
 * @param connection the connection it came on, from 1
 */
public record ReceivedRequest(Head head, byte[] body, int connection) {
    /** The body as UTF-8 text. */
    public String text() {
        return new String(body, UTF_8);
    }
}
