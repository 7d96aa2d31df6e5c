package dev.wiretape.cli;

import dev.wiretape.cli.child.ChildEnvironment;
import dev.wiretape.proxy.Target;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** The variables that lead a program to a recorder, either way. */
final class Via {
    static final String DESCRIPTION = "How the program comes to the recorder: base-url, the SDKs' ANTHROPIC_BASE_URL;"
            + " proxy, HTTPS_PROXY and its like, and trust in the local authority. Default: ${DEFAULT-VALUE}.";

    private final Surroundings surroundings;

    Via(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    /** The recorder as the API. */
    Map<String, String> baseUrl(ListenAddress address, int port) {
        return ChildEnvironment.baseUrl(address.url(port), surroundings.environment());
    }

    /**
     * The recorder as the proxy.
     *
     * @param hosts what is intercepted besides the API and the target, canonical
     */
    Map<String, String> proxy(ListenAddress address, int port, Target target, Set<String> hosts) {
        LocalAuthority local = new LocalAuthority(surroundings);
        Map<String, String> trust = local.trust(local.open(LocalAuthority.signed(target, hosts)));
        Set<String> recorded = new TreeSet<>(LocalAuthority.signed(target, hosts));
        recorded.add(target.host());
        return ChildEnvironment.proxy(address.host(), port, recorded, surroundings.environment(), trust);
    }
}
