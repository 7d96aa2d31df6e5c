package dev.wiretape.proxy.address;

import java.io.IOException;
import java.net.InetAddress;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Finds the address of a host and holds it to the rule. The address that is found is the one to connect to: a name that
 * is resolved once more could lead elsewhere the second time.
 */
public final class Resolver {
    private static final Pattern ADDRESS = Pattern.compile("[0-9.]+|.*:.*");

    private final AddressRule rule;

    /** A resolver for this rule. */
    public Resolver(AddressRule rule) {
        this.rule = rule;
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
     * The first of the host's addresses to which the rule has no objection. May block as long as name servers do.
     *
     * @throws AddressRefused where there is none
     * @throws java.net.UnknownHostException where the name has no address
     */
    public InetAddress resolve(HostPort to) throws IOException {
        String reason = "";
        for (InetAddress address : InetAddress.getAllByName(to.host())) {
            Optional<String> objection = rule.objection(to, address);
            if (objection.isEmpty()) {
                return address;
            }
            reason = reason.isEmpty() ? objection.get() : reason;
        }
        throw new AddressRefused(reason);
    }
}
