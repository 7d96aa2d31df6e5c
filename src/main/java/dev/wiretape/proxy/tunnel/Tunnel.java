package dev.wiretape.proxy.tunnel;

import java.util.function.Consumer;

/**
 * Two ends that are one connection: what comes in at one goes out at the other, and so does a FIN, a reset, or that
 * nobody reads. Confined to the event loop of both.
 */
public final class Tunnel {
    /** How a tunnel ended. */
    public enum Ending {
        /** Both directions came to their end. */
        COMPLETE,
        /** The client's connection broke. */
        CLIENT_BROKE,
        /** The upstream's connection broke. */
        UPSTREAM_BROKE,
        /** It was stopped. */
        STOPPED
    }

    private final TunnelEnd client;
    private final TunnelEnd upstream;
    private final Consumer<Ending> whenEnded;
    private boolean over;

    private Tunnel(TunnelEnd client, TunnelEnd upstream, Consumer<Ending> whenEnded) {
        this.client = client;
        this.upstream = upstream;
        this.whenEnded = whenEnded;
    }

    /**
     * Joins two ends; what was held at them goes on.
     *
     * @param whenEnded told once
     */
    public static Tunnel join(TunnelEnd client, TunnelEnd upstream, Consumer<Ending> whenEnded) {
        Tunnel tunnel = new Tunnel(client, upstream, whenEnded);
        client.join(tunnel, upstream);
        upstream.join(tunnel, client);
        client.begin();
        upstream.begin();
        return tunnel;
    }

    /** Bytes from the client so far. */
    public long sent() {
        return client.bytes();
    }

    /** Bytes to the client so far. */
    public long received() {
        return upstream.bytes();
    }

    /** Closes both ends. */
    public void stop() {
        end(Ending.STOPPED);
        client.close();
        upstream.close();
    }

    /** An end's connection is gone without both directions having ended. */
    void broke(TunnelEnd end) {
        if (!over) {
            end(end == client ? Ending.CLIENT_BROKE : Ending.UPSTREAM_BROKE);
            (end == client ? upstream : client).reset();
        }
        end.close();
    }

    /** One more direction of one end is through. */
    void ended() {
        if (client.isFinished() && upstream.isFinished()) {
            end(Ending.COMPLETE);
        }
    }

    private void end(Ending ending) {
        if (!over) {
            over = true;
            whenEnded.accept(ending);
        }
    }
}
