package dev.wiretape.proxy.address;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.net.URI;
import java.net.URISyntaxException;
import java.net.URLDecoder;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * The proxies that our own connections go through, as {@code HTTPS_PROXY}, {@code HTTP_PROXY} and {@code NO_PROXY} name them
 * in either spelling; the one in small letters counts where both are set.
 */
public final class ProxyEnvironment {
    /** No proxies. */
    public static final ProxyEnvironment NONE = new ProxyEnvironment(Map.of());

    private static final OptionalInt PORT = OptionalInt.of(80);

    /**
     * A proxy that speaks HTTP.
     *
     * @param user empty where it wants none
     */
    public record Proxy(HostPort at, String user, String password) {}

    private final Optional<Proxy> http;
    private final Optional<Proxy> https;
    private final NoProxy without;
    private final List<String> unusable = new ArrayList<>();

    /** What the variables say. */
    public ProxyEnvironment(Map<String, String> variables) {
        this.http = proxy("HTTP_PROXY", variables);
        this.https = proxy("HTTPS_PROXY", variables);
        this.without = new NoProxy(value("NO_PROXY", variables));
    }

    /** The proxy on the way to {@code to}, over TLS or not; tunnels count as TLS. */
    public Optional<Proxy> on(HostPort to, boolean secure) {
        return without.matches(to) ? Optional.empty() : secure ? https : http;
    }

    /** The variables whose values are of no use here. */
    public List<String> unusable() {
        return List.copyOf(unusable);
    }

    private Optional<Proxy> proxy(String name, Map<String, String> variables) {
        String value = value(name, variables);
        if (value.isEmpty()) {
            return Optional.empty();
        }
        Optional<Proxy> proxy = parse(value.contains("://") ? value : "http://" + value);
        if (proxy.isEmpty()) {
            unusable.add(name);
        }
        return proxy;
    }

    private static String value(String name, Map<String, String> variables) {
        String small = variables.getOrDefault(name.toLowerCase(Locale.ROOT), "").strip();
        return small.isEmpty() ? variables.getOrDefault(name, "").strip() : small;
    }

    private static Optional<Proxy> parse(String url) {
        try {
            URI uri = new URI(url);
            if (!"http".equalsIgnoreCase(uri.getScheme()) || uri.getRawAuthority() == null) {
                return Optional.empty();
            }
            String authority = uri.getRawAuthority();
            int at = authority.lastIndexOf('@');
            String[] user = (at < 0 ? "" : authority.substring(0, at)).split(":", 2);
            return HostPort.parse(authority.substring(at + 1), PORT)
                    .map(to -> new Proxy(to, decoded(user[0]), user.length > 1 ? decoded(user[1]) : ""));
        } catch (URISyntaxException | IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private static String decoded(String text) {
        return URLDecoder.decode(text.replace("+", "%2B"), UTF_8);
    }
}
