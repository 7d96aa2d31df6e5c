package dev.wiretape.access;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Decides who may use a listener. Without a token that is who names this machine's loopback address in {@code Host}: a page
 * whose name was made to lead here (DNS rebinding) cannot. Pages that ask by our address give themselves away by {@code
 * Origin} or {@code Sec-Fetch-Site}. What was asked of us as a proxy no page can make a browser ask. Thread-safe.
 */
public final class Door {
    private static final Pattern LOOPBACK = Pattern.compile("127\\.\\d{1,3}\\.\\d{1,3}\\.\\d{1,3}");
    private static final Set<String> OF_PROGRAMS = Set.of("none", "same-origin");

    private final Set<String> names;
    private final Optional<AccessToken> token;

    private Door(Set<String> names, Optional<AccessToken> token) {
        this.names = names;
        this.token = token;
    }

    /** For this machine alone; {@code names} are those of hosts that requests may be for besides loopback addresses. */
    public static Door ofThisMachine(String... names) {
        return new Door(Stream.of(names).map(Door::bare).collect(Collectors.toUnmodifiableSet()), Optional.empty());
    }

    /** For everybody who knows the token, whatever name they use. */
    public static Door withToken(AccessToken token) {
        return new Door(Set.of(), Optional.of(token));
    }

    /** The same, where requests may be for {@code name} as well. */
    public Door knownAs(String name) {
        return new Door(
                Stream.concat(names.stream(), Stream.of(bare(name))).collect(Collectors.toUnmodifiableSet()), token);
    }

    /**
     * Why a request for a path is not let in, if so.
     *
     * @param header the values of a header field, by its name in any case
     */
    public Optional<Denial> direct(Function<String, List<String>> header) {
        Optional<Denial> browser = browser(header);
        if (browser.isPresent()) {
            return browser;
        }
        if (token.isPresent()) {
            return known(header) ? Optional.empty() : unknown(401, "WWW-Authenticate", AccessToken.FIELD);
        }
        return header.apply("Host").stream()
                .map(Door::bare)
                .filter(host -> !isOurs(host))
                .findFirst()
                .flatMap(host -> Denial.of(
                        421,
                        "invalid_request_error",
                        "this is not the host that the request's Host field names; use http://127.0.0.1 or localhost"));
    }

    /**
     * Why a request to us as a proxy, in absolute form or by CONNECT, is not let in, if so.
     *
     * @param header the values of a header field, by its name in any case
     */
    public Optional<Denial> proxied(Function<String, List<String>> header) {
        return token.isEmpty() || known(header)
                ? Optional.empty()
                : unknown(407, "Proxy-Authenticate", "Basic realm=\"wiretape\"");
    }

    private static Optional<Denial> browser(Function<String, List<String>> header) {
        boolean page = !header.apply("Origin").isEmpty()
                || header.apply("Sec-Fetch-Site").stream()
                        .anyMatch(site -> !OF_PROGRAMS.contains(site.strip().toLowerCase(Locale.ROOT)));
        return page
                ? Denial.of(403, "permission_error", "pages in a browser may not use this; programs may")
                : Optional.empty();
    }

    private boolean known(Function<String, List<String>> header) {
        return token.orElseThrow().isAmong(header.apply(AccessToken.FIELD), header.apply(AccessToken.PROXY_FIELD));
    }

    private static Optional<Denial> unknown(int status, String field, String challenge) {
        return Optional.of(new Denial(
                status,
                "authentication_error",
                "this listens for others as well and wants its token, in the header field " + AccessToken.FIELD
                        + " or as the password in the URL of the proxy",
                Optional.of(new Denial.Challenge(field, challenge))));
    }

    /** HTTP/1.0 has no Host, and nothing is a name too; no browser sends either. */
    private boolean isOurs(String host) {
        return host.isEmpty()
                || host.equals("localhost")
                || host.endsWith(".localhost")
                || host.equals("::1")
                || LOOPBACK.matcher(host).matches()
                || names.contains(host);
    }

    /** The host alone, in lower case, without brackets, port and the dot at its end. */
    private static String bare(String authority) {
        String text = authority.strip().toLowerCase(Locale.ROOT);
        if (text.startsWith("[")) {
            int end = text.indexOf(']');
            return end < 0 ? text : text.substring(1, end);
        }
        boolean address = text.indexOf(':') != text.lastIndexOf(':');
        String name = address || text.indexOf(':') < 0 ? text : text.substring(0, text.indexOf(':'));
        return name.endsWith(".") ? name.substring(0, name.length() - 1) : name;
    }
}
