package dev.wiretape.timeline;

import dev.wiretape.message.Block;
import dev.wiretape.message.Change;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.OptionalLong;

/** Gathers when each content block started, got its deltas, and stopped. */
final class SpanFold {
    private final List<Span> spans = new ArrayList<>();
    private final Map<Integer, Long> startTimes = new HashMap<>();

    /** One block's times; negative where it did not happen yet. */
    private static final class Span {
        private long firstDelta = -1;
        private long lastDelta = -1;
        private long stop = -1;
        private long bytes;
    }

    /** What an event that came at {@code t} did. */
    void see(long t, Change change) {
        if (change.kind() == Change.Kind.MESSAGE_START) {
            startTimes.put(change.frame(), t);
        }
        if (change.block() == Change.NO_BLOCK) {
            return;
        }
        boolean fresh = spans.size() <= change.block();
        while (spans.size() <= change.block()) {
            spans.add(new Span());
        }
        if (fresh) {
            startTimes.put(change.frame(), t);
        }
        Span span = spans.get(change.block());
        if (change.kind() == Change.Kind.BLOCK_DELTA) {
            span.lastDelta = t;
            span.bytes += change.bytes();
            if (span.firstDelta < 0 && change.isContent()) {
                span.firstDelta = t;
            }
        } else if (change.kind() == Change.Kind.BLOCK_STOP && span.stop < 0) {
            span.stop = t;
        }
    }

    /**
     * The spans of {@code blocks}.
     *
     * @param timed whether times are known
     */
    List<BlockSpan> spans(List<Block> blocks, boolean timed) {
        List<BlockSpan> result = new ArrayList<>(blocks.size());
        for (Block block : blocks) {
            Span span = block.position() < spans.size() ? spans.get(block.position()) : new Span();
            long stop = span.stop >= 0 ? span.stop : timeOf(block.stopFrame());
            result.add(new BlockSpan(
                    block.position(),
                    block.startFrame(),
                    block.stopFrame(),
                    time(startTimes.getOrDefault(block.startFrame(), -1L), timed),
                    time(block.open() ? -1 : stop, timed),
                    time(span.firstDelta, timed),
                    time(span.lastDelta, timed),
                    block.deltas(),
                    span.bytes));
        }
        return List.copyOf(result);
    }

    /** A block that was not stopped by an event of its own stopped where another started. */
    private long timeOf(OptionalInt frame) {
        return frame.isPresent() ? startTimes.getOrDefault(frame.getAsInt(), -1L) : -1;
    }

    private static OptionalLong time(long t, boolean timed) {
        return timed && t >= 0 ? OptionalLong.of(t) : OptionalLong.empty();
    }
}
