package dev.wiretape.sse;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.util.Set;

/** Tells event streams from other bytes by how they begin; for those whose content type is wrong or not known. */
public final class EventStreams {
    /** So many bytes are enough to tell. */
    public static final int ENOUGH = 8 * 1024;

    private static final Set<String> FIELDS = Set.of("event", "data", "id", "retry");

    private EventStreams() {}

    /**
     * Whether bytes that begin like this are an event stream: the first line that is not blank, after a byte order mark,
     * is a comment or one of the standard's fields (HTML standard §9.2.6).
     */
    public static boolean looksLikeOne(byte[] beginning) {
        return isOurs(firstLine(beginning));
    }

    /** Whether any complete or last line of {@code beginning} is a comment or one of the standard's fields. */
    public static boolean hasFields(byte[] beginning) {
        return text(beginning).lines().anyMatch(EventStreams::isOurs);
    }

    private static String firstLine(byte[] beginning) {
        return text(beginning)
                .lines()
                .filter(line -> !line.isEmpty())
                .findFirst()
                .orElse("");
    }

    private static String text(byte[] beginning) {
        String text = new String(beginning, 0, Math.min(beginning.length, ENOUGH), ISO_8859_1);
        return text.startsWith("ï»¿") ? text.substring(3) : text;
    }

    private static boolean isOurs(String line) {
        int colon = line.indexOf(':');
        return colon == 0 || FIELDS.contains(colon < 0 ? line : line.substring(0, colon));
    }
}
