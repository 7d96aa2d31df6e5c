package dev.wiretape.proxy;

import io.vertx.core.MultiMap;
import java.util.Locale;

/**
 * Where a request goes.
 *
 * @param way how it came in
 * @param target whom to ask
 * @param uri what to ask for, with the target's prefix where it has one
 * @param isTarget whether that is the one of {@code --target}
 * @param host what the {@code Host} field becomes; empty where it stays as the client wrote it
 */
record Route(Way way, Target target, boolean isTarget, String uri, String host) {
    /** A way into the recorder. */
    enum Way {
        /** As though the recorder were the API. */
        TARGET,
        /** As an HTTP proxy, in absolute form. */
        FORWARD,
        /** Through a tunnel that is opened on the way. */
        INTERCEPT;

        /** The word in recordings. */
        String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** To the target, byte for byte what the client asked for behind the target's prefix. */
    static Route to(Way way, Target target, String originForm) {
        return new Route(way, target, true, target.requestTarget(originForm), target.authority());
    }

    /** The absolute URL, for the recording. */
    String url() {
        return target.origin() + uri;
    }

    /** Adds the {@code Host} field where the client sent none. */
    void address(MultiMap headers) {
        if (!headers.contains("Host")) {
            headers.add("Host", host.isEmpty() ? target.authority() : host);
        }
    }
}
