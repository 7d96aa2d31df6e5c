package dev.wiretape.replay;

/** Decides which recording answers a request. Thread-safe: one for all clients. */
interface Matcher {
    /** The answer to the next request. */
    Match match(Asked asked);

    /** The matcher for a mode; with {@code loop} recordings that are used up start over. */
    static Matcher of(MatchMode mode, Catalogue catalogue, boolean loop) {
        return switch (mode) {
            case AUTO -> new AutoMatcher(catalogue, loop);
            case STRICT -> new StrictMatcher(catalogue, loop);
            case SEQUENCE -> new SequenceMatcher(catalogue, loop);
        };
    }
}
