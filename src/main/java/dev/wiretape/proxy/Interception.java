package dev.wiretape.proxy;

import dev.wiretape.proxy.address.HostPort;
import dev.wiretape.proxy.authority.Authority;
import java.io.IOException;
import java.time.Duration;
import java.util.Set;

/**
 * Which tunnels the recorder looks into, and how it answers for their hosts.
 *
 * @param hosts exact names or addresses, canonical
 * @param toTarget for whom the target stands in
 * @param authority who signs for the hosts
 * @param ready whether the authority is made already, so that the first handshake may be prepared at the start
 * @param patience how long a client may take to begin, and then to finish, its handshake
 */
public record Interception(
        Set<String> hosts, Set<HostPort> toTarget, AuthoritySource authority, boolean ready, Duration patience) {
    /** Where the authority comes from. */
    public interface AuthoritySource {
        /**
         * Reads or makes it; may block.
         *
         * @throws IOException with a message for a person
         */
        Authority open() throws IOException;
    }

    /** What clients get as long as they take. */
    public static final Duration USUAL_PATIENCE = Duration.ofSeconds(10);

    public Interception {
        hosts = Set.copyOf(hosts);
        toTarget = Set.copyOf(toTarget);
    }
}
