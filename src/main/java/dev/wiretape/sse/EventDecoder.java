package dev.wiretape.sse;

import java.util.Arrays;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * Interprets frames, in the order of the stream, as events by the HTML standard (§9.2.6). Keeps what outlives a frame:
 * the last event ID and the reconnection time. Ill-formed UTF-8 becomes U+FFFD, as "UTF-8 decode" prescribes; one byte
 * order mark at the start of the stream is skipped. Not thread-safe.
 */
public final class EventDecoder {
    private static final byte[] DATA = {'d', 'a', 't', 'a'};
    private static final byte[] EVENT = {'e', 'v', 'e', 'n', 't'};
    private static final byte[] ID = {'i', 'd'};
    private static final byte[] RETRY = {'r', 'e', 't', 'r', 'y'};

    private String lastEventId;
    private OptionalLong reconnectionTime = OptionalLong.empty();
    private boolean atStart = true;
    private boolean afterCr;

    private String idBuffer;
    private String type = "";
    private String data;
    private StringBuilder moreData;
    private byte[] typeBytes = {};
    private String lastType = "";
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
        lines(frame, offset, end);
        afterCr = length > 0 && frame[end - 1] == '\r';
        return dispatch();
    }

    /**
     * Ends the stream with the bytes of a frame that never ended. It dispatches nothing and its id is dropped; of its
     * complete lines {@code retry} alone has its effect without a blank line.
     */
    public void end(byte[] pending) {
        int end = pending.length;
        while (end > 0 && pending[end - 1] != '\n' && pending[end - 1] != '\r') {
            end--;
        }
        lines(pending, 0, end);
        forgetFrame();
        idBuffer = lastEventId;
    }

    private void lines(byte[] bytes, int offset, int end) {
        int at = skipStart(bytes, offset, end);
        while (at < end) {
            int lineEnd = Lines.end(bytes, at, end);
            if (lineEnd > at) {
                field(bytes, at, lineEnd);
            }
            boolean crlf = lineEnd + 1 < end && bytes[lineEnd] == '\r' && bytes[lineEnd + 1] == '\n';
            at = lineEnd + (crlf ? 2 : 1);
        }
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
        if (isNamed(DATA, frame, start, colon)) {
            addData(Utf8.decode(frame, value, end));
        } else if (isNamed(EVENT, frame, start, colon)) {
            type = typeOf(frame, value, end);
            named = true;
        } else if (isNamed(ID, frame, start, colon)) {
            setId(Utf8.decode(frame, value, end));
        } else if (isNamed(RETRY, frame, start, colon)) {
            setRetry(Utf8.decode(frame, value, end));
        }
        // The standard: otherwise, the field is ignored.
    }

    private static boolean isNamed(byte[] name, byte[] frame, int start, int end) {
        return Arrays.equals(name, 0, name.length, frame, start, end);
    }

    /** Most events have the type of the one before. */
    private String typeOf(byte[] frame, int start, int end) {
        if (!Arrays.equals(typeBytes, 0, typeBytes.length, frame, start, end)) {
            typeBytes = Arrays.copyOfRange(frame, start, end);
            lastType = Utf8.decode(frame, start, end);
        }
        return lastType;
    }

    private void addData(String value) {
        if (data == null) {
            data = value;
            return;
        }
        if (moreData == null) {
            moreData = new StringBuilder(data);
        }
        moreData.append('\n').append(value);
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
            String all = moreData == null ? data : moreData.toString();
            event = Optional.of(new Event(type.isEmpty() ? "message" : type, all, lastEventId, named));
        }
        forgetFrame();
        return event;
    }

    private void forgetFrame() {
        type = "";
        named = false;
        data = null;
        moreData = null;
    }
}
