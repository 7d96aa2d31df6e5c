package dev.wiretape.proxy;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;

/**
 * Where origin-form requests go: the base URL that {@code --target} names.
 *
 * @param secure whether over TLS
 * @param host name or address; an IPv6 address without brackets
 * @param port the port, 1 to 65535
 * @param path prefix of every request's path, without a slash at its end, perhaps empty
 */
public record Target(boolean secure, String host, int port, String path) {
    /**
     * Reads an {@code http} or {@code https} URL.
     *
     * @throws IllegalArgumentException with a sentence for the user, where it is not one
     */
    public static Target parse(String url) {
        URI uri;
        try {
            uri = new URI(url);
        } catch (URISyntaxException e) {
            throw new IllegalArgumentException("the target " + url + " is not a URL: " + e.getReason(), e);
        }
        String scheme = String.valueOf(uri.getScheme()).toLowerCase(Locale.ROOT);
        if (!scheme.equals("http") && !scheme.equals("https")) {
            throw new IllegalArgumentException("the target " + url + " must begin with http:// or https://");
        }
        if (uri.getHost() == null) {
            throw new IllegalArgumentException("the target " + url + " names no host");
        }
        if (uri.getRawUserInfo() != null || uri.getRawQuery() != null || uri.getRawFragment() != null) {
            throw new IllegalArgumentException(
                    "the target " + url + " may have a host, a port and a path, but no user, query or fragment");
        }
        boolean secure = scheme.equals("https");
        int port = uri.getPort() == -1 ? defaultPort(secure) : uri.getPort();
        if (port < 1 || port > 65535) {
            throw new IllegalArgumentException("the target " + url + " has no port between 1 and 65535");
        }
        String host = uri.getHost().replaceAll("^\\[|]$", "");
        return new Target(secure, host, port, String.valueOf(uri.getRawPath()).replaceAll("/+$", ""));
    }

    /** Host and port for the {@code Host} field; the port only where it is not the scheme's own. */
    public String authority() {
        String name = host.indexOf(':') >= 0 ? "[" + host + "]" : host;
        return port == defaultPort(secure) ? name : name + ":" + port;
    }

    /** Scheme and authority, {@code https://api.anthropic.com}. */
    public String origin() {
        return (secure ? "https://" : "http://") + authority();
    }

    /** The request target to ask the upstream for, byte for byte the client's behind the prefix. */
    String requestTarget(String originForm) {
        return path.isEmpty() || !originForm.startsWith("/") ? originForm : path + originForm;
    }

    @Override
    public String toString() {
        return origin() + path;
    }

    private static int defaultPort(boolean secure) {
        return secure ? 443 : 80;
    }
}
