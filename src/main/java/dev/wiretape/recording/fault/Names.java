package dev.wiretape.recording.fault;

import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * What can be named in streams.
 *
 * @param events the types of events there are
 * @param tools the tools that are used
 */
record Names(List<String> events, List<String> tools) {
    /** Nobody has looked. */
    static final Names NONE = new Names(List.of(), List.of());

    Names {
        events = List.copyOf(new TreeSet<>(events));
        tools = List.copyOf(new TreeSet<>(tools));
    }

    /** Those of what has been looked at. */
    static Names of(Set<String> events, Set<String> tools) {
        return new Names(List.copyOf(events), List.copyOf(tools));
    }
}
