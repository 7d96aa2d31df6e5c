package dev.wiretape.cli;

import dev.wiretape.proxy.Recorder;
import dev.wiretape.replay.Elsewhere;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.http.RequestOptions;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** Sends what no recording answers through a recorder of our own to the API, and brings back what comes. */
final class MissingRecorder implements Elsewhere {
    private static final Set<String> OF_THIS_HOP =
            Set.of("connection", "keep-alive", "transfer-encoding", "content-length", "te", "upgrade");

    /** No more of a body is copied at once. */
    private static final int PIECE = 64 << 10;

    private final HttpClient client;
    private final int port;

    MissingRecorder(Vertx vertx, Recorder recorder) {
        this.client = vertx.createHttpClient();
        this.port = recorder.port();
    }

    @Override
    public void answer(HttpServerRequest request, byte[] body, Runnable sent) {
        client.request(new RequestOptions()
                        .setHost("127.0.0.1")
                        .setPort(port)
                        .setMethod(request.method())
                        .setURI(request.uri()))
                .compose(to -> send(request, to, body, sent))
                .onSuccess(from -> pass(request, from))
                .onFailure(gone -> {
                    sent.run();
                    request.connection().close();
                });
    }

    private static io.vertx.core.Future<HttpClientResponse> send(
            HttpServerRequest request, HttpClientRequest to, byte[] body, Runnable sent) {
        for (Map.Entry<String, String> field : request.headers()) {
            if (passes(field.getKey()) && !field.getKey().equalsIgnoreCase("host")) {
                to.headers().add(field.getKey(), field.getValue());
            }
        }
        request.response().closeHandler(gone -> to.reset());
        if (body.length > 0) {
            to.putHeader("content-length", Integer.toString(body.length));
        }
        to.exceptionHandler(broken -> sent.run());
        write(to, body, 0, sent);
        return to.response();
    }

    /** Writes the body from a place on, as fast as it is taken. */
    private static void write(HttpClientRequest to, byte[] body, int from, Runnable sent) {
        int at = from;
        while (at < body.length && !to.writeQueueFull()) {
            int end = Math.min(body.length, at + PIECE);
            to.write(Buffer.buffer(Arrays.copyOfRange(body, at, end))).onFailure(broken -> sent.run());
            at = end;
        }
        if (at == body.length) {
            to.end().onComplete(ended -> sent.run());
        } else {
            int next = at;
            to.drainHandler(drained -> write(to, body, next, sent));
        }
    }

    private static void pass(HttpServerRequest request, HttpClientResponse from) {
        HttpServerResponse to = request.response();
        to.setStatusCode(from.statusCode()).setStatusMessage(from.statusMessage());
        for (Map.Entry<String, String> field : from.headers()) {
            boolean length = field.getKey().equalsIgnoreCase("content-length");
            if (passes(field.getKey()) || length) {
                to.headers().add(field.getKey(), field.getValue());
            }
        }
        to.setChunked(!to.headers().contains("content-length"));
        // Whatever breaks, breaks for the client.
        from.exceptionHandler(broken -> request.connection().close());
        from.handler(bytes -> {
            to.write(bytes);
            if (to.writeQueueFull()) {
                from.pause();
                to.drainHandler(drained -> from.resume());
            }
        });
        from.endHandler(end -> to.end());
    }

    private static boolean passes(String name) {
        return !OF_THIS_HOP.contains(name.toLowerCase(Locale.ROOT));
    }
}
