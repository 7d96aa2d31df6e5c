package dev.wiretape.recording;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;

/**
 * Whether a frame or a piece of a body can be read, without reading it: several times as fast as {@link LineDecoder}, which
 * is asked where this one doubts. It never passes what the decoder refuses.
 */
final class LineSkim {
    private static final JsonFactory JSON = new JsonFactory();
    private static final int TIME = 1;
    private static final int NUMBER = 2;
    private static final int PAYLOAD = 4;
    private static final int KIND = 8;
    private static final int FRAME = KIND | TIME | NUMBER | PAYLOAD;
    private static final int BODY = KIND | TIME | PAYLOAD;

    private LineSkim() {}

    /** Whether a line of kind {@code frame} is certainly sound. */
    static boolean isFrame(byte[] line, int offset, int length) {
        return isSound(line, offset, length, FRAME);
    }

    /** Whether a line of kind {@code body} is certainly sound. */
    static boolean isBody(byte[] line, int offset, int length) {
        return isSound(line, offset, length, BODY);
    }

    private static boolean isSound(byte[] line, int offset, int length, int needed) {
        if (mayHaveSurrogate(line, offset, length)) {
            return false;
        }
        try (JsonParser parser = JSON.createParser(line, offset, length)) {
            return parser.nextToken() == JsonToken.START_OBJECT
                    && members(parser) == needed
                    && parser.nextToken() == null;
        } catch (IOException e) {
            return false;
        }
    }

    /** Which of the members there are, all as they should be; -1 where there is a doubt. */
    private static int members(JsonParser parser) throws IOException {
        int seen = 0;
        while (parser.nextToken() == JsonToken.FIELD_NAME) {
            String name = parser.currentName();
            JsonToken value = parser.nextToken();
            int member = member(name, value, parser);
            if (member < 0) {
                return -1;
            }
            seen |= member;
            parser.skipChildren();
        }
        return parser.currentToken() == JsonToken.END_OBJECT ? seen : -1;
    }

    private static int member(String name, JsonToken value, JsonParser parser) throws IOException {
        return switch (name) {
            case "kind" -> value == JsonToken.VALUE_STRING ? KIND : -1;
            case "t" -> isLong(value, parser) ? TIME : -1;
            case "n" -> isLong(value, parser) ? NUMBER : -1;
            case "raw", "text" -> value == JsonToken.VALUE_STRING ? PAYLOAD : -1;
            case "base64", "parts" -> -1;
            default -> 0;
        };
    }

    private static boolean isLong(JsonToken value, JsonParser parser) throws IOException {
        return value == JsonToken.VALUE_NUMBER_INT && parser.getNumberType() != JsonParser.NumberType.BIG_INTEGER;
    }

    /** An escape between D800 and DFFF, and some others. */
    private static boolean mayHaveSurrogate(byte[] line, int offset, int length) {
        for (int i = offset; i < offset + length - 2; i++) {
            if (line[i] == '\\' && line[i + 1] == 'u' && (line[i + 2] | 0x20) == 'd') {
                return true;
            }
        }
        return false;
    }
}
