package dev.wiretape.testing;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.util.List;
import java.util.Optional;

/**
 * A body as it arrived.
 *
 * @param chunks the HTTP chunks in order; one element where the body came with a length or until the close
 * @param trailers the trailer section of a chunked body with its blank line, where it was complete
 * @param complete whether its framing was complete
 * @param ending how the connection ended, where the body ended with it
 */
public record RawBody(List<byte[]> chunks, String trailers, boolean complete, Optional<Ending> ending) {
    /** All bytes. */
    public byte[] bytes() {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        chunks.forEach(all::writeBytes);
        return all.toByteArray();
    }

    /** All bytes as UTF-8 text. */
    public String text() {
        return new String(bytes(), UTF_8);
    }
}
