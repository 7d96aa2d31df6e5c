package dev.wiretape.proxy;

import dev.wiretape.recording.Field;
import io.netty.buffer.ByteBuf;
import io.vertx.core.Future;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpVersion;
import java.util.List;

/**
 * An exchange's client, as far as HTTP/1 and HTTP/2 differ: a connection that belongs to the exchange while it lasts, or a
 * stream of one that others share.
 */
interface ClientSide {
    /** The side that sent the request. */
    static ClientSide of(HttpServerRequest request) {
        return request.version() == HttpVersion.HTTP_2 ? new Http2Client(request) : new Http1Client(request);
    }

    /** Calls {@code action} when something was read from the client and its effects were flushed. */
    void whenRead(Runnable action);

    /** Does something so that what it writes leaves in one piece. */
    void within(Runnable action);

    /** Passes an interim response on, where the client's protocol has it. */
    void interim(int status, String reason, List<Field> fields);

    /** The trailers that the request, which has come to its end, had; asked for once. */
    List<Field> trailers();

    /** Whether {@link #writeChunk} is possible. */
    boolean takesChunks();

    /** Writes a chunk of a body in chunked coding, framing included, past Vert.x. */
    void writeChunk(ByteBuf framed);

    /**
     * Breaks the response where it is; never a clean end.
     *
     * @param written completes when what was written of it has left
     */
    void cut(CutBy how, Future<Void> written);

    /** The exchange is over; nothing is called any more. */
    void forget();

    /** How a response is broken. */
    record CutBy(boolean reset, long code) {
        /** HTTP/2's word for a fault that is not the client's (RFC 9113 §7). */
        private static final long INTERNAL_ERROR = 2;

        /** By closing the connection in the middle, or what comes closest to it on HTTP/2. */
        static final CutBy CLOSE = new CutBy(false, INTERNAL_ERROR);

        /** By a reset, on HTTP/1 one of the whole connection. */
        static final CutBy RESET = new CutBy(true, INTERNAL_ERROR);

        /** By what HTTP/2 calls the fault {@code code}. */
        static CutBy code(long code) {
            return new CutBy(false, code);
        }
    }
}
