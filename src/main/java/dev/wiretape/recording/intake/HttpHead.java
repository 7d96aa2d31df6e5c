package dev.wiretape.recording.intake;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import dev.wiretape.recording.Field;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A status line and the header fields below it, as curl prints them.
 *
 * @param http {@code 1.0}, {@code 1.1}, {@code 2}
 */
record HttpHead(String http, int status, String reason, List<Field> fields) {
    private static final Pattern STATUS_LINE = Pattern.compile("HTTP/([0-9](?:\\.[0-9])?) ([0-9]{3})(?: (.*))?");
    private static final Pattern HEAD = Pattern.compile("HTTP/[0-9](\\.[0-9])? [0-9]{3}");
    private static final int LONGEST_LINE = 1024 * 1024;

    /** Reads a head with the blank line behind it; lines end with CRLF or, where somebody pasted them, with LF. */
    static HttpHead read(InputStream in) throws IOException {
        Matcher status = STATUS_LINE.matcher(line(in));
        if (!status.matches()) {
            throw new NotAStreamException("has no status line where a response should begin");
        }
        List<Field> fields = new ArrayList<>();
        for (String line = line(in); !line.isEmpty(); line = line(in)) {
            int colon = line.indexOf(':');
            if (colon <= 0) {
                throw new NotAStreamException("has a header line without a name: " + line);
            }
            fields.add(new Field(
                    line.substring(0, colon), line.substring(colon + 1).strip()));
        }
        String reason = status.group(3) == null ? "" : status.group(3).strip();
        return new HttpHead(status.group(1), Integer.parseInt(status.group(2)), reason, List.copyOf(fields));
    }

    /** Whether another head follows, not a body. */
    static boolean follows(InputStream in) throws IOException {
        in.mark(16);
        byte[] next = in.readNBytes(12);
        in.reset();
        return HEAD.matcher(new String(next, ISO_8859_1)).lookingAt();
    }

    private static String line(InputStream in) throws IOException {
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        for (int b = in.read(); b >= 0 && b != '\n'; b = in.read()) {
            if (line.size() == LONGEST_LINE) {
                throw new NotAStreamException("has a header line that does not end");
            }
            line.write(b);
        }
        String text = line.toString(ISO_8859_1);
        return text.endsWith("\r") ? text.substring(0, text.length() - 1) : text;
    }
}
