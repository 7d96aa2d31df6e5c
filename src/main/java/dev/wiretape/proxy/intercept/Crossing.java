package dev.wiretape.proxy.intercept;

import dev.wiretape.proxy.address.HostPort;

/** A tunnel that ends at the recorder: whom its client asked for, and how far it has come. Thread-safe. */
public final class Crossing {
    private final HostPort to;
    private final String client;
    private final boolean secure;
    private volatile boolean shown;
    private volatile boolean asked;
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

    /** Whether the client saw our certificate and then asked nothing. */
    public boolean isDistrusted() {
        return shown && !asked;
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
