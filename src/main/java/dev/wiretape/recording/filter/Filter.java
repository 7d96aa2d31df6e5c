package dev.wiretape.recording.filter;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.OptionalInt;
import java.util.Set;
import java.util.function.IntPredicate;
import java.util.function.LongPredicate;
import java.util.function.Predicate;

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

    private static final Set<String> NAMES =
            Set.of("event", "delta", "block", "gap", "size", "tool", "status", "stop", "end", "is", "model", "path");
    private static final Set<String> OF_EXCHANGES = Set.of("status", "stop", "end", "model", "path");

    /**
     * One word.
     *
     * @param not whether it must not hold
     * @param name what it is about; empty for a plain word
     * @param value what it asks for, in lower case
     */
    public record Term(boolean not, String name, String value) {
        /** Whether it is about the exchange, not about its frames. */
        public boolean ofExchange() {
            return OF_EXCHANGES.contains(name);
        }
    }

    /** A filter, or why there is none. */
    public record Parsed(Filter filter, String problem) {}

    /** Reads words with spaces between them. */
    public static Parsed parse(String text) {
        List<Term> terms = new ArrayList<>();
        for (String word : text.trim().split("\\s+", -1)) {
            if (word.isEmpty()) {
                continue;
            }
            Term term = term(word);
            if (!term.name().isEmpty() && !NAMES.contains(term.name())) {
                return new Parsed(NONE, "there is no filter word " + term.name() + ":");
            }
            if ((term.name().equals("gap") || term.name().equals("size"))
                    && Quantity.parse(term.name(), term.value()).isEmpty()) {
                return new Parsed(
                        NONE,
                        term.name() + ":" + term.value() + " is no bound; write " + term.name()
                                + (term.name().equals("gap") ? ":>2s" : ":>4k"));
            }
            terms.add(term);
        }
        return new Parsed(new Filter(text.trim(), List.copyOf(terms)), "");
    }

    private static Term term(String word) {
        boolean not = word.length() > 1 && (word.charAt(0) == '-' || word.charAt(0) == '!');
        String positive = not ? word.substring(1) : word;
        int colon = positive.indexOf(':');
        String name = colon < 0 ? "" : positive.substring(0, colon);
        return new Term(not, name, positive.substring(colon + 1).toLowerCase(Locale.ROOT));
    }

    /** Whether it lets everything through. */
    public boolean isEmpty() {
        return terms.isEmpty();
    }

    /**
     * What tells of a row whether it passes.
     *
     * @param exchange what tells of the words about the exchange whether they hold
     */
    public IntPredicate rows(FrameFacts facts, Predicate<Term> exchange) {
        IntPredicate all = row -> true;
        for (Term term : terms) {
            IntPredicate one = term.ofExchange() ? constant(exchange.test(term)) : ofRow(term, facts);
            all = all.and(term.not() ? one.negate() : one);
        }
        return all;
    }

    /** What tells of a row whether a word holds, without its {@code -}. */
    public static IntPredicate ofRow(Term term, FrameFacts facts) {
        String value = term.value();
        switch (term.name()) {
            case "event" -> {
                return row -> facts.word(row).contains(value);
            }
            case "delta" -> {
                return row -> facts.delta(row).contains(value);
            }
            case "block" -> {
                return row -> is(facts.block(row), value);
            }
            case "gap" -> {
                LongPredicate bound = Quantity.parse("gap", value).orElseThrow();
                return row -> bound.test(facts.gap(row));
            }
            case "size" -> {
                LongPredicate bound = Quantity.parse("size", value).orElseThrow();
                return row -> bound.test(facts.size(row));
            }
            case "tool" -> {
                return facts.tool(value);
            }
            case "is" -> {
                return facts.is(value);
            }
            default -> {
                return row ->
                        facts.word(row).contains(value) || facts.delta(row).contains(value);
            }
        }
    }

    private static boolean is(OptionalInt block, String value) {
        return block.isPresent() && Integer.toString(block.getAsInt()).equals(value);
    }

    private static IntPredicate constant(boolean value) {
        return row -> value;
    }
}
