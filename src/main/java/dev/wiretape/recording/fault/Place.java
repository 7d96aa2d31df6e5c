package dev.wiretape.recording.fault;

import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;

/**
 * Where a fault happens: all of its conditions must hold.
 *
 * @param conditions by their names; values as they were written, checked
 */
record Place(Map<String, String> conditions) {
    static final String FRAME = "frame";
    static final String BYTE = "byte";
    static final String EVENT = "event";
    static final String DELTA = "delta";
    static final String BLOCK = "block";
    static final String TIME = "t";
    static final String NTH = "nth";
    static final String PROBABILITY = "p";
    static final String REQUEST = "request";

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

    /** µs since the exchange began. */
    OptionalLong time() {
        return conditions.containsKey(TIME)
                ? OptionalLong.of(Math.round(Double.parseDouble(conditions.get(TIME)) * 1e6))
                : OptionalLong.empty();
    }

    OptionalDouble probability() {
        return conditions.containsKey(PROBABILITY)
                ? OptionalDouble.of(Double.parseDouble(conditions.get(PROBABILITY)))
                : OptionalDouble.empty();
    }

    /** Whether it is a place in the stream; else it is a choice of answers. */
    boolean isInStream() {
        return conditions.keySet().stream().anyMatch(name -> !name.equals(REQUEST) && !name.equals(PROBABILITY));
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
                && (time().isEmpty() || look.t() >= time().getAsLong());
    }

    private boolean fits(String name, long value) {
        OptionalLong wanted = number(name);
        return wanted.isEmpty() || wanted.getAsLong() == value;
    }
}
