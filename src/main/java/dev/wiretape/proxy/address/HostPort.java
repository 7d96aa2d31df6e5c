package dev.wiretape.proxy.address;

import dev.wiretape.proxy.authority.Authority;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A host and a port as a client names them (RFC 9110 §7.2, RFC 3986 §3.2.2).
 *
 * @param host a name in lower case without a dot at its end, or an address; an IPv6 address without brackets
 * @param port 1 to 65535
 */
public record HostPort(String host, int port) {
    private static final Pattern AUTHORITY =
            Pattern.compile("(?:\\[([0-9A-Fa-f:.]{2,45})]|([^\\[\\]:/@?#\\s\\x00-\\x20]{1,255}))(?::(\\d{1,5}))?");

    /**
     * Reads {@code host:port}; the port may be missing where there is a default one.
     *
     * @return empty where it is none
     */
    public static Optional<HostPort> parse(String authority, OptionalInt defaultPort) {
        Matcher parts = AUTHORITY.matcher(authority);
        if (!parts.matches() || (parts.group(3) == null && defaultPort.isEmpty())) {
            return Optional.empty();
        }
        int port = parts.group(3) == null ? defaultPort.getAsInt() : Integer.parseInt(parts.group(3));
        String name = canonical(parts.group(1) == null ? parts.group(2) : parts.group(1));
        return name.isEmpty() || port < 1 || port > 65535 ? Optional.empty() : Optional.of(new HostPort(name, port));
    }

    /** As it stands in a URL, the port always there. */
    @Override
    public String toString() {
        return (host.indexOf(':') < 0 ? host : "[" + host + "]") + ":" + port;
    }

    private static String canonical(String name) {
        try {
            return Authority.canonical(name);
        } catch (IllegalArgumentException notEncodable) {
            return "";
        }
    }
}
