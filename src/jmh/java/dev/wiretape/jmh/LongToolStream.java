package dev.wiretape.jmh;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.wiretape.message.MessageFold;
import dev.wiretape.recording.Entry;
import dev.wiretape.recording.Outcome;
import dev.wiretape.recording.Payload;
import dev.wiretape.sse.EventDecoder;
import dev.wiretape.sse.FrameSink;
import dev.wiretape.sse.FrameSplitter;
import dev.wiretape.timeline.ExchangeReport;
import dev.wiretape.timeline.Inspection;
import java.util.List;

/**
 * A stream of 1,000,000 frames, all but six of which bring 50 characters of one tool input: 50 MB of it. It is fed in
 * network chunks of 16 KiB, so that most of them cut a frame.
 */
final class LongToolStream {
    static final int DELTAS = 999_994;
    static final int FRAMES = DELTAS + 6;
    private static final int CHUNK = 16 * 1024;
    private static final int FRAMES_A_BLOCK = 1_000;

    private final byte[] head = (frame(
                            "message_start",
                            ",\"message\":{\"id\":\"msg_1\",\"type\":\"message\",\"role\":\"assistant\",\"model\":\"m\",\"content\":[],"
                                    + "\"stop_reason\":null,\"stop_sequence\":null,\"usage\":{\"input_tokens\":3,\"output_tokens\":1}}")
                    + frame(
                            "content_block_start",
                            ",\"index\":0,\"content_block\":{\"type\":\"tool_use\",\"id\":\"t\",\"name\":\"write\",\"input\":{}}")
                    + delta("{\\\"content\\\": \\\""))
            .getBytes(UTF_8);
    private final byte[] body = body();
    private final byte[] tail = (frame("content_block_stop", ",\"index\":0")
                    + frame(
                            "message_delta",
                            ",\"delta\":{\"stop_reason\":\"max_tokens\",\"stop_sequence\":null},\"usage\":{\"output_tokens\":900}")
                    + frame("message_stop", ""))
            .getBytes(UTF_8);

    /** Splits, decodes and folds all of it. */
    MessageFold fold() {
        EventDecoder decoder = new EventDecoder();
        MessageFold fold = new MessageFold();
        int[] frame = {0};
        split((raw, offset, length) -> {
            int number = frame[0]++;
            decoder.decode(raw, offset, length).ifPresent(event -> fold.apply(number, event));
        });
        expect(frame[0]);
        return fold;
    }

    /** Splits it, and assembles, times and checks all of it. */
    ExchangeReport inspect() {
        Inspection inspection = new Inspection();
        inspection.add(new Entry.Header(1, "id", "session", 1, "", 0, "target", "jmh", true));
        int[] frame = {0};
        split((raw, offset, length) -> {
            int number = frame[0]++;
            // Three frames a network chunk, a chunk every 10 ms.
            inspection.add(new Entry.Frame(10_000L * (number / 3), number, Payload.of(raw, offset, length), List.of()));
        });
        inspection.add(new Entry.End(10_000L * frame[0], Outcome.COMPLETE, frame[0], 0, "", ""));
        expect(frame[0]);
        return inspection.report();
    }

    private void split(FrameSink sink) {
        FrameSplitter splitter = new FrameSplitter();
        feed(splitter, head, head.length, sink);
        int left = DELTAS;
        for (; left >= FRAMES_A_BLOCK; left -= FRAMES_A_BLOCK) {
            feed(splitter, body, body.length, sink);
        }
        feed(splitter, body, body.length / FRAMES_A_BLOCK * left, sink);
        feed(splitter, tail, tail.length, sink);
    }

    private static void expect(int frames) {
        if (frames != FRAMES) {
            throw new IllegalStateException(frames + " frames, wanted " + FRAMES);
        }
    }

    /** The body's bytes, 1,000 frames. */
    byte[] thousandFrames() {
        return body.clone();
    }

    private static void feed(FrameSplitter splitter, byte[] bytes, int end, FrameSink sink) {
        for (int at = 0; at < end; at += CHUNK) {
            splitter.feed(bytes, at, Math.min(CHUNK, end - at), sink);
        }
    }

    private static byte[] body() {
        String piece = delta("    return \\\\\\\"value\\\\\\\" + index;\\\\n    // and so on 5");
        return piece.repeat(FRAMES_A_BLOCK).getBytes(UTF_8);
    }

    private static String delta(String json) {
        return frame(
                "content_block_delta",
                ",\"index\":0,\"delta\":{\"type\":\"input_json_delta\",\"partial_json\":\"" + json + "\"}");
    }

    private static String frame(String type, String members) {
        return "event: " + type + "\ndata: {\"type\":\"" + type + "\"" + members + "}\n\n";
    }
}
