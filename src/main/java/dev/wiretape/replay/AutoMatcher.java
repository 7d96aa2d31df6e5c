package dev.wiretape.replay;

import java.util.List;
import java.util.Optional;

/** {@link MatchMode#AUTO}. */
final class AutoMatcher implements Matcher {
    private final Catalogue catalogue;
    private final Turns turns;
    private final boolean guesses;

    AutoMatcher(Catalogue catalogue, Repeat repeat, boolean guesses) {
        this.catalogue = catalogue;
        this.turns = new Turns(repeat);
        this.guesses = guesses;
    }

    @Override
    public synchronized Match match(Asked request) {
        List<Take> exact = catalogue.exact(request);
        if (!exact.isEmpty()) {
            return found(turns.nth(exact), Match.How.EXACT);
        }
        List<Take> alike = catalogue.like(recorded -> isAt(recorded, request) && recorded.isAlike(request));
        if (!alike.isEmpty()) {
            return found(turns.nth(alike), Match.How.ALIKE);
        }
        List<Take> sameTurn = catalogue.like(recorded -> isAt(recorded, request) && recorded.isTheTurnOf(request));
        if (!sameTurn.isEmpty()) {
            return found(turns.nth(sameTurn), Match.How.SAME_TURN);
        }
        // An import without a request says nothing of what it answers: to take it is no guess.
        List<Take> near = catalogue.byPath(request).stream()
                .filter(take -> guesses || take.asked().isEmpty())
                .toList();
        return near.isEmpty() ? new Match.None(Match.Reason.UNKNOWN) : found(turns.fresh(near), Match.How.BY_ORDER);
    }

    private static boolean isAt(Asked recorded, Asked request) {
        return recorded.method().equals(request.method()) && Catalogue.samePlace(recorded.path(), request.path());
    }

    private static Match found(Optional<Take> take, Match.How how) {
        return take.<Match>map(chosen -> new Match.Found(chosen, how))
                .orElseGet(() -> new Match.None(Match.Reason.USED_UP));
    }
}
