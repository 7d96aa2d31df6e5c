package dev.wiretape.replay;

/** Decides which recording answers a request. Thread-safe: one for all clients. */
interface Matcher {
    /** The answer to the next request. */
    Match match(Asked asked);

    /** The matcher for a mode, which gives each client's session all that was recorded. */
    static Matcher of(MatchMode mode, Catalogue catalogue, Repeat repeat) {
        return new SessionMatcher(() -> switch (mode) {
            case AUTO -> new AutoMatcher(catalogue, repeat);
            case STRICT -> new StrictMatcher(catalogue, repeat);
            case SEQUENCE -> new SequenceMatcher(catalogue, repeat);
        });
    }
}
