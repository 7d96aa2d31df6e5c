package dev.wiretape.message;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A value that is stated again and again, and what it was at each frame. */
final class Versions<T> {
    private final IntLog frames = new IntLog();
    private final List<T> values = new ArrayList<>();

    /** Everything of {@code versions}, which may be null, that was stated up to and with {@code frame}, in order. */
    static <T> List<T> allUpTo(Versions<T> versions, int frame) {
        int count = versions == null ? 0 : versions.frames.countUpTo(frame);
        return count == 0 ? List.of() : List.copyOf(versions.values.subList(0, count));
    }

    void state(int frame, T value) {
        frames.add(frame);
        values.add(value);
    }

    /** The value last stated up to and with {@code frame}. */
    Optional<T> at(int frame) {
        int count = frames.countUpTo(frame);
        return count == 0 ? Optional.empty() : Optional.of(values.get(count - 1));
    }

    /** The value first stated, if that was up to {@code frame}. */
    Optional<T> firstAt(int frame) {
        return frames.countUpTo(frame) == 0 ? Optional.empty() : Optional.of(values.get(0));
    }

    /** The value last stated. */
    Optional<T> last() {
        return values.isEmpty() ? Optional.empty() : Optional.of(values.get(values.size() - 1));
    }

    /** Of each name the value last stated up to and with {@code frame}, in the order the names came. */
    static <T> Map<String, T> at(Map<String, Versions<T>> stated, int frame) {
        if (stated.isEmpty()) {
            return Map.of();
        }
        Map<String, T> values = new LinkedHashMap<>();
        stated.forEach((name, versions) -> versions.at(frame).ifPresent(value -> values.put(name, value)));
        return Collections.unmodifiableMap(values);
    }
}
