package dev.wiretape.replay;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import dev.wiretape.recording.Field;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A body of parts, such as an uploaded file's: clients choose a new boundary for each (RFC 2046 §5.1.1). */
final class MultipartBody {
    private static final Pattern BOUNDARY =
            Pattern.compile("(?i)\\s*multipart/[^;]*;(?:.*;)?\\s*boundary=(?:\"([^\"]+)\"|([^\\s;\"]+)).*");

    private MultipartBody() {}

    /** The body without its boundary; the body itself where its head says nothing of one. */
    static byte[] withoutBoundary(List<Field> headers, byte[] body) {
        return boundary(headers).map(boundary -> without(boundary, body)).orElse(body);
    }

    private static Optional<String> boundary(List<Field> headers) {
        return Field.first(headers, "content-type")
                .map(BOUNDARY::matcher)
                .filter(Matcher::matches)
                .map(found -> found.group(1) == null ? found.group(2) : found.group(1));
    }

    /** Takes it out of the lines that begin with it. */
    private static byte[] without(String boundary, byte[] body) {
        byte[] delimiter = ("--" + boundary).getBytes(ISO_8859_1);
        byte[] kept = new byte[body.length];
        int size = 0;
        int at = 0;
        while (at < body.length) {
            boolean lineBegins = at == 0 || body[at - 1] == '\n';
            int end = at + delimiter.length;
            if (lineBegins && end <= body.length && Arrays.equals(body, at, end, delimiter, 0, delimiter.length)) {
                kept[size++] = '-';
                kept[size++] = '-';
                at = end;
            } else {
                kept[size++] = body[at++];
            }
        }
        return Arrays.copyOf(kept, size);
    }
}
