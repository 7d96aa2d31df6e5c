package dev.wiretape.recording;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.util.TokenBuffer;
import java.io.IOException;
import java.io.InputStream;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/** A line that is too long to be in memory: what it says but for the bytes it carries, and where those are. */
final class LongLine {
    private static final Set<String> CARRIERS = Set.of("raw", "text", "base64");

    private final Map<String, Long> places = new HashMap<>();
    private final JsonNode rest;

    /** Reads a line through; keeps nothing of what it carries. */
    LongLine(InputStream line) throws LineDecoder.Damage {
        rest = LineDecoder.parse(() -> {
            try (JsonParser parser = LineDecoder.JSON.getFactory().createParser(line);
                    TokenBuffer kept = new TokenBuffer(parser)) {
                read(parser, kept);
                // Fails where more than one value stands on the line, as for every other line.
                return LineDecoder.JSON.readTree(kept.asParser());
            }
        });
    }

    /** The entry, with no bytes in it. */
    Entry entry() throws LineDecoder.Damage {
        return LineDecoder.decode(rest);
    }

    /** Where in the line the bytes begin that stand under {@code name} or as Base64; the line's end where there are none. */
    private long place(String name) {
        return places.getOrDefault(name, places.getOrDefault("base64", Long.MAX_VALUE));
    }

    /** The bytes that stand under {@code name} or as Base64. */
    InputStream bytes(String name, Lines lines) {
        long place = place(name);
        if (place == Long.MAX_VALUE) {
            return InputStream.nullInputStream();
        }
        InputStream string = new JsonStringStream(lines.leftOut(place));
        return places.containsKey(name) ? string : Base64.getDecoder().wrap(string);
    }

    private void read(JsonParser parser, TokenBuffer kept) throws IOException {
        for (JsonToken token = parser.nextToken(); token != null; token = parser.nextToken()) {
            if (token == JsonToken.VALUE_STRING && CARRIERS.contains(String.valueOf(parser.currentName()))) {
                if (parser.getParsingContext().getParent().inRoot()) {
                    places.put(
                            parser.currentName(), parser.currentTokenLocation().getByteOffset() + 1);
                }
                kept.writeString("");
            } else {
                kept.copyCurrentEvent(parser);
            }
        }
    }
}
