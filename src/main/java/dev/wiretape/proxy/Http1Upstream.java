package dev.wiretape.proxy;

import dev.wiretape.recording.Field;
import io.netty.channel.Channel;
import io.netty.handler.codec.http.HttpResponse;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClientResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** A connection to an upstream that speaks HTTP/1. */
final class Http1Upstream implements UpstreamSide {
    private final HttpClientRequest request;
    private final Channel channel;
    private final ReadBatch batch;

    Http1Upstream(HttpClientRequest request) {
        this.request = request;
        this.channel = ReadBatch.channel(request.connection());
        this.batch = channel.pipeline().get(ReadBatch.class);
    }

    @Override
    public void answered(HttpClientResponse answer) {
        // The connection is the exchange's.
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
