package dev.wiretape.proxy.intercept;

import dev.wiretape.proxy.address.HostPort;
import java.util.concurrent.TimeUnit;

/** A tunnel that ends at the recorder: whom its client asked for, and how far it has come. Thread-safe. */
public final class Crossing {
    /** How long a client may take to find out that it does not like a certificate. */
    private static final long HESITATION_NANOS = TimeUnit.SECONDS.toNanos(2);

    private final HostPort to;
    private final String client;
    private final boolean secure;
    private volatile boolean shown;
    private volatile boolean asked;
    private volatile boolean trusted;
    private volatile boolean secured;
    private volatile long securedAt;
    private volatile String otherName = "";

    /**
     * A tunnel that begins.
     *
     * @param client what the client calls itself, perhaps empty
     * @param secure whether TLS is spoken in it
     */
    public Crossing(HostPort to, String client, boolean secure) {
        this.to = to;
        this.client = client;
        this.secure = secure;
    }

    /** Whom the client asked for. */
    public HostPort to() {
        return to;
    }

    /** What the client calls itself, perhaps empty. */
    public String client() {
        return client;
    }

    /** Whether TLS is spoken in it. */
    public boolean isSecure() {
        return secure;
    }

    /** A request has come through: the client believes us. */
    public void asked() {
        asked = true;
    }

    /** The handshake is through. Some clients look at the certificate only then, and leave without a word. */
    public void secured() {
        securedAt = System.nanoTime();
        secured = true;
    }

    /** The client has taken its leave in the way that TLS has for it (close_notify). */
    public void takenLeave() {
        trusted = secured;
    }

    /**
     * Whether the client saw our certificate and would have nothing of it, rather than having connected in advance: it
     * ended the handshake, or hung up without a word as soon as that was through.
     */
    public boolean isDistrusted() {
        boolean stayed = secured && System.nanoTime() - securedAt > HESITATION_NANOS;
        return shown && !asked && !trusted && !stayed;
    }

    /** The name that the client gave in its handshake, where that is not the one it asked for before; else empty. */
    public String otherName() {
        return otherName;
    }

    void shown() {
        shown = true;
    }

    void contradicted(String name) {
        otherName = name;
    }
}
