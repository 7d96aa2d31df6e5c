package dev.wiretape.proxy;

import dev.wiretape.recording.Field;
import io.netty.channel.Channel;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.util.AttributeKey;
import io.vertx.core.Future;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpClosedException;
import io.vertx.core.http.HttpMethod;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** A connection to an upstream that speaks HTTP/1. */
final class Http1Upstream implements UpstreamSide {
    /** RFC 9110 §9.2.2: a proxy must not repeat other methods. */
    private static final Set<String> IDEMPOTENT = Set.of("GET", "HEAD", "OPTIONS", "TRACE", "PUT", "DELETE");

    private static final AttributeKey<Boolean> USED = AttributeKey.valueOf(Http1Upstream.class, "used");

    private final HttpClientRequest request;
    private final Channel channel;
    private final ReadBatch batch;
    private final boolean reused;

    Http1Upstream(HttpClientRequest request) {
        this.request = request;
        this.channel = ReadBatch.channel(request.connection());
        this.batch = channel.pipeline().get(ReadBatch.class);
        this.reused = channel.attr(USED).getAndSet(true) != null;
    }

    @Override
    public void answered(HttpClientResponse answer) {
        // The connection is the exchange's.
    }

    @Override
    public boolean mayRepeat(HttpMethod method, Throwable cause) {
        boolean closed = cause instanceof HttpClosedException || cause instanceof IOException;
        return closed && reused && IDEMPOTENT.contains(method.name());
    }

    @Override
    public void end(Future<Void> written, List<Field> trailers) {
        if (!trailers.isEmpty() && request.isChunked()) {
            channel.pipeline().get(RequestTrailers.class).next(trailers);
        }
        request.end();
    }

    @Override
    public void passed() {
        // The end of the read is what counts.
    }

    @Override
    public void onInterim(Interim interim) {
        joiner().onInterim(response ->
                interim.came(response.status().code(), response.status().reasonPhrase(), fields(response)));
    }

    @Override
    public void whenRead(Runnable action) {
        batch.whenDone(action);
    }

    @Override
    public void shortcut(BodyShortcut.Sink to) {
        channel.pipeline().get(BodyShortcut.class).take(to);
    }

    @Override
    public void pause() {
        // The channel itself, so that nothing is queued, and nothing queued is lost should the upstream break.
        channel.config().setAutoRead(false);
    }

    @Override
    public void resume() {
        channel.config().setAutoRead(true);
    }

    @Override
    public void drop() {
        request.reset();
    }

    @Override
    public void forget() {
        batch.forget();
        joiner().onInterim(response -> {});
    }

    private ResponseJoiner joiner() {
        return channel.pipeline().get(ResponseJoiner.class);
    }

    private static List<Field> fields(HttpResponse response) {
        List<Field> fields = new ArrayList<>();
        for (Map.Entry<String, String> header : response.headers()) {
            fields.add(new Field(header.getKey(), header.getValue()));
        }
        return fields;
    }
}
