package dev.wiretape.timeline;

/** Streams of the Messages API, put together of their events. */
final class Streams {
    static final String START = event(
            "message_start",
            "\"message\":{\"id\":\"msg_1\",\"type\":\"message\",\"role\":\"assistant\",\"model\":\"m\",\"content\":[],"
                    + "\"stop_reason\":null,\"stop_sequence\":null,\"usage\":{\"input_tokens\":10,\"output_tokens\":1}}");
    static final String STOP = event("message_stop", "");
    static final String PING = event("ping", "");

    private Streams() {}

    /** A frame; {@code rest} are the members after {@code type}, perhaps none. */
    static String event(String type, String rest) {
        return "event: " + type + "\ndata: {\"type\":\"" + type + "\"" + (rest.isEmpty() ? "" : "," + rest) + "}\n\n";
    }

    static String textStart(int index) {
        return blockStart(index, "{\"type\":\"text\",\"text\":\"\"}");
    }

    static String toolStart(int index) {
        return blockStart(index, "{\"type\":\"tool_use\",\"id\":\"toolu_1\",\"name\":\"edit\",\"input\":{}}");
    }

    static String blockStart(int index, String block) {
        return event("content_block_start", "\"index\":" + index + ",\"content_block\":" + block);
    }

    static String text(int index, String text) {
        return delta(index, "{\"type\":\"text_delta\",\"text\":" + quoted(text) + "}");
    }

    static String input(int index, String json) {
        return delta(index, "{\"type\":\"input_json_delta\",\"partial_json\":" + quoted(json) + "}");
    }

    static String delta(int index, String delta) {
        return event("content_block_delta", "\"index\":" + index + ",\"delta\":" + delta);
    }

    static String blockStop(int index) {
        return event("content_block_stop", "\"index\":" + index);
    }

    static String messageDelta(String stopReason) {
        return event(
                "message_delta",
                "\"delta\":{\"stop_reason\":" + (stopReason.isEmpty() ? "null" : quoted(stopReason))
                        + ",\"stop_sequence\":null},\"usage\":{\"output_tokens\":12}");
    }

    /** A whole text block. */
    static String textBlock(int index) {
        return textStart(index) + text(index, "Hello") + blockStop(index);
    }

    /** A whole tool block. */
    static String toolBlock(int index) {
        return toolStart(index) + input(index, "") + input(index, "{\"a\":1}") + blockStop(index);
    }

    /** A stream with that content which ends as it should. */
    static String around(String content, String stopReason) {
        return START + content + messageDelta(stopReason) + STOP;
    }

    /** A stream in which nothing is wrong. */
    static String clean() {
        return around(textBlock(0), "end_turn");
    }

    private static String quoted(String text) {
        return "\"" + text.replace("\\", "\\\\").replace("\"", "\\\"") + "\"";
    }
}
