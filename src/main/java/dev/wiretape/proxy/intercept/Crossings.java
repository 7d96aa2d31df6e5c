package dev.wiretape.proxy.intercept;

import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The tunnels that end here, by the port their last leg comes from: a connection within this machine tells by that port
 * alone whose it is. What comes from another port is nobody's. Thread-safe.
 */
public final class Crossings {
    private final Map<Integer, Crossing> byPort = new ConcurrentHashMap<>();

    /** None. */
    public Crossings() {}

    /** From now on a connection from {@code port} is this tunnel's. */
    public void open(int port, Crossing crossing) {
        byPort.put(port, crossing);
    }

    /** The tunnel whose connection comes from {@code port}. */
    public Optional<Crossing> at(int port) {
        return Optional.ofNullable(byPort.get(port));
    }

    /** The tunnel is over. */
    public void close(int port) {
        byPort.remove(port);
    }
}
