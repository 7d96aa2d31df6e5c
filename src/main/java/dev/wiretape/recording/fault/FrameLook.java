package dev.wiretape.recording.fault;

import dev.wiretape.sse.Event;
import dev.wiretape.sse.EventDecoder;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What faults look at in a frame.
 *
 * @param n its number, from 0; -1 where it is no frame
 * @param t its arrival, µs since the exchange began
 * @param event its type; empty where it dispatches none
 * @param block the content block it belongs to
 * @param delta which delta of its block it is, from 1; 0 where it is none
 */
record FrameLook(long n, long t, Optional<String> event, OptionalLong block, long delta) {
    /** Inside a string the quotes would be escaped. */
    private static final Pattern INDEX = Pattern.compile("(?<!\\\\)\"index\"\\s*:\\s*(\\d{1,9})");

    private static final int FAR_ENOUGH = 512;

    /** Bytes that are no frame. */
    static FrameLook none(long t) {
        return new FrameLook(-1, t, Optional.empty(), OptionalLong.empty(), 0);
    }

    /** Looks at frames in their order. */
    static final class Looking {
        private final EventDecoder decoder = new EventDecoder();
        private final java.util.Map<Long, Long> deltas = new java.util.HashMap<>();
        private long frames;

        FrameLook at(long t, byte[] raw) {
            Optional<Event> event = decoder.decode(raw);
            OptionalLong block = event.map(e -> block(e.data())).orElse(OptionalLong.empty());
            boolean isDelta =
                    event.filter(e -> e.type().equals("content_block_delta")).isPresent();
            long delta = isDelta ? deltas.merge(block.orElse(-1), 1L, Long::sum) : 0;
            return new FrameLook(frames++, t, event.map(Event::type), block, delta);
        }

        private static OptionalLong block(String data) {
            Matcher index = INDEX.matcher(data).region(0, Math.min(data.length(), FAR_ENOUGH));
            return index.find() ? OptionalLong.of(Long.parseLong(index.group(1))) : OptionalLong.empty();
        }
    }
}
