package dev.wiretape.replay;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** {@link MatchMode#AUTO}. */
final class AutoMatcher implements Matcher {
    private final Catalogue catalogue;
    private final boolean loop;
    private final Set<Take> served = new HashSet<>();
    private final Map<List<Take>, Integer> asked = new HashMap<>();

    AutoMatcher(Catalogue catalogue, boolean loop) {
        this.catalogue = catalogue;
        this.loop = loop;
    }

    @Override
    public synchronized Match match(Asked request) {
        List<Take> exact = catalogue.exact(request);
        if (!exact.isEmpty()) {
            return found(nth(exact), Match.How.EXACT);
        }
        List<Take> alike = catalogue.like(recorded -> isAt(recorded, request) && recorded.isAlike(request));
        if (!alike.isEmpty()) {
            return found(nth(alike), Match.How.ALIKE);
        }
        List<Take> turns = catalogue.like(recorded -> isAt(recorded, request) && recorded.isTheTurnOf(request));
        if (!turns.isEmpty()) {
            return found(nth(turns), Match.How.SAME_TURN);
        }
        List<Take> near = catalogue.byPath(request);
        return near.isEmpty() ? new Match.None(Match.Reason.UNKNOWN) : found(next(near), Match.How.BY_ORDER);
    }

    /** The next of recordings of one request; after the last the last again, or the first. */
    private Take nth(List<Take> same) {
        int nth = asked.merge(same, 1, Integer::sum) - 1;
        return same.get(loop ? nth % same.size() : Math.min(nth, same.size() - 1));
    }

    private static boolean isAt(Asked recorded, Asked request) {
        return recorded.method().equals(request.method()) && Catalogue.samePlace(recorded.path(), request.path());
    }

    /** The first that has not been served; after all have, the last or the first. */
    private Take next(List<Take> near) {
        if (loop && served.containsAll(near)) {
            near.forEach(served::remove);
        }
        return near.stream().filter(take -> !served.contains(take)).findFirst().orElse(near.get(near.size() - 1));
    }

    private Match found(Take take, Match.How how) {
        served.add(take);
        return new Match.Found(take, how);
    }
}
