package dev.wiretape.proxy;

import dev.wiretape.testing.TestCertificates;
import dev.wiretape.testing.TestCertificates.Kind;
import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.core.Vertx;
import io.vertx.core.http.Http2Settings;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpVersion;
import io.vertx.core.http.PoolOptions;
import io.vertx.core.http.RequestOptions;
import io.vertx.core.net.PemTrustOptions;
import io.vertx.core.net.ProxyOptions;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;

/** An upstream and a client that speak HTTP/2, and the recorder between them, which looks into the client's tunnels. */
final class Http2Rig implements AutoCloseable {
    private final Vertx vertx = Vertx.vertx();
    private final HttpServer server;
    private final RunningRecorder recorder;
    private final HttpClient client;

    /** Starts all three; the upstream answers by {@code handler}. */
    Http2Rig(TestCertificates certificates, Path folder, Handler<HttpServerRequest> handler) throws Exception {
        this(certificates, Kind.GOOD, certificates.authorityPem(), folder, handler);
    }

    /** Starts all three; the upstream shows a certificate of that kind, the recorder trusts those of {@code pem}. */
    Http2Rig(TestCertificates certificates, Kind kind, Path pem, Path folder, Handler<HttpServerRequest> handler)
            throws Exception {
        HttpServerOptions options = new HttpServerOptions()
                .setSsl(true)
                .setUseAlpn(true)
                .setInitialSettings(new Http2Settings().setMaxHeaderListSize(1024 * 1024))
                .setKeyCertOptions(certificates.pfx(kind));
        server = done(vertx.createHttpServer(options).requestHandler(handler).listen(0, "127.0.0.1"));
        Path authority = folder.resolve("authority");
        Interception interception = InterceptedClient.looking(authority, InterceptedClient.PATIENCE, "localhost");
        interception.authority().open();
        recorder = RunningRecorder.with(
                "http://127.0.0.1:9",
                folder.resolve("out"),
                o -> o.connecting(UpstreamOptions.DEFAULT.trusting(pem)).intercepting(interception));
        client = client(authority.resolve("root.pem"));
    }

    RunningRecorder recorder() {
        return recorder;
    }

    HttpServer server() {
        return server;
    }

    /** A request through the recorder to the upstream. */
    HttpClientRequest request(HttpMethod method, String uri) throws Exception {
        return request(method, uri, server.actualPort());
    }

    /** A request through the recorder to another port of this machine. */
    HttpClientRequest request(HttpMethod method, String uri, int port) throws Exception {
        return done(client.request(new RequestOptions()
                .setMethod(method)
                .setHost("localhost")
                .setPort(port)
                .setURI(uri)));
    }

    /**
     * Sends a request that has all it needs, and waits for what {@code reading} makes of the response. That is decided
     * before anything is sent: whoever only looks at a response when it is there may find that its body has gone by.
     */
    static <T> T sent(HttpClientRequest request, Function<HttpClientResponse, Future<T>> reading) throws Exception {
        Future<T> read = request.response().compose(reading);
        request.end().onFailure(e -> {});
        return done(read);
    }

    /** What a future brings, within a minute. */
    static <T> T done(Future<T> future) throws Exception {
        return future.toCompletionStage()
                .toCompletableFuture()
                .get(Duration.ofMinutes(1).toMillis(), TimeUnit.MILLISECONDS);
    }

    @Override
    public void close() throws IOException {
        try {
            recorder.close();
        } finally {
            vertx.close().toCompletionStage().toCompletableFuture().join();
        }
    }

    private HttpClient client(Path root) {
        return vertx.createHttpClient(
                new HttpClientOptions()
                        .setSsl(true)
                        .setUseAlpn(true)
                        .setProtocolVersion(HttpVersion.HTTP_2)
                        .setForceSni(true)
                        .setTrustOptions(new PemTrustOptions().addCertPath(root.toString()))
                        .setProxyOptions(new ProxyOptions().setHost("127.0.0.1").setPort(recorder.port())),
                new PoolOptions().setHttp2MaxSize(1));
    }
}
