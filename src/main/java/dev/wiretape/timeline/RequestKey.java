package dev.wiretape.timeline;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import dev.wiretape.recording.Entry;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** What is the same in a request and in its retry. */
final class RequestKey {
    private static final JsonFactory JSON = new JsonFactory();

    private RequestKey() {}

    /** Equal for requests with the same method, path and body, the member {@code stream} apart. */
    static String of(Entry.Request request) {
        MessageDigest digest = sha256();
        String line = request.method() + " " + request.url().replaceFirst("[?#].*", "") + "\n";
        digest.update(line.getBytes(StandardCharsets.UTF_8));
        digest.update(withoutStream(request.body().toBytes()));
        return HexFormat.of().formatHex(digest.digest());
    }

    private static byte[] withoutStream(byte[] body) {
        ByteArrayOutputStream rest = new ByteArrayOutputStream(body.length);
        try (JsonParser parser = JSON.createParser(body);
                JsonGenerator json = JSON.createGenerator(rest)) {
            if (parser.nextToken() != JsonToken.START_OBJECT) {
                return body;
            }
            json.writeStartObject();
            while (parser.nextToken() == JsonToken.FIELD_NAME) {
                if (parser.currentName().equals("stream")) {
                    parser.nextToken();
                    parser.skipChildren();
                } else {
                    json.copyCurrentStructure(parser);
                }
            }
            json.writeEndObject();
        } catch (IOException notJson) {
            return body;
        }
        return rest.toByteArray();
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java platform has SHA-256", e);
        }
    }
}
