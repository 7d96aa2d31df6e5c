package dev.wiretape.proxy.address;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** The ports that a recorder listens on. Thread-safe. */
public final class OwnPorts {
    private final Set<Integer> ports = ConcurrentHashMap.newKeySet();

    /** None so far. */
    public OwnPorts() {}

    /** One more. */
    public void add(int port) {
        ports.add(port);
    }

    /** All of them. */
    public Set<Integer> all() {
        return Set.copyOf(ports);
    }

    boolean contains(int port) {
        return ports.contains(port);
    }
}
