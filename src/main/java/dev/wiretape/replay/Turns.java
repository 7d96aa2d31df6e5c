package dev.wiretape.replay;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Whose turn it is among recordings that answer a request equally well. Not thread-safe. */
final class Turns {
    private final Repeat repeat;
    private final Set<Take> served = new HashSet<>();
    private final Map<List<Take>, Integer> asked = new HashMap<>();

    Turns(Repeat repeat) {
        this.repeat = repeat;
    }

    /** The n-th for the n-th request; empty where there are no more and none is repeated. */
    Optional<Take> nth(List<Take> same) {
        int nth = asked.merge(same, 1, Integer::sum) - 1;
        Optional<Take> take = switch (repeat) {
            case LAST -> Optional.of(same.get(Math.min(nth, same.size() - 1)));
            case LOOP -> Optional.of(same.get(nth % same.size()));
            case ERROR -> nth < same.size() ? Optional.of(same.get(nth)) : Optional.empty();
        };
        take.ifPresent(served::add);
        return take;
    }

    /** The first that has not been served for anything; empty where there are no more and none is repeated. */
    Optional<Take> fresh(List<Take> near) {
        if (repeat == Repeat.LOOP && served.containsAll(near)) {
            near.forEach(served::remove);
        }
        Optional<Take> fresh =
                near.stream().filter(take -> !served.contains(take)).findFirst();
        Optional<Take> take = fresh.isEmpty() && repeat == Repeat.LAST ? Optional.of(near.get(near.size() - 1)) : fresh;
        take.ifPresent(served::add);
        return take;
    }
}
