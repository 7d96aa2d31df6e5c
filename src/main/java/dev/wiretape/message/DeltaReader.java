package dev.wiretape.message;

import dev.wiretape.message.WireEvent.Member;

/**
 * Reads the data of a {@code content_block_delta} that is written as the API writes it: its members in this order, no
 * white space but at the end, one string in the delta. That is nearly every event of a stream, and several times as
 * fast as a JSON parser. Whatever deviates by one character is left to {@link WireReader}, errors included.
 */
final class DeltaReader {
    private static final String HEAD = "{\"type\":\"content_block_delta\",\"index\":";
    private static final String DELTA = ",\"delta\":{\"type\":\"";
    private static final int MOST_DIGITS = 9;
    private static final Part[] PARTS = {
        Part.INPUT, Part.TEXT, Part.THINKING, Part.SIGNATURE, Part.COMPACTION,
    };

    private final String data;
    private int at;
    private boolean escapes;

    private DeltaReader(String data) {
        this.data = data;
    }

    /** The event, or null if it is written in another way. */
    static WireEvent read(String data) {
        return data.startsWith(HEAD) ? new DeltaReader(data).event() : null;
    }

    private WireEvent event() {
        at = HEAD.length();
        int index = index();
        int deltaStart = at + DELTA.indexOf('{');
        if (index < 0 || !skip(DELTA)) {
            return null;
        }
        Part part = part();
        if (part == null || !skip(part.deltaMember()) || !skip("\":")) {
            return null;
        }
        int start = at;
        if (!skip("\"") || !string()) {
            return null;
        }
        int end = at;
        String text = escapes ? JsonText.unescape(data, start + 1, end - 1) : data.substring(start + 1, end - 1);
        if (text == null || !skip("}}") || !onlySpacesLeft()) {
            return null;
        }
        WireEvent event = new WireEvent();
        event.object = true;
        event.type = "content_block_delta";
        event.hasIndex = true;
        event.index = index;
        event.deltaType = part.deltaType();
        event.deltaMembers.add(new Member(part.deltaMember(), text, data, start, end));
        event.delta = new Member("delta", null, data, deltaStart, end + 1);
        return event;
    }

    private boolean skip(String expected) {
        boolean there = data.startsWith(expected, at);
        at += expected.length();
        return there;
    }

    private int index() {
        int start = at;
        int index = 0;
        while (at < data.length() && at - start < MOST_DIGITS && data.charAt(at) >= '0' && data.charAt(at) <= '9') {
            index = 10 * index + data.charAt(at++) - '0';
        }
        boolean leadingZero = at - start > 1 && data.charAt(start) == '0';
        return at == start || leadingZero ? -1 : index;
    }

    /** Reads a delta's type with the quotes and the comma up to its next member's name. */
    private Part part() {
        for (Part part : PARTS) {
            int end = at + part.deltaType().length();
            if (data.startsWith(part.deltaType(), at) && data.startsWith("\",\"", end)) {
                at = end + 3;
                return part;
            }
        }
        return null;
    }

    /** Reads the rest of a string, its closing quote included. */
    private boolean string() {
        while (at < data.length()) {
            char c = data.charAt(at++);
            if (c == '"') {
                return true;
            }
            if (c == '\\') {
                escapes = true;
                at++;
            } else if (c < ' ') {
                return false;
            }
        }
        return false;
    }

    private boolean onlySpacesLeft() {
        while (at < data.length()) {
            if (data.charAt(at++) != ' ') {
                return false;
            }
        }
        return true;
    }
}
