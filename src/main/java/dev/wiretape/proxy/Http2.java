package dev.wiretape.proxy;

import io.vertx.core.http.Http2Settings;

/** What connections that speak HTTP/2 are set to, on both sides. */
final class Http2 {
    /** What one stream may have under way; it bounds what is kept for a side that does not read. */
    private static final int STREAM_WINDOW = 256 * 1024;

    /** For all streams of a connection together, so that those that do not read do not stop the others. */
    static final int CONNECTION_WINDOW = 64 * 1024 * 1024;

    private static final int STREAMS = 256;

    private Http2() {}

    static Http2Settings settings() {
        return new Http2Settings()
                .setInitialWindowSize(STREAM_WINDOW)
                .setMaxConcurrentStreams(STREAMS)
                .setMaxHeaderListSize(Relay.LONGEST_HEAD);
    }
}
