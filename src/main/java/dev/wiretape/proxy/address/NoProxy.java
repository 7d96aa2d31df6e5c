package dev.wiretape.proxy.address;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.OptionalInt;
import java.util.regex.Pattern;

/** The hosts that are asked without a proxy: names with all below them, addresses, each with a port or for all; or {@code *}. */
final class NoProxy {
    private static final Pattern LOOPBACK =
            Pattern.compile("localhost|.*\\.localhost|127\\.\\d{1,3}\\.\\d{1,3}\\.\\d{1,3}|::1|0:0:0:0:0:0:0:1");

    private final boolean all;
    private final List<HostPort> hosts = new ArrayList<>();

    NoProxy(String list) {
        boolean star = false;
        for (String entry : list.split("[,\\s]+", -1)) {
            String text = entry.strip().toLowerCase(Locale.ROOT);
            star |= text.equals("*");
            String bare = text.startsWith("*.") ? text.substring(2) : text.startsWith(".") ? text.substring(1) : text;
            boolean address = bare.indexOf(':') != bare.lastIndexOf(':') && !bare.startsWith("[");
            // Port 1 stands for every port: nobody serves anything else there.
            HostPort.parse(address ? "[" + bare + "]" : bare, OptionalInt.of(1)).ifPresent(hosts::add);
        }
        all = star;
    }

    /** Whether {@code to} is asked without one; loopback addresses always are, since a proxy would find itself there. */
    boolean matches(HostPort to) {
        return all || LOOPBACK.matcher(to.host()).matches() || hosts.stream().anyMatch(entry -> matches(entry, to));
    }

    private static boolean matches(HostPort entry, HostPort to) {
        boolean port = entry.port() == 1 || entry.port() == to.port();
        return port && (to.host().equals(entry.host()) || to.host().endsWith("." + entry.host()));
    }
}
