package dev.wiretape.replay;

import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.net.SocketAddress;
import java.util.function.IntConsumer;

/** One event loop's share of the listening server; those on the same port divide the connections among them. */
final class ReplayServer extends VerticleBase {
    private final Replaying replaying;
    private final String host;
    private final int port;
    private final IntConsumer listening;

    /**
     * A server that is not started yet.
     *
     * @param listening told the port when it is in use
     */
    ReplayServer(Replaying replaying, String host, int port, IntConsumer listening) {
        this.replaying = replaying;
        this.host = host;
        this.port = port;
        this.listening = listening;
    }

    @Override
    public Future<?> start() {
        HttpServerOptions options = new HttpServerOptions()
                .setHttp2ClearTextEnabled(false)
                .setHandle100ContinueAutomatically(true)
                .setMaxInitialLineLength(1 << 20)
                .setMaxHeaderSize(1 << 20)
                .setMaxChunkSize(64 << 10);
        HttpServer server = vertx.createHttpServer(options)
                // Connections that break are the clients' affair; Vert.x would print them otherwise.
                .connectionHandler(connection -> connection.exceptionHandler(broken -> {}))
                .requestHandler(new ReplayHandler(replaying));
        SocketAddress address =
                port == 0 ? SocketAddress.sharedRandomPort(1, host) : SocketAddress.inetSocketAddress(port, host);
        return server.listen(address).onSuccess(started -> listening.accept(started.actualPort()));
    }
}
