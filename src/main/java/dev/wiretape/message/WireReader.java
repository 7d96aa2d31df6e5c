package dev.wiretape.message;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import dev.wiretape.message.WireEvent.Member;
import java.io.IOException;
import java.util.Locale;

/** Takes the data of an event apart in one pass, whatever the order of its members. */
final class WireReader {
    private WireReader() {}

    static WireEvent read(String data) {
        WireEvent delta = DeltaReader.read(data);
        return delta == null ? parse(data) : delta;
    }

    /** The same without the short cut for deltas. */
    static WireEvent parse(String data) {
        WireEvent event = new WireEvent();
        try (JsonParser parser = JsonText.FACTORY.createParser(data)) {
            JsonToken first = parser.nextToken();
            if (first == null) {
                event.notJson = "it is empty";
                return event;
            }
            event.object = first == JsonToken.START_OBJECT;
            if (event.object) {
                members(parser, data, event);
            } else {
                parser.skipChildren();
            }
            if (parser.nextToken() != null) {
                event.notJson = "more after the whole value" + at(parser);
            }
        } catch (JacksonException notJson) {
            long offset =
                    notJson.getLocation() == null ? -1 : notJson.getLocation().getCharOffset();
            String where = offset < 0 ? "" : String.format(Locale.ROOT, ", at character %d", offset);
            event.notJson = notJson.getOriginalMessage() + where;
        } catch (IOException e) {
            throw new IllegalStateException("reading from memory", e);
        }
        return event;
    }

    private static String at(JsonParser parser) {
        return String.format(
                Locale.ROOT, ", at character %d", parser.currentTokenLocation().getCharOffset());
    }

    private static void members(JsonParser parser, String data, WireEvent event) throws IOException {
        while (parser.nextToken() == JsonToken.FIELD_NAME) {
            String name = parser.currentName();
            JsonToken token = parser.nextToken();
            switch (name) {
                case "type" -> event.type = textOrSkip(parser, token);
                case "index" -> index(parser, token, event);
                case "delta" -> delta(parser, token, data, event);
                default -> event.others.add(member(parser, token, name, data));
            }
        }
    }

    private static String textOrSkip(JsonParser parser, JsonToken token) throws IOException {
        if (token == JsonToken.VALUE_STRING) {
            return parser.getText();
        }
        parser.skipChildren();
        return null;
    }

    private static void index(JsonParser parser, JsonToken token, WireEvent event) throws IOException {
        event.hasIndex = token == JsonToken.VALUE_NUMBER_INT
                && (parser.getNumberType() == JsonParser.NumberType.INT
                        || parser.getNumberType() == JsonParser.NumberType.LONG);
        if (event.hasIndex) {
            event.index = parser.getLongValue();
        } else {
            parser.skipChildren();
        }
    }

    private static void delta(JsonParser parser, JsonToken token, String data, WireEvent event) throws IOException {
        event.deltaMembers.clear();
        event.deltaType = "";
        int start = startOf(parser);
        if (token == JsonToken.START_OBJECT) {
            while (parser.nextToken() == JsonToken.FIELD_NAME) {
                String name = parser.currentName();
                JsonToken value = parser.nextToken();
                if (name.equals("type") && value == JsonToken.VALUE_STRING) {
                    event.deltaType = parser.getText();
                } else {
                    event.deltaMembers.add(member(parser, value, name, data));
                }
            }
        }
        event.delta = new Member("delta", null, data, start, endOf(parser));
    }

    private static Member member(JsonParser parser, JsonToken token, String name, String data) throws IOException {
        int start = startOf(parser);
        String text = token == JsonToken.VALUE_STRING ? parser.getText() : null;
        return new Member(name, text, data, start, endOf(parser));
    }

    private static int startOf(JsonParser parser) {
        return (int) parser.currentTokenLocation().getCharOffset();
    }

    private static int endOf(JsonParser parser) throws IOException {
        parser.skipChildren();
        parser.finishToken();
        return (int) parser.currentLocation().getCharOffset();
    }
}
