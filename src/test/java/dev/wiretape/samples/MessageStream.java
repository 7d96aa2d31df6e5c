package dev.wiretape.samples;

import static dev.wiretape.samples.Json.object;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;

/**
 * Composes a Messages API event stream as the API sends it: deltas of a few words 20 to 60 ms apart, padding blanks
 * before the last brace, the first ping in one chunk with the first block's start. The same seed gives the same stream.
 */
final class MessageStream {
    private final Random random;
    private final List<Timed> pieces = new ArrayList<>();
    private final int inputTokens;
    private int index;
    private int characters;
    private int thinkingCharacters;
    private Duration nextGap = Duration.ZERO;

    private MessageStream(long seed, int inputTokens) {
        this.random = new Random(seed);
        this.inputTokens = inputTokens;
    }

    /** Begins a message. */
    static MessageStream start(long seed, String messageId, int inputTokens) {
        MessageStream stream = new MessageStream(seed, inputTokens);
        Map<String, Object> message = object("model", Api.MODEL, "id", messageId, "type", "message");
        message.put("role", "assistant");
        message.put("content", List.of());
        message.put("stop_reason", null);
        message.put("stop_sequence", null);
        message.put("usage", stream.usageAtStart());
        stream.frame("message_start", object("type", "message_start", "message", message));
        return stream;
    }

    MessageStream text(String text) {
        blockStart(object("type", "text", "text", ""));
        words(text).forEach(piece -> delta("text_delta", "text", piece));
        characters += text.length();
        return blockStop();
    }

    /** A text block that is still open when the method returns. */
    MessageStream openText(String text) {
        blockStart(object("type", "text", "text", ""));
        return moreText(text);
    }

    MessageStream moreText(String text) {
        words(text).forEach(piece -> delta("text_delta", "text", piece));
        characters += text.length();
        return this;
    }

    MessageStream thinking(String thinking, String signature) {
        blockStart(object("type", "thinking", "thinking", "", "signature", ""));
        words(thinking).forEach(piece -> delta("thinking_delta", "thinking", piece));
        delta("signature_delta", "signature", signature);
        thinkingCharacters += thinking.length();
        return blockStop();
    }

    /** A tool call whose input arrives in fragments; an empty {@code json} is what a tool without input sends. */
    MessageStream tool(String id, String name, String json) {
        blockStart(object("type", "tool_use", "id", id, "name", name, "input", Map.of()));
        delta("input_json_delta", "partial_json", "");
        fragments(json).forEach(piece -> delta("input_json_delta", "partial_json", piece));
        characters += json.length();
        return blockStop();
    }

    MessageStream ping() {
        return raw("event: ping\ndata: {\"type\": \"ping\"}\n\n");
    }

    /** Nothing for a while. */
    MessageStream wait(Duration time) {
        nextGap = nextGap.plus(time);
        return this;
    }

    MessageStream blockStop() {
        frame("content_block_stop", object("type", "content_block_stop", "index", index));
        index++;
        return this;
    }

    /** Ends the message; the last two frames share a chunk. */
    MessageStream stop(String reason) {
        return stop(object("stop_reason", reason, "stop_sequence", null));
    }

    MessageStream stop(Map<String, Object> delta) {
        Map<String, Object> usage = object("input_tokens", inputTokens, "cache_creation_input_tokens", 0);
        usage.put("cache_read_input_tokens", 0);
        usage.put("output_tokens", outputTokens());
        nextGap = nextGap.plus(between(8, 25));
        frame("message_delta", object("type", "message_delta", "delta", delta, "usage", usage));
        frame("message_stop", object("type", "message_stop"));
        return this;
    }

    MessageStream error(String type, String message) {
        nextGap = nextGap.plus(between(300, 500));
        return raw("event: error\ndata: "
                + Json.text(object("type", "error", "error", object("type", type, "message", message))) + "\n\n");
    }

    /** Bytes as they stand, in the chunk of what came before unless there was a wait. */
    MessageStream raw(String text) {
        pieces.add(Timed.of(nextGap, text));
        nextGap = Duration.ZERO;
        return this;
    }

    List<Timed> pieces() {
        return List.copyOf(pieces);
    }

    int outputTokens() {
        return 4 + (characters + thinkingCharacters) * 10 / 37;
    }

    private Map<String, Object> usageAtStart() {
        Map<String, Object> usage = object("input_tokens", inputTokens, "cache_creation_input_tokens", 0);
        usage.put("cache_read_input_tokens", 0);
        usage.put("cache_creation", object("ephemeral_5m_input_tokens", 0, "ephemeral_1h_input_tokens", 0));
        usage.put("output_tokens", 1 + random.nextInt(6));
        usage.put("service_tier", "standard");
        return usage;
    }

    private void blockStart(Map<String, Object> block) {
        nextGap = nextGap.plus(between(2, 90));
        frame("content_block_start", object("type", "content_block_start", "index", index, "content_block", block));
        if (index == 0) {
            ping();
        }
    }

    private void delta(String type, String key, String value) {
        // Now and then one read brings two frames.
        if (random.nextInt(9) > 0) {
            nextGap = nextGap.plus(between(20, 60));
        }
        Map<String, Object> delta = object("type", type, key, value);
        frame("content_block_delta", object("type", "content_block_delta", "index", index, "delta", delta));
    }

    private void frame(String event, Map<String, Object> data) {
        String json = Json.text(data);
        String padding = " ".repeat(random.nextInt(16));
        raw("event: " + event + "\ndata: " + json.substring(0, json.length() - 1) + padding + "}\n\n");
    }

    private Duration between(int fromMillis, int toMillis) {
        return Duration.ofNanos((fromMillis * 1000L + random.nextInt((toMillis - fromMillis) * 1000)) * 1000);
    }

    /** One to four words each, a blank belonging to the word after it. */
    private List<String> words(String text) {
        List<String> pieces = new ArrayList<>();
        StringBuilder piece = new StringBuilder();
        int left = 1;
        for (String word : text.split("(?=[ \n])", -1)) {
            piece.append(word);
            left--;
            if (left == 0) {
                pieces.add(piece.toString());
                piece.setLength(0);
                left = 1 + random.nextInt(4);
            }
        }
        if (piece.length() > 0) {
            pieces.add(piece.toString());
        }
        return pieces;
    }

    private List<String> fragments(String json) {
        List<String> pieces = new ArrayList<>();
        int at = 0;
        while (at < json.length()) {
            int end = Math.min(json.length(), at + 3 + random.nextInt(14));
            pieces.add(json.substring(at, end));
            at = end;
        }
        return pieces;
    }
}
