package dev.wiretape.cli.child;

import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.StringJoiner;
import java.util.function.Predicate;

/**
 * The environment variables that lead a program to the recorder, as the SDKs and command-line clients read them. Pure:
 * variables in, variables to set out.
 */
public final class ChildEnvironment {
    private static final List<String> LOOPBACK = List.of("localhost", "127.0.0.1", "::1");
    private static final List<String> PROXY = List.of("HTTP_PROXY", "HTTPS_PROXY", "ALL_PROXY");

    private ChildEnvironment() {}

    /**
     * The recorder as the API itself: {@code ANTHROPIC_BASE_URL}. Proxies that the environment names must not stand
     * between the program and the recorder, so loopback addresses are taken out of their reach.
     *
     * @param recorder the recorder's URL
     * @param inherited the environment as it is
     */
    public static Map<String, String> baseUrl(String recorder, Map<String, String> inherited) {
        Map<String, String> variables = new LinkedHashMap<>();
        variables.put("ANTHROPIC_BASE_URL", recorder);
        if (namesProxy(inherited)) {
            noProxy(variables, around(inherited, entry -> true, LOOPBACK));
        }
        return variables;
    }

    /**
     * The recorder as the proxy for everything. Exceptions from the proxy stay, but for those that would take an
     * intercepted host past it; this machine's own services are one, but for those that are intercepted.
     *
     * @param host where the recorder listens
     * @param port the recorder's port
     * @param intercepted the hosts whose exchanges are to be recorded, canonical
     * @param inherited the environment as it is
     * @param trust what {@link TrustVariables} say
     */
    public static Map<String, String> proxy(
            String host, int port, Set<String> intercepted, Map<String, String> inherited, Map<String, String> trust) {
        Map<String, String> variables = new LinkedHashMap<>();
        String url = "http://" + (host.indexOf(':') < 0 ? host : "[" + host + "]") + ":" + port;
        for (String name : PROXY) {
            variables.put(name, url);
            variables.put(name.toLowerCase(Locale.ROOT), url);
        }
        List<String> own =
                LOOPBACK.stream().filter(name -> !intercepted.contains(name)).toList();
        Set<String> around =
                around(inherited, entry -> intercepted.stream().noneMatch(name -> covers(entry, name)), own);
        noProxy(variables, around);
        variables.put("NODE_USE_ENV_PROXY", "1");
        variables.putAll(trust);
        String options = trust.getOrDefault(JavaOptions.VARIABLE, inherited.getOrDefault(JavaOptions.VARIABLE, ""));
        boolean loopbackToo = own.size() < LOOPBACK.size();
        variables.put(JavaOptions.VARIABLE, JavaOptions.with(options, java(host, port, around, loopbackToo)));
        return variables;
    }

    /**
     * Java reads none of the other variables. To a list of exceptions it adds this machine's own names, unless the list is
     * empty: so it has to be where one of those is intercepted, if nobody but us asked for exceptions.
     */
    private static Map<String, String> java(String host, int port, Set<String> around, boolean loopbackToo) {
        Map<String, String> properties = new LinkedHashMap<>();
        for (String scheme : List.of("http", "https")) {
            properties.put(scheme + ".proxyHost", host);
            properties.put(scheme + ".proxyPort", Integer.toString(port));
        }
        StringJoiner hosts = new StringJoiner("|");
        for (String entry : around) {
            boolean address = entry.indexOf(':') >= 0;
            String name = bare(entry);
            hosts.add(address ? "[" + entry + "]" : name);
            if (!address && !name.matches("[0-9.]+")) {
                hosts.add("*." + name);
            }
        }
        boolean none = loopbackToo && LOOPBACK.containsAll(around);
        properties.put("http.nonProxyHosts", none ? "" : hosts.toString());
        return properties;
    }

    private static void noProxy(Map<String, String> variables, Set<String> around) {
        variables.put("NO_PROXY", String.join(",", around));
        variables.put("no_proxy", String.join(",", around));
    }

    private static boolean namesProxy(Map<String, String> inherited) {
        return inherited.keySet().stream().anyMatch(name -> PROXY.contains(name.toUpperCase(Locale.ROOT)));
    }

    private static Set<String> around(Map<String, String> inherited, Predicate<String> stays, List<String> more) {
        String before = inherited.getOrDefault("no_proxy", inherited.getOrDefault("NO_PROXY", ""));
        Set<String> hosts = new LinkedHashSet<>();
        for (String host : before.split(",", -1)) {
            if (stays.test(host.strip())) {
                hosts.add(host.strip());
            }
        }
        hosts.addAll(more);
        hosts.remove("");
        return hosts;
    }

    /** Whether an entry of {@code NO_PROXY} means the host: by its name, a domain above it, or a star. */
    public static boolean covers(String entry, String host) {
        String name = bare(entry);
        return entry.strip().equals("*") || host.equals(name) || (!name.isEmpty() && host.endsWith("." + name));
    }

    /** Without the dot or star that some write before a domain, and without a port. */
    private static String bare(String entry) {
        String name = entry.strip().toLowerCase(Locale.ROOT).replaceFirst("^\\*?\\.", "");
        return name.matches("[^:]+:\\d+") ? name.substring(0, name.indexOf(':')) : name;
    }
}
