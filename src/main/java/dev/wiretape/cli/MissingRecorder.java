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
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** Sends what no recording answers through a recorder of our own to the API, and brings back what comes. */
final class MissingRecorder implements Elsewhere {
    private static final Set<String> OF_THIS_HOP =
            Set.of("connection", "keep-alive", "transfer-encoding", "content-length", "te", "upgrade");

    private final HttpClient client;
    private final int port;

    MissingRecorder(Vertx vertx, Recorder recorder) {
        this.client = vertx.createHttpClient();
        this.port = recorder.port();
    }

    @Override
    public void answer(HttpServerRequest request, byte[] body) {
        client.request(new RequestOptions()
                        .setHost("127.0.0.1")
                        .setPort(port)
                        .setMethod(request.method())
                        .setURI(request.uri()))
                .compose(to -> send(request, to, body))
                .onSuccess(from -> pass(request, from))
                .onFailure(gone -> request.connection().close());
    }

    private static io.vertx.core.Future<HttpClientResponse> send(
            HttpServerRequest request, HttpClientRequest to, byte[] body) {
        for (Map.Entry<String, String> field : request.headers()) {
            if (passes(field.getKey()) && !field.getKey().equalsIgnoreCase("host")) {
                to.headers().add(field.getKey(), field.getValue());
            }
        }
        request.response().closeHandler(gone -> to.reset());
        return body.length == 0 ? to.send() : to.send(Buffer.buffer(body));
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
