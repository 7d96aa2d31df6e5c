package dev.wiretape.cli;

import dev.wiretape.proxy.authority.Authority;
import dev.wiretape.timeline.Visible;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

/** Hosts as they are given to {@code --intercept}: exact names or addresses, separated by commas. */
final class HostList {
    private static final Pattern NAME =
            Pattern.compile("(?!-)[a-z0-9_-]{1,63}(?<!-)(?:\\.(?!-)[a-z0-9_-]{1,63}(?<!-))*");
    private static final Pattern ADDRESS = Pattern.compile("(?:[0-9a-f]*:){2,7}[0-9a-f.]*");
    private static final int LONGEST = 253;

    private HostList() {}

    /** The names, canonical; what is no host is refused with the exit code for wrong usage. */
    static Set<String> parse(String option, List<String> texts) {
        Set<String> hosts = new TreeSet<>();
        for (String text : texts) {
            for (String host : text.split(",", -1)) {
                hosts.add(host(option, host.strip()));
            }
        }
        return hosts;
    }

    private static String host(String option, String text) {
        try {
            String name = Authority.canonical(text);
            if (name.length() <= LONGEST
                    && (NAME.matcher(name).matches() || ADDRESS.matcher(name).matches())) {
                return name;
            }
            throw refusal(option, text);
        } catch (IllegalArgumentException e) {
            throw refusal(option, text);
        }
    }

    private static CommandFailure refusal(String option, String text) {
        return new CommandFailure(
                ExitCode.USAGE,
                option + " takes exact host names such as api.anthropic.com, without scheme, port or *; '"
                        + Visible.of(text, 100) + "' is none");
    }
}
