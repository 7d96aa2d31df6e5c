package dev.wiretape.recording.intake;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.wiretape.recording.LineBuffer;
import dev.wiretape.recording.Session;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;

/**
 * Records the exchanges of a HAR 1.2 (http://www.softwareishard.com/blog/har-12-spec/) one entry at a time: those that
 * are event streams or answers to a POST. A browser's HAR is full of pictures.
 */
final class HarIntake {
    private static final JsonMapper JSON = new JsonMapper();

    static {
        JSON.getFactory()
                .setStreamReadConstraints(StreamReadConstraints.builder()
                        .maxStringLength(Integer.MAX_VALUE)
                        .build());
    }

    private final Session session;
    private final LineBuffer lines;
    private final List<String> notices;
    private long started = Long.MIN_VALUE;
    private int taken;
    private int left;

    HarIntake(Session session, LineBuffer lines, List<String> notices) {
        this.session = session;
        this.lines = lines;
        this.notices = notices;
    }

    void read(InputStream in) throws IOException {
        try (JsonParser parser = JSON.createParser(in)) {
            if (!goTo(parser, "log") || !goTo(parser, "entries") || parser.currentToken() != JsonToken.START_ARRAY) {
                throw new NotAStreamException("is JSON, but has no log.entries as a HAR has");
            }
            while (parser.nextToken() == JsonToken.START_OBJECT) {
                JsonNode entry = parser.readValueAsTree();
                take(new HarEntry(entry));
            }
        } catch (JsonProcessingException e) {
            throw new NotAStreamException(
                    "is no HAR: its JSON breaks off in line " + e.getLocation().getLineNr() + ", column "
                            + e.getLocation().getColumnNr());
        }
        if (taken == 0) {
            throw new NotAStreamException("is a HAR without an event stream or an answer to a POST");
        }
        if (left > 0) {
            notices.add("left out " + left + (left == 1 ? " entry that is" : " entries that are")
                    + " neither an event stream nor an answer to a POST");
        }
    }

    private void take(HarEntry entry) throws NotAStreamException {
        if (!entry.isOfInterest()) {
            left++;
            return;
        }
        taken++;
        if (started == Long.MIN_VALUE) {
            started = entry.startedMicros();
        }
        new HarRecorder(entry, session, lines, notices).record(Math.max(0, entry.startedMicros() - started));
    }

    /** Goes to the value of the member {@code name} of the object that begins here or at the next token. */
    private static boolean goTo(JsonParser parser, String name) throws IOException {
        if (parser.currentToken() == null) {
            parser.nextToken();
        }
        if (parser.currentToken() != JsonToken.START_OBJECT) {
            return false;
        }
        while (parser.nextToken() == JsonToken.FIELD_NAME) {
            boolean found = parser.currentName().equals(name);
            parser.nextToken();
            if (found) {
                return true;
            }
            parser.skipChildren();
        }
        return false;
    }
}
