package dev.wiretape.timeline;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.wiretape.recording.Entry;
import dev.wiretape.sse.Event;
import dev.wiretape.sse.EventDecoder;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * What one line says about a frame. Nothing here is believed to be well-formed: what cannot be read is shown as it is.
 *
 * @param n the frame's number, from 0
 * @param t its arrival, µs since the exchange began
 * @param event the event's type; empty where the frame dispatches none (a comment)
 * @param block the content block's index, where the data has one
 * @param kind the delta's or the block's type, or what an error is called; else empty
 * @param size bytes of the raw frame
 * @param preview the part of the data that matters most, harmless on a terminal, at most 200 code points
 */
public record FrameRow(
        long n, long t, Optional<String> event, OptionalLong block, String kind, int size, String preview) {
    private static final int LONGEST_PREVIEW = 200;
    private static final int LONGEST_WORD = 40;
    private static final JsonMapper JSON = new JsonMapper();

    /** Reads a frame; {@code decoder} has read those before it. */
    public static FrameRow of(Entry.Frame frame, EventDecoder decoder) {
        Optional<Event> event = decoder.decode(frame.raw().toBytes());
        JsonNode data = event.map(e -> parse(e.data())).orElseGet(JSON::missingNode);
        JsonNode index = data.path("index");
        return new FrameRow(
                frame.n(),
                frame.t(),
                event.map(e -> Visible.of(e.type(), LONGEST_WORD)),
                index.isIntegralNumber() ? OptionalLong.of(index.longValue()) : OptionalLong.empty(),
                Visible.of(kind(data), LONGEST_WORD),
                frame.raw().size(),
                Visible.of(preview(frame, event, data), LONGEST_PREVIEW));
    }

    private static JsonNode parse(String data) {
        try {
            return JSON.readTree(data);
        } catch (JsonProcessingException noJson) {
            return JSON.missingNode();
        }
    }

    private static String kind(JsonNode data) {
        for (String part : new String[] {"delta", "content_block", "error"}) {
            String type = data.path(part).path("type").asText();
            if (!type.isEmpty()) {
                return type;
            }
        }
        return "";
    }

    private static String preview(Entry.Frame frame, Optional<Event> event, JsonNode data) {
        if (event.isEmpty()) {
            return frame.raw().text().strip();
        }
        return switch (data.path("type").asText()) {
            case "message_start" -> data.path("message").path("model").asText();
            case "content_block_start" ->
                data.path("content_block").path("name").asText();
            case "content_block_delta" -> delta(data.path("delta"), event.get());
            case "message_delta" ->
                "stop_reason " + data.path("delta").path("stop_reason") + ", usage " + data.path("usage");
            case "error" -> data.path("error").path("message").asText();
            case "content_block_stop", "message_stop", "ping" -> "";
            default -> event.get().data();
        };
    }

    private static String delta(JsonNode delta, Event event) {
        for (String part : new String[] {"text", "partial_json", "thinking", "signature"}) {
            if (delta.path(part).isTextual()) {
                return delta.path(part).textValue();
            }
        }
        return delta.isMissingNode() ? event.data() : delta.toString();
    }
}
