package dev.wiretape.tui.tape;

import dev.wiretape.recording.Entry;
import java.util.Arrays;
import java.util.Locale;

/** What a row of the timeline is: the kinds of line a recording has, and lines that cannot be read. */
public enum LineKind {
    /** Begins an exchange; no row of its own. */
    HEADER,
    /** The request. */
    REQUEST,
    /** More of the request's body. */
    UPLOAD,
    /** An interim response. */
    INTERIM,
    /** The response's head. */
    RESPONSE,
    /** An SSE frame. */
    FRAME,
    /** A piece of a body that is no event stream. */
    BODY,
    /** The client stopped reading. */
    PAUSED,
    /** The client reads again. */
    RESUMED,
    /** A frame that never ended. */
    PARTIAL,
    /** Trailer fields. */
    TRAILERS,
    /** The end. */
    END,
    /** A line of a kind this version does not know. */
    UNKNOWN,
    /** A line that cannot be read. */
    DAMAGED;

    private static final LineKind[] ALL = values();

    static LineKind of(int code) {
        return ALL[code];
    }

    /** A number for it, in memory alone. */
    byte code() {
        return (byte) Arrays.binarySearch(ALL, this);
    }

    static LineKind of(Entry entry) {
        try {
            return valueOf(entry.kind().toUpperCase(Locale.ROOT));
        } catch (IllegalArgumentException unknown) {
            return UNKNOWN;
        }
    }
}
