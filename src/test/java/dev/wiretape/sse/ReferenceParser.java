package dev.wiretape.sse;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.ArrayList;
import java.util.List;

/** The standard's algorithm (§9.2.6) once more, on a whole stream and as plainly as possible: what the tests compare with. */
final class ReferenceParser {
    private ReferenceParser() {}

    static List<Event> parse(byte[] stream) {
        String text = new String(withoutSurrogates(stream), UTF_8);
        if (text.startsWith("\uFEFF")) {
            text = text.substring(1);
        }
        List<Event> events = new ArrayList<>();
        String id = "";
        String type = "";
        boolean named = false;
        StringBuilder data = new StringBuilder();
        String[] lines = text.split("\r\n|\r|\n", -1);
        for (int i = 0; i < lines.length - 1; i++) {
            String line = lines[i];
            if (line.isEmpty()) {
                if (!data.isEmpty()) {
                    String name = type.isEmpty() ? "message" : type;
                    events.add(new Event(name, data.substring(0, data.length() - 1), id, named));
                }
                type = "";
                named = false;
                data.setLength(0);
                continue;
            }
            int colon = line.indexOf(':');
            String name = colon < 0 ? line : line.substring(0, colon);
            String value = colon < 0 ? "" : line.substring(colon + 1);
            value = value.startsWith(" ") ? value.substring(1) : value;
            switch (name) {
                case "event" -> {
                    type = value;
                    named = true;
                }
                case "data" -> data.append(value).append('\n');
                case "id" -> id = value.indexOf('\0') < 0 ? value : id;
                default -> {
                    // Comments, retry and unknown fields dispatch nothing.
                }
            }
        }
        return events;
    }

    /** The standard wants one U+FFFD for each byte of an encoded surrogate, the JDK gives one for all three. */
    private static byte[] withoutSurrogates(byte[] stream) {
        byte[] bytes = stream.clone();
        for (int i = 1; i < bytes.length; i++) {
            if (bytes[i - 1] == (byte) 0xED && bytes[i] >= (byte) 0xA0 && bytes[i] < 0) {
                bytes[i - 1] = (byte) 0xFF;
                bytes[i] = (byte) 0xFF;
            }
        }
        return bytes;
    }
}
