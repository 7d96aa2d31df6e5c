package dev.wiretape.proxy;

import dev.wiretape.proxy.address.HostPort;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * A request target in absolute form, as proxies get it (RFC 9112 §3.2.2).
 *
 * @param authority as the client wrote it
 * @param to whom to ask
 * @param originForm what to ask for, byte for byte the client's
 */
record AbsoluteForm(String authority, HostPort to, String originForm) {
    private static final String SCHEME = "http://";
    private static final OptionalInt PORT = OptionalInt.of(80);

    /** Whether a request target has a scheme. */
    static boolean is(String target) {
        return target.indexOf("://") > 0 && !target.startsWith("/");
    }

    /** Reads one whose scheme is {@code http}; empty where it has another, a user, or no host. */
    static Optional<AbsoluteForm> parse(String target, boolean options) {
        if (!target.toLowerCase(Locale.ROOT).startsWith(SCHEME)) {
            return Optional.empty();
        }
        int end = SCHEME.length();
        while (end < target.length() && "/?#".indexOf(target.charAt(end)) < 0) {
            end++;
        }
        String authority = target.substring(SCHEME.length(), end);
        String rest = target.substring(end);
        String empty = options ? "*" : "/";
        String originForm = rest.isEmpty() ? empty : rest.startsWith("/") ? rest : "/" + rest;
        return HostPort.parse(authority, PORT).map(to -> new AbsoluteForm(authority, to, originForm));
    }

    /** Where the request goes. */
    Route route() {
        Target target = new Target(false, to.host(), to.port(), "");
        return new Route(Route.Way.FORWARD, target, false, originForm, authority);
    }
}
