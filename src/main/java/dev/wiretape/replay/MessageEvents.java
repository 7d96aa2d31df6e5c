package dev.wiretape.replay;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Optional;

/** A whole message as the events that would have brought it. */
final class MessageEvents {
    private final StringBuilder out = new StringBuilder();

    private MessageEvents() {}

    /** The event stream, or empty where {@code body} is no message. */
    static Optional<String> of(byte[] body) {
        return CanonicalJson.parse(body)
                .filter(node -> node.path("type").asText().equals("message"))
                .map(message -> new MessageEvents().write((ObjectNode) message));
    }

    private String write(ObjectNode message) {
        ObjectNode begun = message.deepCopy();
        begun.putArray("content");
        begun.putNull("stop_reason");
        begun.putNull("stop_sequence");
        event("message_start", object().set("message", begun));
        for (int i = 0; i < message.path("content").size(); i++) {
            block(i, message.path("content").get(i));
        }
        ObjectNode last = object();
        last.putObject("delta").set("stop_reason", message.path("stop_reason"));
        ((ObjectNode) last.get("delta")).set("stop_sequence", message.path("stop_sequence"));
        last.set("usage", message.path("usage"));
        event("message_delta", last);
        event("message_stop", object());
        return out.toString();
    }

    private void block(int index, JsonNode block) {
        ObjectNode begun = block.deepCopy();
        ObjectNode delta = object();
        switch (block.path("type").asText()) {
            case "text" -> {
                begun.put("text", "");
                delta.put("type", "text_delta").set("text", block.path("text"));
            }
            case "thinking" -> {
                begun.put("thinking", "").put("signature", "");
                delta.put("type", "thinking_delta").set("thinking", block.path("thinking"));
            }
            case "tool_use", "server_tool_use" -> {
                begun.putObject("input");
                delta.put("type", "input_json_delta")
                        .put("partial_json", block.path("input").toString());
            }
            default -> {
                // It stands whole in its beginning.
            }
        }
        event("content_block_start", object().put("index", index).set("content_block", begun));
        if (!delta.isEmpty()) {
            event("content_block_delta", object().put("index", index).set("delta", delta));
        }
        if (block.path("type").asText().equals("thinking")) {
            ObjectNode signature = object().put("type", "signature_delta");
            signature.set("signature", block.path("signature"));
            event("content_block_delta", object().put("index", index).set("delta", signature));
        }
        event("content_block_stop", object().put("index", index));
    }

    private void event(String type, JsonNode members) {
        ObjectNode data = object().put("type", type);
        data.setAll((ObjectNode) members);
        out.append("event: ").append(type).append("\ndata: ").append(data).append("\n\n");
    }

    private static ObjectNode object() {
        return JsonNodeFactory.instance.objectNode();
    }
}
