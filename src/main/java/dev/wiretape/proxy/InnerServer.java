package dev.wiretape.proxy;

import dev.wiretape.proxy.intercept.Crossings;
import dev.wiretape.proxy.intercept.LeafOptions;
import dev.wiretape.proxy.intercept.LeaveTaking;
import dev.wiretape.proxy.intercept.ServerEngine;
import io.netty.channel.ChannelPipeline;
import io.netty.handler.codec.http2.Http2ConnectionHandler;
import io.netty.handler.ssl.SslHandler;
import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpConnection;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpVersion;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;

/** Where intercepted tunnels end: two servers of an event loop, on loopback ports that nobody else is served on. */
final class InnerServer {
    private static final String LOOPBACK = "127.0.0.1";

    private final Set<HttpConnection> http2 = new HashSet<>();
    private final HttpServer tls;
    private final HttpServer plain;

    private InnerServer(HttpServer tls, HttpServer plain) {
        this.tls = tls;
        this.plain = plain;
    }

    /**
     * Starts listening.
     *
     * @param handler gets the requests of the tunnels in {@code crossings}
     */
    static Future<InnerServer> start(
            Vertx vertx, Commons commons, Crossings crossings, Turn turn, Handler<HttpServerRequest> handler) {
        HttpServer tls = vertx.createHttpServer(tlsOptions(commons, crossings));
        HttpServer plain = vertx.createHttpServer(Relay.serverOptions());
        InnerServer servers = new InnerServer(tls, plain);
        return Future.all(
                        listen(tls, connection -> servers.secured(connection, turn, crossings), handler),
                        listen(plain, connection -> ClientPipeline.prepare(connection, turn), handler))
                .map(listening -> {
                    commons.ownPorts().add(tls.actualPort());
                    commons.ownPorts().add(plain.actualPort());
                    return servers;
                });
    }

    String host() {
        return LOOPBACK;
    }

    /** The port for a tunnel in which TLS is spoken, or not. */
    int port(boolean secure) {
        return secure ? tls.actualPort() : plain.actualPort();
    }

    /** Tells all clients of HTTP/2 that there will be no more answers; false where there are none. */
    boolean shutDown(Duration patience) {
        boolean some = !http2.isEmpty();
        for (HttpConnection connection : Set.copyOf(http2)) {
            var unused = connection.shutdown(patience);
        }
        return some;
    }

    private void secured(HttpConnection connection, Turn turn, Crossings crossings) {
        ChannelPipeline pipeline = ClientPipeline.prepare(connection, turn);
        crossings.at(connection.remoteAddress().port()).ifPresent(crossing -> {
            String tls = pipeline.context(SslHandler.class).name();
            pipeline.addAfter(tls, "leaveTaking", new LeaveTaking(crossing));
        });
        if (pipeline.get(Http2ConnectionHandler.class) != null) {
            http2.add(connection);
            connection.closeHandler(closed -> http2.remove(connection));
        }
    }

    private static Future<HttpServer> listen(
            HttpServer server, Handler<HttpConnection> prepared, Handler<HttpServerRequest> handler) {
        return server.connectionHandler(prepared)
                .exceptionHandler(handshakeFailed -> {})
                .invalidRequestHandler(Relay::malformed)
                .requestHandler(ClientPipeline.counting(handler))
                .listen(0, LOOPBACK);
    }

    private static HttpServerOptions tlsOptions(Commons commons, Crossings crossings) {
        return Relay.serverOptions()
                .setSsl(true)
                .setSslEngineOptions(new ServerEngine())
                .setUseAlpn(true)
                .setAlpnVersions(List.of(HttpVersion.HTTP_2, HttpVersion.HTTP_1_1))
                .setInitialSettings(Http2.settings())
                .setHttp2ConnectionWindowSize(Http2.CONNECTION_WINDOW)
                .setKeyCertOptions(new LeafOptions(commons::opened, crossings))
                .setSslHandshakeTimeout(commons.options()
                        .interception()
                        .orElseThrow()
                        .patience()
                        .toMillis())
                .setSslHandshakeTimeoutUnit(TimeUnit.MILLISECONDS);
    }
}
