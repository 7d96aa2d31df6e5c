package dev.wiretape.proxy.address;

import java.io.IOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Finds the addresses of a host and holds them to the rule. What is found is what to connect to: a name that
 * is resolved once more could lead elsewhere the second time.
 */
public final class Resolver {
    private static final Pattern ADDRESS = Pattern.compile("[0-9.]+|.*:.*");

    private final AddressRule rule;
    private final Lookup lookup;

    /** Who knows the addresses of names. */
    public interface Lookup {
        /**
         * All of a host's addresses, the one to try first in front; may block.
         *
         * @throws UnknownHostException where there is none
         */
        InetAddress[] addresses(String host) throws UnknownHostException;
    }

    /** A resolver for this rule, which asks the operating system. */
    public Resolver(AddressRule rule) {
        this(rule, InetAddress::getAllByName);
    }

    /** A resolver for this rule, which asks {@code lookup}. */
    public Resolver(AddressRule rule, Lookup lookup) {
        this.rule = rule;
        this.lookup = lookup;
    }

    /**
     * Holds a host to the rule whose name is resolved by somebody else.
     *
     * @throws AddressRefused where there is an objection
     */
    public void check(HostPort to) throws IOException {
        if (ADDRESS.matcher(to.host()).matches()) {
            resolve(to);
        }
        Optional<String> objection = rule.objection(to);
        if (objection.isPresent()) {
            throw new AddressRefused(objection.get());
        }
    }

    /**
     * The host's addresses to which the rule has no objection, in the order in which they should be tried; at least one.
     * May block as long as name servers do.
     *
     * @throws AddressRefused where there is none
     * @throws UnknownHostException where the name has no address
     */
    public List<InetAddress> resolve(HostPort to) throws IOException {
        List<InetAddress> permitted = new ArrayList<>();
        String reason = "";
        for (InetAddress address : lookup.addresses(to.host())) {
            Optional<String> objection = rule.objection(to, address);
            if (objection.isEmpty()) {
                permitted.add(address);
            } else if (reason.isEmpty()) {
                reason = objection.get();
            }
        }
        if (permitted.isEmpty()) {
            throw new AddressRefused(reason);
        }
        return permitted;
    }
}
