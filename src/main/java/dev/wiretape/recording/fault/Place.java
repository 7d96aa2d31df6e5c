package dev.wiretape.recording.fault;

import dev.wiretape.recording.filter.Filter;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.Set;

/**
 * Where a fault happens: all of its conditions must hold.
 *
 * @param conditions by their names; values as they were written, checked; empty where there need be none
 * @param words of a filter, as in the viewer
 */
record Place(Map<String, String> conditions, Filter words) {
    static final String FRAME = "frame";
    static final String BYTE = "byte";
    static final String EVENT = "event";
    static final String DELTA = "delta";
    static final String BLOCK = "block";
    static final String TIME = "t";
    static final String NTH = "nth";
    static final String FINDING = "finding";
    static final String STALL = "stall";
    static final String TOOL = "tool";
    static final String PROBABILITY = "p";
    static final String REQUEST = "request";

    private static final Set<String> SEEN = Set.of("finding", "error", "warning", "info");

    Place {
        conditions = Map.copyOf(conditions);
    }

    OptionalLong number(String name) {
        return conditions.containsKey(name)
                ? OptionalLong.of(Long.parseLong(conditions.get(name)))
                : OptionalLong.empty();
    }

    Optional<String> event() {
        return Optional.ofNullable(conditions.get(EVENT));
    }

    Optional<String> finding() {
        return Optional.ofNullable(conditions.get(FINDING)).filter(word -> !word.isEmpty());
    }

    /** µs since the exchange began. */
    OptionalLong time() {
        return conditions.containsKey(TIME) ? OptionalLong.of(toMicros(conditions.get(TIME))) : OptionalLong.empty();
    }

    OptionalDouble probability() {
        return conditions.containsKey(PROBABILITY)
                ? OptionalDouble.of(Double.parseDouble(conditions.get(PROBABILITY)))
                : OptionalDouble.empty();
    }

    /** Whether it is a place in the stream; else it is a choice of answers. */
    boolean isInStream() {
        return !words.isEmpty()
                || conditions.keySet().stream().anyMatch(name -> !name.equals(REQUEST) && !name.equals(PROBABILITY));
    }

    /** Whether it is a place only to those who have understood the stream. */
    boolean needsSights() {
        return conditions.containsKey(FINDING)
                || conditions.getOrDefault(STALL, "0").isEmpty()
                || words.terms().stream().anyMatch(term -> term.name().equals("is") && SEEN.contains(term.value()));
    }

    /** Whether the answer to the n-th request, from 1, is meant. */
    boolean fitsRequest(long n) {
        return fits(REQUEST, n);
    }

    /** Whether a frame is meant, chance and count aside. Bytes and times are looked for by whoever knows where they lie. */
    boolean fitsFrame(FrameLook look) {
        return fits(FRAME, look.n())
                && fits(DELTA, look.delta())
                && fits(BLOCK, look.block().orElse(-1))
                && event().map(type -> look.event().equals(Optional.of(type))).orElse(true)
                && (time().isEmpty() || look.t() >= time().getAsLong())
                && fitsMeaning(look)
                && (words.isEmpty() || look.passes(words));
    }

    /** Says that it is nowhere; the event's type is to blame where there is no such event. */
    FaultSyntaxException missing(String what, String facts, Names names) {
        Optional<String> event = event().filter(type -> !names.events().contains(type));
        Optional<String> tool = tool().filter(name -> !names.tools().contains(name));
        if (event.isPresent() && !names.events().isEmpty()) {
            return new FaultSyntaxException(what + ": no event is called " + event.get(), event.get(), names.events());
        }
        if (tool.isPresent() && !names.events().isEmpty()) {
            String none = names.tools().isEmpty() ? ": no tool is used" : ": no tool is called " + tool.get();
            return new FaultSyntaxException(what + none, tool.get(), names.tools());
        }
        return new FaultSyntaxException(what + ": " + facts);
    }

    private Optional<String> tool() {
        return Optional.ofNullable(conditions.get(TOOL)).filter(name -> !name.isEmpty());
    }

    private boolean fitsMeaning(FrameLook look) {
        String finding = conditions.get(FINDING);
        String stall = conditions.get(STALL);
        String tool = conditions.get(TOOL);
        return (finding == null || look.isSeen(finding.isEmpty() ? Sights.FINDING : finding))
                && (stall == null || (stall.isEmpty() ? look.isSeen(Sights.STALL) : look.gap() >= toMicros(stall)))
                && (tool == null || (look.toolBegins() && look.tool().contains(tool)));
    }

    private static long toMicros(String seconds) {
        return Math.round(Double.parseDouble(seconds) * 1e6);
    }

    private boolean fits(String name, long value) {
        OptionalLong wanted = number(name);
        return wanted.isEmpty() || wanted.getAsLong() == value;
    }
}
