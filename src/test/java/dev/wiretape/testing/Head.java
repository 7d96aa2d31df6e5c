package dev.wiretape.testing;

import dev.wiretape.recording.Field;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The head of an HTTP/1.1 message exactly as it arrived.
 *
 * @param raw from the first byte to the end of the blank line, ISO-8859-1
 */
public record Head(String raw) {
    /** The request line or status line. */
    public String startLine() {
        return raw.substring(0, raw.indexOf("\r\n"));
    }

    /** The status of a response's head. */
    public int status() {
        return Integer.parseInt(startLine().split(" ", 3)[1]);
    }

    /** The target of a request's head. */
    public String target() {
        return startLine().split(" ", 3)[1];
    }

    /** The field lines in order, values without the blanks around them. */
    public List<Field> fields() {
        List<Field> fields = new ArrayList<>();
        String[] lines = raw.split("\r\n", -1);
        for (int i = 1; i < lines.length && !lines[i].isEmpty(); i++) {
            int colon = lines[i].indexOf(':');
            fields.add(new Field(
                    lines[i].substring(0, colon), lines[i].substring(colon + 1).strip()));
        }
        return List.copyOf(fields);
    }

    /** The first value of a field. */
    public Optional<String> field(String name) {
        return Field.first(fields(), name);
    }

    boolean isChunked() {
        return field("Transfer-Encoding").filter("chunked"::equalsIgnoreCase).isPresent();
    }

    Optional<Integer> contentLength() {
        return field("Content-Length").map(Integer::valueOf);
    }
}
