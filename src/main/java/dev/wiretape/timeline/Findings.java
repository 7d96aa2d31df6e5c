package dev.wiretape.timeline;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.OptionalLong;

/** Collects findings in the order of the stream; of each rule the first {@value #LISTED}, the others are counted. */
final class Findings {
    static final int LISTED = 25;

    private final List<Finding> listed = new ArrayList<>();
    private final Map<Rule, Long> counts = new LinkedHashMap<>();
    private long line = -1;

    Findings() {}

    private Findings(Findings other) {
        listed.addAll(other.listed);
        counts.putAll(other.counts);
    }

    /** Findings from here on are about line {@code number} of the recording. */
    void at(long number) {
        line = number;
    }

    /** About the exchange as a whole. */
    void add(Rule rule, String what) {
        add(rule, -1, -1, what);
    }

    /** About a frame. */
    void add(Rule rule, int frame, String what) {
        add(rule, frame, -1, what);
    }

    /** About a block in a frame; negative where there is none. */
    void add(Rule rule, int frame, int block, String what) {
        long count = counts.merge(rule, 1L, Long::sum);
        if (count <= LISTED) {
            listed.add(new Finding(
                    rule,
                    optional(frame),
                    optional(block),
                    line < 0 || frame < 0 ? OptionalLong.empty() : OptionalLong.of(line),
                    what));
        }
    }

    boolean has(Rule rule) {
        return counts.containsKey(rule);
    }

    /** Another collection that begins with what is in this one. */
    Findings copy() {
        return new Findings(this);
    }

    List<Finding> listed() {
        return listed;
    }

    /** How often each rule was broken. */
    Map<Rule, Long> counts() {
        return counts;
    }

    private static OptionalInt optional(int number) {
        return number < 0 ? OptionalInt.empty() : OptionalInt.of(number);
    }
}
