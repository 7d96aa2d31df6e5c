package dev.wiretape.proxy;

import io.vertx.core.http.HttpVersion;

/** The recording's words for HTTP versions. */
final class HttpVersions {
    private HttpVersions() {}

    /** {@code 1.0}, {@code 1.1} or {@code 2}. */
    static String word(HttpVersion version) {
        return switch (version) {
            case HTTP_1_0 -> "1.0";
            case HTTP_1_1 -> "1.1";
            case HTTP_2 -> "2";
            case HTTP_3 -> "3";
        };
    }
}
