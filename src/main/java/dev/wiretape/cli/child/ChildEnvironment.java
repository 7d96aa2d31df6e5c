package dev.wiretape.cli.child;

import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The environment variables that lead a program to the recorder, as the SDKs and command-line clients read them. Pure:
 * variables in, variables to set out.
 */
public final class ChildEnvironment {
    private static final List<String> LOOPBACK = List.of("localhost", "127.0.0.1", "::1");

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
            String around = withLoopback(inherited);
            variables.put("NO_PROXY", around);
            variables.put("no_proxy", around);
        }
        return variables;
    }

    private static boolean namesProxy(Map<String, String> inherited) {
        return inherited.keySet().stream()
                .anyMatch(name -> name.equalsIgnoreCase("http_proxy")
                        || name.equalsIgnoreCase("https_proxy")
                        || name.equalsIgnoreCase("all_proxy"));
    }

    private static String withLoopback(Map<String, String> inherited) {
        String before = inherited.getOrDefault("no_proxy", inherited.getOrDefault("NO_PROXY", ""));
        Set<String> hosts = new LinkedHashSet<>();
        for (String host : before.split(",", -1)) {
            hosts.add(host.strip());
        }
        hosts.addAll(LOOPBACK);
        hosts.remove("");
        return String.join(",", hosts);
    }
}
