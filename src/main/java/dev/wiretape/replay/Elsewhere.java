package dev.wiretape.replay;

import io.vertx.core.http.HttpServerRequest;

/** Somebody who answers what no recording does. The replay itself never contacts anybody. */
public interface Elsewhere {
    /**
     * Answers the request; on its event loop, must not block.
     *
     * @param body has been read
     * @param sent to be run once nobody needs the body any more, however that came; others may be waiting for its room
     */
    void answer(HttpServerRequest request, byte[] body, Runnable sent);
}
