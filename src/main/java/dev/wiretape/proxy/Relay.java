package dev.wiretape.proxy;

import dev.wiretape.recording.ExchangeRecorder;
import dev.wiretape.recording.Field;
import dev.wiretape.recording.fault.FaultRun;
import io.netty.buffer.ByteBufAllocator;
import io.netty.buffer.PooledByteBufAllocator;
import io.netty.channel.Channel;
import io.netty.channel.ChannelPipeline;
import io.netty.channel.FixedRecvByteBufAllocator;
import io.netty.handler.codec.http.HttpDecoderConfig;
import io.netty.handler.codec.http.HttpRequestDecoder;
import io.netty.handler.codec.http.TooLongHttpHeaderException;
import io.netty.handler.codec.http.TooLongHttpLineException;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import io.vertx.core.http.HttpConnection;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpVersion;
import io.vertx.core.net.SocketAddress;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The relay on one event loop: its share of the clients' connections, and its own connections to the upstream. */
final class Relay extends VerticleBase {
    static final int CHUNK = 64 * 1024;
    static final int LONGEST_HEAD = 1024 * 1024;
    static final int LONGEST_LINE = 256 * 1024;
    /** Netty's default one clears each region of memory before it hands it out for a read. */
    static final ByteBufAllocator BUFFERS = PooledByteBufAllocator.DEFAULT;

    private final RecorderOptions options;
    private final Turn turn = new Turn();
    private final UploadMemory uploadMemory = new UploadMemory();
    private final Set<Exchange> open = new LinkedHashSet<>();
    private Upstreams upstreams;
    private HttpServer server;

    /** A relay that is not started. */
    Relay(RecorderOptions options) {
        this.options = options;
    }

    @Override
    public Future<?> start() {
        upstreams = new Upstreams(vertx, options, turn);
        server = vertx.createHttpServer(serverOptions())
                .connectionHandler(this::prepareClient)
                .invalidRequestHandler(Relay::malformed)
                .requestHandler(this::handle);
        // The relays share one port, also where that is any free one.
        return server.listen(
                options.port() == 0
                        ? SocketAddress.sharedRandomPort(1, options.host())
                        : SocketAddress.inetSocketAddress(options.port(), options.host()));
    }

    @Override
    public Future<?> stop() {
        Set.copyOf(open).forEach(Exchange::stop);
        return server.close();
    }

    /** The port it listens on. */
    int port() {
        return server.actualPort();
    }

    UploadMemory uploadMemory() {
        return uploadMemory;
    }

    Upstreams upstreams() {
        return upstreams;
    }

    FaultRun faults() {
        return options.injection().next();
    }

    ExchangeRecorder record(Route route, String target, List<String> faults) {
        return options.session().begin(route.way().word(), target, faults, turn.lines());
    }

    void opened(Exchange exchange) {
        open.add(exchange);
    }

    void closed(Exchange exchange) {
        open.remove(exchange);
    }

    private void handle(HttpServerRequest request) {
        List<Field> fields = HeaderRules.fields(request.headers());
        boolean http10 = request.version() == HttpVersion.HTTP_1_0;
        Optional<Refusal> refusal = RequestCheck.refusal(request.method().name(), request.uri(), http10, fields);
        if (refusal.isPresent()) {
            refusal.get().send(request, true);
        } else {
            Route route = Route.to(Route.Way.TARGET, options.target(), request.uri());
            new Exchange(this, request, fields, route).begin();
        }
    }

    private static void malformed(HttpServerRequest request) {
        Throwable cause = request.decoderResult().cause();
        Refusal refusal;
        if (cause instanceof TooLongHttpLineException) {
            refusal = new Refusal(414, "invalid_request_error", "the request line is too long");
        } else if (cause instanceof TooLongHttpHeaderException) {
            refusal = new Refusal(431, "invalid_request_error", "the header is too large");
        } else {
            refusal = new Refusal(400, "invalid_request_error", "not a well-formed HTTP request");
        }
        refusal.send(request, true);
    }

    private HttpServerOptions serverOptions() {
        return new HttpServerOptions()
                .setTcpNoDelay(true)
                .setAcceptBacklog(4096)
                .setStrictThreadMode(true)
                .setPerFrameWebSocketCompressionSupported(false)
                .setPerMessageWebSocketCompressionSupported(false)
                .setHttp2ClearTextEnabled(false)
                .setHandle100ContinueAutomatically(false);
    }

    /**
     * Takes Vert.x' request decoder out, which reads {@code Content-Xength} as {@code Content-Length}, for the one it is
     * derived from.
     */
    private void prepareClient(HttpConnection connection) {
        connection.exceptionHandler(e -> {});
        Channel channel = ReadBatch.channel(connection);
        channel.config().setAllocator(BUFFERS).setRecvByteBufAllocator(new FixedRecvByteBufAllocator(CHUNK));
        ChannelPipeline pipeline = channel.pipeline();
        HttpDecoderConfig config = new HttpDecoderConfig()
                .setMaxChunkSize(CHUNK)
                .setMaxHeaderSize(LONGEST_HEAD)
                .setMaxInitialLineLength(LONGEST_LINE);
        pipeline.replace("httpDecoder", "httpDecoder", new HttpRequestDecoder(config));
        pipeline.addBefore("httpDecoder", "readBatch", new ReadBatch(turn));
        pipeline.addAfter("httpDecoder", "headDeadline", new HeadDeadline());
    }
}
