package dev.wiretape.replay;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Supplier;

/** A matcher for each client's session: what one of them was given is still there for the others. */
final class SessionMatcher implements Matcher {
    /** Sessions beyond these begin anew when they come again. */
    private static final int MOST = 1_000;

    private final Supplier<Matcher> matchers;
    private final Map<String, Matcher> sessions = new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Matcher> eldest) {
            return size() > MOST;
        }
    };

    SessionMatcher(Supplier<Matcher> matchers) {
        this.matchers = matchers;
    }

    @Override
    public Match match(Asked asked) {
        Matcher own;
        synchronized (sessions) {
            own = sessions.computeIfAbsent(asked.session(), session -> matchers.get());
        }
        return own.match(asked);
    }
}
