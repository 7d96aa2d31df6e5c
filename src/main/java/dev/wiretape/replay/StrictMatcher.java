package dev.wiretape.replay;

import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** {@link MatchMode#STRICT}. */
final class StrictMatcher implements Matcher {
    private final Catalogue catalogue;
    private final boolean loop;
    private final Set<Take> served = new HashSet<>();

    StrictMatcher(Catalogue catalogue, boolean loop) {
        this.catalogue = catalogue;
        this.loop = loop;
    }

    @Override
    public synchronized Match match(Asked request) {
        List<Take> same = catalogue.verySame(request);
        if (loop && served.containsAll(same)) {
            same.forEach(served::remove);
        }
        Optional<Take> next =
                same.stream().filter(take -> !served.contains(take)).findFirst();
        next.ifPresent(served::add);
        return next.<Match>map(take -> new Match.Found(take, Match.How.EXACT))
                .orElseGet(() -> new Match.None(same.isEmpty() ? Match.Reason.UNKNOWN : Match.Reason.USED_UP));
    }
}
