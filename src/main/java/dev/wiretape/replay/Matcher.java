package dev.wiretape.replay;

/** Decides which recording answers a request. Thread-safe: one for all clients. */
interface Matcher {
    /** The answer to the next request. */
    Match match(Asked asked);

    /** The matcher for a mode, which gives each client's session all that was recorded. */
    static Matcher of(MatchMode mode, Catalogue catalogue, Repeat repeat) {
        return of(mode, catalogue, repeat, true);
    }

    /**
     * The same.
     *
     * @param guesses whether {@link MatchMode#AUTO} takes the next by order where no recording resembles the request
     */
    static Matcher of(MatchMode mode, Catalogue catalogue, Repeat repeat, boolean guesses) {
        return new SessionMatcher(() -> switch (mode) {
            case AUTO -> new AutoMatcher(catalogue, repeat, guesses);
            case STRICT -> new StrictMatcher(catalogue, repeat);
            case SEQUENCE -> new SequenceMatcher(catalogue, repeat);
        });
    }
}
