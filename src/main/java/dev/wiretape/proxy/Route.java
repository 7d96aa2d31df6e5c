package dev.wiretape.proxy;

import io.vertx.core.MultiMap;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpVersion;
import io.vertx.core.net.HostAndPort;
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

    /**
     * Says whom the request is for, {@code asked} where that stays as the client wrote it: with the {@code Host} field, or on
     * HTTP/2 with {@code :authority}, which has no such field beside it (RFC 9113 §8.3.1).
     */
    void address(HttpClientRequest request, HttpServerRequest asked) {
        MultiMap headers = request.headers();
        boolean named = headers.contains("Host");
        String authority =
                host.isEmpty() && asked.authority() != null ? asked.authority().toString() : target.authority();
        if (request.version() == HttpVersion.HTTP_2) {
            headers.remove("Host");
            request.authority(HostAndPort.parseAuthority(host.isEmpty() ? authority : host, -1));
        } else if (!named) {
            headers.add("Host", host.isEmpty() ? authority : host);
        }
    }
}
