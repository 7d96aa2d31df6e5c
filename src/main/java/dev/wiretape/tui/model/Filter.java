package dev.wiretape.tui.model;

import dev.wiretape.message.Block;
import dev.wiretape.recording.Entry;
import dev.wiretape.tui.tape.LineKind;
import dev.wiretape.tui.tape.Meaning;
import dev.wiretape.tui.tape.Remark;
import dev.wiretape.tui.tape.Rows;
import dev.wiretape.tui.tape.Tape;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.IntPredicate;
import java.util.function.LongPredicate;

/**
 * What lets rows and exchanges through: words such as {@code event:ping}, {@code gap:>2s}, all of which must hold; a
 * {@code -} before a word turns it round. Immutable.
 *
 * @param text as it was typed
 * @param terms its words
 */
public record Filter(String text, List<Term> terms) {
    /** Lets everything through. */
    public static final Filter NONE = new Filter("", List.of());

    /**
     * One word.
     *
     * @param not whether it must not hold
     * @param name what it is about; empty for a plain word
     * @param value what it asks for
     */
    record Term(boolean not, String name, String value) {}

    private static final Set<String> NAMES =
            Set.of("event", "delta", "block", "gap", "size", "tool", "status", "stop", "end", "is", "model", "path");
    private static final Set<String> OF_EXCHANGES = Set.of("status", "stop", "end", "model", "path");

    /** A filter, or why there is none. */
    record Parsed(Filter filter, String problem) {}

    static Parsed parse(String text) {
        List<Term> terms = new ArrayList<>();
        for (String word : text.trim().split("\\s+", -1)) {
            if (word.isEmpty()) {
                continue;
            }
            boolean not = word.length() > 1 && (word.charAt(0) == '-' || word.charAt(0) == '!');
            String positive = not ? word.substring(1) : word;
            int colon = positive.indexOf(':');
            String name = colon < 0 ? "" : positive.substring(0, colon);
            String value = positive.substring(colon + 1).toLowerCase(Locale.ROOT);
            if (!name.isEmpty() && !NAMES.contains(name)) {
                return new Parsed(NONE, "there is no filter word " + name + ":");
            }
            if ((name.equals("gap") || name.equals("size"))
                    && Quantity.parse(name, value).isEmpty()) {
                return new Parsed(
                        NONE,
                        name + ":" + value + " is no bound; write " + name + (name.equals("gap") ? ":>2s" : ":>4k"));
            }
            terms.add(new Term(not, name, value));
        }
        return new Parsed(new Filter(text.trim(), List.copyOf(terms)), "");
    }

    /** Whether it lets everything through. */
    public boolean isEmpty() {
        return terms.isEmpty();
    }

    /** Whether it lets the exchange through. */
    boolean passes(Tape tape, Optional<Meaning> meaning) {
        return terms.stream().allMatch(term -> ofTape(term, tape, meaning) != term.not());
    }

    /** What tells of a row of the tape whether it passes. */
    IntPredicate rows(Tape tape, Optional<Meaning> meaning) {
        IntPredicate all = row -> true;
        for (Term term : terms) {
            IntPredicate one = OF_EXCHANGES.contains(term.name())
                    ? constant(ofTape(term, tape, meaning))
                    : ofRow(term, tape.rows(), meaning);
            all = all.and(term.not() ? one.negate() : one);
        }
        return all;
    }

    private static IntPredicate constant(boolean value) {
        return row -> value;
    }

    private static IntPredicate ofRow(Term term, Rows rows, Optional<Meaning> meaning) {
        String value = term.value();
        switch (term.name()) {
            case "event" -> {
                return row -> word(rows, row).contains(value);
            }
            case "delta" -> {
                return row -> rows.delta(row).contains(value);
            }
            case "block" -> {
                return row -> rows.block(row).isPresent()
                        && Integer.toString(rows.block(row).getAsInt()).equals(value);
            }
            case "gap" -> {
                LongPredicate bound = Quantity.parse("gap", value).orElseThrow();
                return row -> bound.test(rows.gap(row));
            }
            case "size" -> {
                LongPredicate bound = Quantity.parse("size", value).orElseThrow();
                return row -> bound.test(rows.size(row));
            }
            case "tool" -> {
                Set<Integer> blocks = blocksOfTool(meaning, value);
                return row -> rows.block(row).isPresent()
                        && blocks.contains(rows.block(row).getAsInt());
            }
            case "is" -> {
                return state(value, rows, meaning);
            }
            default -> {
                return row -> word(rows, row).contains(value) || rows.delta(row).contains(value);
            }
        }
    }

    private static IntPredicate state(String value, Rows rows, Optional<Meaning> meaning) {
        Set<Integer> frames = new HashSet<>();
        meaning.ifPresent(m -> m.remarks().stream()
                .filter(r -> value.equals("finding") || r.level().name().equalsIgnoreCase(value))
                .forEach(r -> r.frame().ifPresent(frames::add)));
        return switch (value) {
            case "finding", "error", "warning", "info" ->
                row -> rows.kind(row) == LineKind.FRAME && frames.contains(rows.framesBefore(row));
            case "ping" -> row -> rows.event(row).equals("ping");
            case "frame" -> row -> rows.kind(row) == LineKind.FRAME;
            case "split" -> rows::split;
            default -> row -> false;
        };
    }

    private static String word(Rows rows, int row) {
        return rows.kind(row) == LineKind.FRAME
                ? rows.event(row)
                : rows.kind(row).name().toLowerCase(Locale.ROOT);
    }

    private static Set<Integer> blocksOfTool(Optional<Meaning> meaning, String name) {
        Set<Integer> indices = new HashSet<>();
        meaning.ifPresent(m -> {
            for (Block block : m.last().blocks()) {
                boolean named = block.toolName()
                        .filter(n -> n.toLowerCase(Locale.ROOT).contains(name))
                        .isPresent();
                if (named && block.index().isPresent()) {
                    indices.add((int) block.index().getAsLong());
                }
            }
        });
        return indices;
    }

    private static boolean ofTape(Term term, Tape tape, Optional<Meaning> meaning) {
        String value = term.value();
        return switch (term.name()) {
            case "status" ->
                tape.response()
                        .filter(r -> Integer.toString(r.status()).startsWith(value))
                        .isPresent();
            case "stop" ->
                meaning.flatMap(m -> m.last().stopReason())
                        .filter(s -> s.contains(value))
                        .isPresent();
            case "end" -> tape.end().map(Entry.End::word).orElse("none").contains(value);
            case "model" ->
                meaning.flatMap(m -> m.last().model())
                        .filter(m -> m.contains(value))
                        .isPresent();
            case "path" -> url(tape).contains(value);
            case "tool" -> !blocksOfTool(meaning, value).isEmpty();
            case "is" -> is(value, meaning);
            case "" -> (url(tape) + " " + tape.name().toLowerCase(Locale.ROOT)).contains(value);
            default -> anyRow(term, tape, meaning);
        };
    }

    private static boolean is(String value, Optional<Meaning> meaning) {
        return meaning.filter(m -> m.remarks().stream()
                        .map(Remark::level)
                        .anyMatch(l -> value.equals("finding") || l.name().equalsIgnoreCase(value)))
                .isPresent();
    }

    private static boolean anyRow(Term term, Tape tape, Optional<Meaning> meaning) {
        IntPredicate passes = ofRow(term, tape.rows(), meaning);
        for (int row = 0; row < tape.rows().count(); row++) {
            if (passes.test(row)) {
                return true;
            }
        }
        return false;
    }

    private static String url(Tape tape) {
        return tape.request()
                .map(r -> (r.method() + " " + r.url()).toLowerCase(Locale.ROOT))
                .orElse("");
    }
}
