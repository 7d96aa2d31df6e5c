package dev.wiretape.recording.fault;

import dev.wiretape.recording.filter.Filter;
import dev.wiretape.recording.filter.FrameFacts;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.function.IntPredicate;

/**
 * What faults look at in a frame.
 *
 * @param n its number, from 0; -1 where it is no frame
 * @param t its arrival, µs since the exchange began
 * @param gap time since the frame before, µs
 * @param size bytes
 * @param split whether it came in several network chunks
 * @param event its type; empty where it dispatches none
 * @param block the content block it belongs to
 * @param delta which delta of its block it is, from 1; 0 where it is none
 * @param deltaType the delta's type; empty where it has none
 * @param tool the tool its block uses; empty where it uses none
 * @param toolBegins whether that block begins here
 * @param sights what is known of the answer's frames
 */
record FrameLook(
        long n,
        long t,
        long gap,
        long size,
        boolean split,
        Optional<String> event,
        OptionalLong block,
        long delta,
        String deltaType,
        String tool,
        boolean toolBegins,
        Sights sights)
        implements FrameFacts {
    /** Bytes that are no frame. */
    static FrameLook none(long t) {
        return new FrameLook(-1, t, 0, 0, false, Optional.empty(), OptionalLong.empty(), 0, "", "", false, Sights.NONE);
    }

    /** The tool that its block uses. */
    Optional<String> useTool() {
        return Optional.of(tool).filter(name -> !name.isEmpty());
    }

    /** Whether a filter lets it through. */
    boolean passes(Filter filter) {
        return filter.rows(this, term -> false).test(0);
    }

    /** Whether somebody knows that of it. */
    boolean isSeen(String word) {
        return n >= 0 && sights.at(n, word.toLowerCase(Locale.ROOT));
    }

    @Override
    public String word(int row) {
        return event.orElse(n < 0 ? "body" : "");
    }

    @Override
    public String delta(int row) {
        return deltaType;
    }

    @Override
    public OptionalInt block(int row) {
        return block.isPresent() ? OptionalInt.of((int) block.getAsLong()) : OptionalInt.empty();
    }

    @Override
    public long gap(int row) {
        return gap;
    }

    @Override
    public long size(int row) {
        return size;
    }

    @Override
    public IntPredicate tool(String name) {
        return row -> !tool.isEmpty() && tool.toLowerCase(Locale.ROOT).contains(name);
    }

    @Override
    public IntPredicate is(String state) {
        boolean is = switch (state) {
            case "ping" -> event.filter("ping"::equals).isPresent();
            case "frame" -> n >= 0;
            case "split" -> split;
            default -> isSeen(state);
        };
        return row -> is;
    }
}
