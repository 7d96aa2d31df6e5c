package dev.wiretape.replay;

import java.util.List;

/** {@link MatchMode#STRICT}. */
final class StrictMatcher implements Matcher {
    private final Catalogue catalogue;
    private final Turns turns;

    StrictMatcher(Catalogue catalogue, Repeat repeat) {
        this.catalogue = catalogue;
        this.turns = new Turns(repeat);
    }

    @Override
    public synchronized Match match(Asked request) {
        List<Take> same = catalogue.verySame(request);
        if (same.isEmpty()) {
            return new Match.None(Match.Reason.UNKNOWN);
        }
        return turns.fresh(same)
                .<Match>map(take -> new Match.Found(take, Match.How.EXACT))
                .orElseGet(() -> new Match.None(Match.Reason.USED_UP));
    }
}
