package dev.wiretape.sse;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Optional;
import java.util.OptionalLong;

/**
 * Interprets frames, in the order of the stream, as events by the HTML standard (§9.2.6). Keeps what outlives a frame:
 * the last event ID and the reconnection time. Ill-formed UTF-8 becomes U+FFFD, as "UTF-8 decode" prescribes; one byte
 * order mark at the start of the stream is skipped. Not thread-safe.
 */
public final class EventDecoder {
    private String lastEventId;
    private OptionalLong reconnectionTime = OptionalLong.empty();
    private boolean atStart = true;
    private boolean afterCr;

    private String idBuffer;
    private String type = "";
    private StringBuilder data;
    private boolean named;

    /** A decoder for a new stream. */
    public EventDecoder() {
        this("");
    }

    /** A decoder for a stream resumed with the last event ID of an earlier connection. */
    public EventDecoder(String lastEventId) {
        this.lastEventId = lastEventId;
        this.idBuffer = lastEventId;
    }

    /** Interprets the next frame; empty where it dispatches nothing (no data: comments, ids, blank lines). */
    public Optional<Event> decode(byte[] frame) {
        return decode(frame, 0, frame.length);
    }

    /** The same for {@code length} bytes from {@code offset}. */
    public Optional<Event> decode(byte[] frame, int offset, int length) {
        int end = offset + length;
        int at = skipStart(frame, offset, end);
        while (at < end) {
            int lineEnd = at;
            while (lineEnd < end && frame[lineEnd] != '\n' && frame[lineEnd] != '\r') {
                lineEnd++;
            }
            if (lineEnd > at) {
                field(frame, at, lineEnd);
            }
            boolean crlf = lineEnd + 1 < end && frame[lineEnd] == '\r' && frame[lineEnd + 1] == '\n';
            at = lineEnd + (crlf ? 2 : 1);
        }
        afterCr = length > 0 && frame[end - 1] == '\r';
        return dispatch();
    }

    /** The last event ID string of the connection so far. */
    public String lastEventId() {
        return lastEventId;
    }

    /** The reconnection time the stream asked for, in milliseconds. */
    public OptionalLong reconnectionTime() {
        return reconnectionTime;
    }

    private int skipStart(byte[] frame, int offset, int end) {
        if (atStart && end > offset) {
            atStart = false;
            boolean bom = end - offset >= 3
                    && frame[offset] == (byte) 0xEF
                    && frame[offset + 1] == (byte) 0xBB
                    && frame[offset + 2] == (byte) 0xBF;
            return bom ? offset + 3 : offset;
        }
        // The LF of a CRLF whose CR ended the frame before.
        return afterCr && end > offset && frame[offset] == '\n' ? offset + 1 : offset;
    }

    private void field(byte[] frame, int start, int end) {
        int colon = start;
        while (colon < end && frame[colon] != ':') {
            colon++;
        }
        if (colon == start) {
            return;
        }
        int value = Math.min(colon + 1, end);
        if (value < end && frame[value] == ' ') {
            value++;
        }
        switch (new String(frame, start, colon - start, UTF_8)) {
            case "event" -> {
                type = new String(frame, value, end - value, UTF_8);
                named = true;
            }
            case "data" -> addData(new String(frame, value, end - value, UTF_8));
            case "id" -> setId(new String(frame, value, end - value, UTF_8));
            case "retry" -> setRetry(new String(frame, value, end - value, UTF_8));
            default -> {
                // The standard: otherwise, the field is ignored.
            }
        }
    }

    private void addData(String value) {
        if (data == null) {
            data = new StringBuilder(value);
        } else {
            data.append('\n').append(value);
        }
    }

    private void setId(String value) {
        if (value.indexOf('\0') < 0) {
            idBuffer = value;
        }
    }

    private void setRetry(String value) {
        if (!value.isEmpty() && value.chars().allMatch(c -> c >= '0' && c <= '9')) {
            try {
                reconnectionTime = OptionalLong.of(Long.parseLong(value));
            } catch (NumberFormatException tooLarge) {
                reconnectionTime = OptionalLong.of(Long.MAX_VALUE);
            }
        }
    }

    private Optional<Event> dispatch() {
        lastEventId = idBuffer;
        Optional<Event> event = Optional.empty();
        if (data != null) {
            event = Optional.of(new Event(type.isEmpty() ? "message" : type, data.toString(), lastEventId, named));
        }
        type = "";
        named = false;
        data = null;
        return event;
    }
}
