package dev.wiretape.replay;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;

/** Cues in the order of their batches. Batches are shared between clients and never copied. */
final class CueQueue {
    private final Deque<List<Cue>> batches = new ArrayDeque<>();
    private int at;

    void add(List<Cue> batch) {
        if (!batch.isEmpty()) {
            batches.add(batch);
        }
    }

    Optional<Cue> peek() {
        return batches.isEmpty()
                ? Optional.empty()
                : Optional.of(batches.getFirst().get(at));
    }

    void remove() {
        at++;
        if (at == batches.getFirst().size()) {
            batches.removeFirst();
            at = 0;
        }
    }

    /** Whether it is time to read on: the last batch has been begun. */
    boolean isLow() {
        return batches.size() < 2;
    }

    /** What is in it. */
    List<Cue> rest() {
        List<Cue> rest = new ArrayList<>();
        batches.forEach(rest::addAll);
        return List.copyOf(rest.subList(at, rest.size()));
    }

    void clear() {
        batches.clear();
        at = 0;
    }
}
