package dev.wiretape.replay;

import io.vertx.core.http.HttpServerRequest;

/** Somebody who answers what no recording does. The replay itself never contacts anybody. */
public interface Elsewhere {
    /** Answers the request; on its event loop, must not block. {@code body} has been read. */
    void answer(HttpServerRequest request, byte[] body);
}
