package dev.wiretape.message;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A value that is stated again and again, and what it was at each frame. */
final class Versions<T> {
    private final IntLog frames = new IntLog();
    private final List<T> values = new ArrayList<>();

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

    /** Everything stated up to and with {@code frame}, in order. */
    List<T> allUpTo(int frame) {
        return List.copyOf(values.subList(0, frames.countUpTo(frame)));
    }
}
