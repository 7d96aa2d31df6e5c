package dev.wiretape.sse;

import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalLong;
import java.util.function.IntUnaryOperator;

/** What a stream came to: its frames, the events in them, and what was left. */
record Parsed(List<byte[]> frames, List<Event> events, byte[] pending, OptionalLong retry, String lastEventId) {

    /** Feeds {@code input} in chunks; {@code nextChunk} says, for a position, how many bytes the chunk from there has. */
    static Parsed inChunks(byte[] input, String initialId, IntUnaryOperator nextChunk) {
        FrameSplitter splitter = new FrameSplitter();
        EventDecoder decoder = new EventDecoder(initialId);
        List<byte[]> frames = new ArrayList<>();
        List<Event> events = new ArrayList<>();
        FrameSink sink = (bytes, offset, length) -> {
            frames.add(Arrays.copyOfRange(bytes, offset, offset + length));
            decoder.decode(bytes, offset, length).ifPresent(events::add);
        };
        int at = 0;
        while (at < input.length) {
            int length = Math.min(nextChunk.applyAsInt(at), input.length - at);
            byte[] chunk = Arrays.copyOfRange(input, at, at + length);
            splitter.feed(chunk, 0, length, sink);
            // The splitter may not hold on to what it was given.
            Arrays.fill(chunk, (byte) '!');
            at += length;
        }
        splitter.end(sink);
        decoder.end(splitter.pending());
        return new Parsed(frames, events, splitter.pending(), decoder.reconnectionTime(), decoder.lastEventId());
    }

    static Parsed whole(byte[] input) {
        return inChunks(input, "", at -> input.length);
    }

    static Parsed cutAt(byte[] input, int cut) {
        return inChunks(input, "", at -> at < cut ? cut - at : input.length - at);
    }

    /** All frames and what was pending, one after the other. */
    byte[] bytes() {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        frames.forEach(all::writeBytes);
        all.writeBytes(pending);
        return all.toByteArray();
    }

    List<Integer> frameLengths() {
        return frames.stream().map(frame -> frame.length).toList();
    }
}
