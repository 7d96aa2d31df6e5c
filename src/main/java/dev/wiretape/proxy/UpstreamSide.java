package dev.wiretape.proxy;

import dev.wiretape.recording.Field;
import io.vertx.core.Future;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpVersion;
import java.util.List;

/** An exchange's upstream, as far as HTTP/1 and HTTP/2 differ. */
interface UpstreamSide {
    /** Told of an interim response (1xx). */
    interface Interim {
        void came(int status, String reason, List<Field> fields);
    }

    /** The side that {@code request} goes to. */
    static UpstreamSide of(HttpClientRequest request) {
        return request.version() == HttpVersion.HTTP_2 ? new Http2Upstream(request) : new Http1Upstream(request);
    }

    /**
     * Whether a request that failed before anything of an answer came may be made once more, on another connection: the
     * upstream says that it did nothing with it (RFC 9113 §8.7), or it closed a connection that had been idle (RFC 9112
     * §9.3.1) and the method does no harm the second time.
     */
    boolean mayRepeat(HttpMethod method, Throwable cause);

    /**
     * Ends the request.
     *
     * @param written completes when all else of the request has been written
     * @param trailers what comes last, where the message has room for it
     */
    void end(Future<Void> written, List<Field> trailers);

    /** The response has begun. */
    void answered(HttpClientResponse answer);

    /** A piece of the response was passed on. */
    void passed();

    /** Who is told of interim responses; once the request has begun. */
    void onInterim(Interim interim);

    /** Calls {@code action} when something was read from the upstream and its effects were flushed. */
    void whenRead(Runnable action);

    /** Leads a chunked body that begins now past Vert.x, where there is such a way. */
    void shortcut(BodyShortcut.Sink to);

    /** Nothing more is read, until {@link #resume}. */
    void pause();

    /** Reading goes on. */
    void resume();

    /** Nobody wants the answer any more. */
    void drop();

    /** The exchange is over; nobody is told of anything any more. */
    void forget();
}
