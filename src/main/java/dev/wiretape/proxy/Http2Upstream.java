package dev.wiretape.proxy;

import dev.wiretape.recording.Field;
import io.netty.handler.codec.http2.Http2Error;
import io.vertx.core.Future;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpClosedException;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.StreamResetException;
import java.util.List;
import java.util.Optional;

/** A stream of an HTTP/2 connection to an upstream, which other exchanges share. */
final class Http2Upstream implements UpstreamSide {
    /** RFC 9113 §7: the stream is no longer needed. */
    private static final long CANCEL = 8;

    private final HttpClientRequest request;
    private final HeaderBlocks blocks;
    private Optional<HttpClientResponse> response = Optional.empty();
    private Runnable whenRead = Http2Upstream::nothing;

    Http2Upstream(HttpClientRequest request) {
        this.request = request;
        this.blocks = HeaderBlocks.of(request.connection());
    }

    @Override
    public void answered(HttpClientResponse answer) {
        response = Optional.of(answer);
    }

    @Override
    public void onInterim(Interim interim) {
        blocks.onInterim((int) request.streamId(), interim);
    }

    @Override
    public boolean mayRepeat(HttpMethod method, Throwable cause) {
        if (cause instanceof StreamResetException reset) {
            return reset.getCode() == Http2Error.REFUSED_STREAM.code();
        }
        return cause instanceof HttpClosedException closed
                && closed.goAway() != null
                && closed.goAway().getLastStreamId() < request.streamId();
    }

    @Override
    public void end(Future<Void> written, List<Field> trailers) {
        if (trailers.isEmpty()) {
            request.end();
        } else {
            written.onSuccess(all -> blocks.end((int) request.streamId(), trailers));
        }
    }

    @Override
    public void whenRead(Runnable action) {
        whenRead = action;
    }

    @Override
    public void passed() {
        whenRead.run();
    }

    @Override
    public void shortcut(BodyShortcut.Sink to) {
        // Frames of several streams are mixed; only Vert.x can tell them apart.
    }

    @Override
    public void pause() {
        response.ifPresent(HttpClientResponse::pause);
    }

    @Override
    public void resume() {
        response.ifPresent(HttpClientResponse::resume);
    }

    @Override
    public void drop() {
        var unused = request.reset(CANCEL);
    }

    @Override
    public void forget() {
        blocks.forget((int) request.streamId());
        whenRead = Http2Upstream::nothing;
    }

    private static void nothing() {}
}
