package dev.wiretape.recording.intake;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import dev.wiretape.sse.EventStreams;
import java.util.Locale;
import java.util.regex.Pattern;

/** What a file is, as far as its beginning and its name tell. */
public enum SourceKind {
    /** A recording of ours. */
    RECORDING,
    /** The body of an event stream, as {@code curl -N} prints it. */
    EVENT_STREAM,
    /** A status line, headers and a body, as {@code curl -i} prints them. */
    HTTP,
    /** HTTP Archive 1.2, as browsers save it. */
    HAR,
    /** Compressed, or in an encoding that is not UTF-8: has to be unpacked first. */
    WRAPPED,
    /** Something else. */
    UNKNOWN;

    /** So many bytes of the beginning are looked at. */
    public static final int BEGINNING = EventStreams.ENOUGH;

    private static final Pattern STATUS_LINE = Pattern.compile("HTTP/[0-9](\\.[0-9])? [0-9]{3}( .*)?");
    private static final Pattern OUR_HEADER = Pattern.compile("\\{\\s*\"kind\"\\s*:.*", Pattern.DOTALL);
    private static final Pattern HAR_LOG = Pattern.compile("\\{\\s*\"log\"\\s*:\\s*\\{.*", Pattern.DOTALL);

    /**
     * Tells the kind.
     *
     * @param beginning the first {@value #BEGINNING} bytes, or all
     * @param name the file's name; what is called {@code .sse} or {@code .har} gets the benefit of the doubt
     */
    public static SourceKind of(byte[] beginning, String name) {
        String text = new String(beginning, ISO_8859_1);
        String begun = (text.startsWith("ï»¿") ? text.substring(3) : text).stripLeading();
        String lowerName = name.toLowerCase(Locale.ROOT);
        if (Wrapping.of(beginning).isPresent()) {
            return WRAPPED;
        }
        if (OUR_HEADER.matcher(begun).matches()) {
            return RECORDING;
        }
        if (HAR_LOG.matcher(begun).matches() || (begun.startsWith("{") && lowerName.endsWith(".har"))) {
            return HAR;
        }
        if (STATUS_LINE.matcher(begun.lines().findFirst().orElse("")).matches()) {
            return HTTP;
        }
        boolean calledStream = lowerName.endsWith(".sse") && (begun.isEmpty() || EventStreams.hasFields(beginning));
        return calledStream || EventStreams.looksLikeOne(beginning) ? EVENT_STREAM : UNKNOWN;
    }
}
