package dev.wiretape.tui.model;

import dev.wiretape.recording.Entry;
import dev.wiretape.recording.filter.Filter;
import dev.wiretape.recording.filter.Filter.Term;
import dev.wiretape.recording.filter.FrameFacts;
import dev.wiretape.tui.tape.LineKind;
import dev.wiretape.tui.tape.Meaning;
import dev.wiretape.tui.tape.Remark;
import dev.wiretape.tui.tape.Rows;
import dev.wiretape.tui.tape.Tape;
import java.util.HashSet;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.function.IntPredicate;

/** A tape as filters see it. */
record Sieve(Tape tape, Optional<Meaning> meaning) implements FrameFacts {
    /** Whether a filter lets the exchange through. */
    boolean passes(Filter filter) {
        return filter.terms().stream().allMatch(term -> ofTape(term) != term.not());
    }

    /** What tells of a row whether a filter lets it through. */
    IntPredicate rows(Filter filter) {
        return filter.rows(this, this::ofTape);
    }

    @Override
    public String word(int row) {
        Rows rows = tape.rows();
        return rows.kind(row) == LineKind.FRAME
                ? rows.event(row)
                : rows.kind(row).name().toLowerCase(Locale.ROOT);
    }

    @Override
    public String delta(int row) {
        return tape.rows().delta(row);
    }

    @Override
    public OptionalInt block(int row) {
        return tape.rows().block(row);
    }

    @Override
    public long gap(int row) {
        return tape.rows().gap(row);
    }

    @Override
    public long size(int row) {
        return tape.rows().size(row);
    }

    @Override
    public IntPredicate tool(String name) {
        Set<Integer> blocks = blocksOfTool(name);
        return row -> block(row).isPresent() && blocks.contains(block(row).getAsInt());
    }

    @Override
    public IntPredicate is(String state) {
        Rows rows = tape.rows();
        Set<Integer> frames = new HashSet<>();
        meaning.ifPresent(m -> m.remarks().stream()
                .filter(r -> state.equals("finding") || r.level().name().equalsIgnoreCase(state))
                .forEach(r -> r.frame().ifPresent(frames::add)));
        return switch (state) {
            case "finding", "error", "warning", "info" ->
                row -> rows.kind(row) == LineKind.FRAME && frames.contains(rows.framesBefore(row));
            case "ping" -> row -> rows.event(row).equals("ping");
            case "frame" -> row -> rows.kind(row) == LineKind.FRAME;
            case "split" -> rows::split;
            default -> row -> false;
        };
    }

    private Set<Integer> blocksOfTool(String name) {
        Set<Integer> indices = new HashSet<>();
        meaning.ifPresent(m -> {
            for (Meaning.Tool tool : m.tools()) {
                if (tool.name().toLowerCase(Locale.ROOT).contains(name)) {
                    indices.add(tool.block());
                }
            }
        });
        return indices;
    }

    private boolean ofTape(Term term) {
        String value = term.value();
        return switch (term.name()) {
            case "status" ->
                tape.response()
                        .filter(r -> Integer.toString(r.status()).startsWith(value))
                        .isPresent();
            case "stop" ->
                meaning.flatMap(Meaning::stopReason)
                        .filter(s -> s.contains(value))
                        .isPresent();
            case "end" -> tape.end().map(Entry.End::word).orElse("none").contains(value);
            case "model" ->
                meaning.flatMap(Meaning::model).filter(m -> m.contains(value)).isPresent();
            case "path" -> url().contains(value);
            case "tool" -> !blocksOfTool(value).isEmpty();
            case "is" -> found(value);
            case "" -> (url() + " " + tape.name().toLowerCase(Locale.ROOT)).contains(value);
            default -> anyRow(term);
        };
    }

    private boolean found(String value) {
        return meaning.filter(m -> m.remarks().stream()
                        .map(Remark::level)
                        .anyMatch(l -> value.equals("finding") || l.name().equalsIgnoreCase(value)))
                .isPresent();
    }

    private boolean anyRow(Term term) {
        IntPredicate passes = Filter.ofRow(term, this);
        for (int row = 0; row < tape.rows().count(); row++) {
            if (passes.test(row)) {
                return true;
            }
        }
        return false;
    }

    private String url() {
        return tape.request()
                .map(r -> (r.method() + " " + r.url()).toLowerCase(Locale.ROOT))
                .orElse("");
    }
}
