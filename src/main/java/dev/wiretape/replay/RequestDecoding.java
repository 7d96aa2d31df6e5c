package dev.wiretape.replay;

import dev.wiretape.recording.Field;
import dev.wiretape.recording.coding.ContentDecoder;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/** Takes the content coding off a request body, so that bodies are compared by what they say. */
final class RequestDecoding {
    /** The largest decoded body, bytes; the API's own limit is 32 MB. */
    static final int LARGEST = 64 << 20;

    private RequestDecoding() {}

    /** The decoded body; the body as it stands where its coding is unknown, broken or hides too much. */
    static byte[] decode(List<Field> headers, byte[] body) {
        Optional<ContentDecoder> decoder =
                Field.first(headers, "content-encoding").flatMap(ContentDecoder::of);
        if (decoder.isEmpty()) {
            return body;
        }
        ByteArrayOutputStream decoded = new ByteArrayOutputStream();
        try (ContentDecoder from = decoder.get()) {
            from.decode(body, 0, body.length, (bytes, offset, length) -> {
                if (decoded.size() + length > LARGEST) {
                    throw new IOException("it decodes to more than " + LARGEST + " bytes");
                }
                decoded.write(bytes, offset, length);
            });
        } catch (IOException e) {
            // A body that is not what its header says is still a request: it is compared as bytes.
            return body;
        }
        return decoded.toByteArray();
    }
}
