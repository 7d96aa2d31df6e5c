package dev.wiretape.message;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import java.io.IOException;

/** Any text as JSON that comes in fragments: the cuts make no difference, and Jackson agrees on what is JSON. */
public final class FuzzJson {
    private static final JsonFactory JACKSON = new JsonFactory();

    private FuzzJson() {}

    /** The entry point that Jazzer knows. */
    public static void fuzzerTestOneInput(byte[] data) {
        String text = new String(data, UTF_8);
        JsonFollower whole = new JsonFollower();
        whole.feed(text);
        JsonFollower split = new JsonFollower();
        int cut = data.length == 0 ? 0 : (data[0] & 0xFF) % (text.length() + 1);
        split.feed(text.substring(0, cut));
        split.feed(text.substring(cut));
        JsonProgress one = whole.progress();
        JsonProgress other = split.progress();
        if (one.state() != other.state()
                || !one.path().equals(other.path())
                || !where(one).equals(where(other))) {
            throw new AssertionError("cut at " + cut + " it is " + other + " instead of " + one);
        }
        one.value().ifPresent(value -> {
            if (!isJson(value.text())) {
                throw new AssertionError("the value so far is no JSON: " + value.text());
            }
        });
        if (one.fault().isEmpty() && one.state() == JsonState.COMPLETE && !isJson(text)) {
            throw new AssertionError("Jackson does not take this for JSON: " + text);
        }
    }

    /** What is wrong, but for the fragment it is in. */
    private static String where(JsonProgress progress) {
        return progress.fault()
                .map(fault -> fault.charOffset() + " " + fault.reason())
                .orElse("");
    }

    private static boolean isJson(String text) {
        try (JsonParser parser = JACKSON.createParser(text)) {
            if (parser.nextToken() == null) {
                return false;
            }
            parser.skipChildren();
            return parser.nextToken() == null;
        } catch (IOException e) {
            return false;
        }
    }
}
