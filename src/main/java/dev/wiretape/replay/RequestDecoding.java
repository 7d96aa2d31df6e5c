package dev.wiretape.replay;

import dev.wiretape.recording.Field;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.zip.GZIPInputStream;
import java.util.zip.InflaterInputStream;

/** Takes the content coding off a request body, so that bodies are compared by what they say. */
final class RequestDecoding {
    /** The largest decoded body, bytes; the API's own limit is 32 MB. */
    static final int LARGEST = 64 << 20;

    private static final Set<String> KNOWN = Set.of("gzip", "x-gzip", "deflate");

    private RequestDecoding() {}

    /** The decoded body; the body as it stands where its coding is unknown, broken or hides too much. */
    static byte[] decode(List<Field> headers, byte[] body) {
        String coding =
                Field.first(headers, "content-encoding").orElse("").trim().toLowerCase(Locale.ROOT);
        if (!KNOWN.contains(coding)) {
            return body;
        }
        try (InputStream decoded = open(coding, new ByteArrayInputStream(body))) {
            byte[] bytes = decoded.readNBytes(LARGEST + 1);
            return bytes.length > LARGEST ? body : bytes;
        } catch (IOException e) {
            // A body that is not what its header says is still a request: it is compared as bytes.
            return body;
        }
    }

    private static InputStream open(String coding, InputStream body) throws IOException {
        return coding.equals("deflate") ? new InflaterInputStream(body) : new GZIPInputStream(body);
    }
}
