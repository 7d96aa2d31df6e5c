package dev.wiretape.replay;

import java.util.List;

/** {@link MatchMode#SEQUENCE}. */
final class SequenceMatcher implements Matcher {
    private final List<Take> takes;
    private final Turns turns;

    SequenceMatcher(Catalogue catalogue, Repeat repeat) {
        this.takes = catalogue.takes();
        this.turns = new Turns(repeat);
    }

    @Override
    public synchronized Match match(Asked request) {
        if (takes.isEmpty()) {
            return new Match.None(Match.Reason.UNKNOWN);
        }
        return turns.nth(takes)
                .<Match>map(take -> new Match.Found(take, Match.How.IN_SEQUENCE))
                .orElseGet(() -> new Match.None(Match.Reason.USED_UP));
    }
}
