package dev.wiretape.proxy;

import dev.wiretape.proxy.address.HostPort;
import dev.wiretape.recording.ExchangeRecorder;
import dev.wiretape.recording.Field;
import dev.wiretape.recording.fault.FaultRun;
import io.netty.buffer.ByteBufAllocator;
import io.netty.buffer.PooledByteBufAllocator;
import io.netty.handler.codec.http.TooLongHttpHeaderException;
import io.netty.handler.codec.http.TooLongHttpLineException;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import io.vertx.core.http.HttpConnection;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpVersion;
import io.vertx.core.net.SocketAddress;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;

/** The relay on one event loop: its share of the clients' connections, and its own connections to the upstream. */
final class Relay extends VerticleBase {
    static final int CHUNK = 64 * 1024;
    /** What the operating system may keep for a client that does not read; left to itself it keeps megabytes. */
    private static final int KEPT_FOR_A_CLIENT = 256 * 1024;

    static final int LONGEST_HEAD = 1024 * 1024;
    static final int LONGEST_LINE = 256 * 1024;
    /** Netty's default one clears each region of memory before it hands it out for a read. */
    static final ByteBufAllocator BUFFERS = PooledByteBufAllocator.DEFAULT;

    private final RecorderOptions options;
    private final Commons commons;
    private final Turn turn = new Turn();
    private final UploadMemory uploadMemory = new UploadMemory();
    private final Set<Open> open = new LinkedHashSet<>();
    private Upstreams upstreams;
    private Optional<Interceptor> interceptor = Optional.empty();
    private HttpServer server;
    private boolean stopping;

    /** A relay that is not started. */
    Relay(Commons commons) {
        this.commons = commons;
        this.options = commons.options();
    }

    @Override
    public Future<?> start() {
        upstreams = new Upstreams(vertx, commons, turn);
        interceptor = options.interception().map(chosen -> new Interceptor(this, vertx, commons, chosen));
        server = vertx.createHttpServer(serverOptions())
                .connectionHandler(this::prepareClient)
                .invalidRequestHandler(Relay::malformed)
                .requestHandler(ClientPipeline.counting(this::handle));
        // The relays share one port, also where that is any free one.
        return server.listen(
                        options.port() == 0
                                ? SocketAddress.sharedRandomPort(1, options.host())
                                : SocketAddress.inetSocketAddress(options.port(), options.host()))
                .onSuccess(listening -> commons.ownPorts().add(listening.actualPort()));
    }

    /** Listening already, gets ready for what comes later. */
    void prepare() {
        context.runOnContext(v -> interceptor.ifPresent(Interceptor::prepare));
    }

    @Override
    public Future<?> stop() {
        stopping = true;
        Set<Open> all = Set.copyOf(open);
        all.stream().filter(each -> !each.isCarrier()).forEach(Open::stop);
        return interceptor
                .map(Interceptor::sayGoodbye)
                .orElse(Future.succeededFuture())
                .compose(said -> {
                    all.stream().filter(Open::isCarrier).forEach(Open::stop);
                    return server.close();
                });
    }

    /** The port it listens on. */
    int port() {
        return server.actualPort();
    }

    /** Does something when the event loop is done with what it works on. */
    void soon(Runnable action) {
        context.runOnContext(v -> action.run());
    }

    Turn turn() {
        return turn;
    }

    /** Whether it was told to end, so that what cannot be finished any more is no failure. */
    boolean isStopping() {
        return stopping;
    }

    Optional<Interceptor> interceptor() {
        return interceptor;
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

    ExchangeRecorder recordTunnel(HostPort to) {
        return options.session().begin("tunnel", to.toString(), turn.lines());
    }

    void opened(Open exchange) {
        open.add(exchange);
    }

    void closed(Open exchange) {
        open.remove(exchange);
    }

    private void handle(HttpServerRequest request) {
        String uri = request.uri();
        if (HttpMethod.CONNECT.equals(request.method())) {
            connect(request);
            return;
        }
        if (!AbsoluteForm.is(uri)) {
            begin(request, Route.to(Route.Way.TARGET, options.target(), uri), uri);
            return;
        }
        AbsoluteForm.parse(uri, HttpMethod.OPTIONS.equals(request.method()))
                .ifPresentOrElse(
                        form -> begin(request, form.route(), form.originForm()),
                        () -> Refusal.badRequest("only http:// URLs with a host are forwarded in absolute form;"
                                        + " https:// takes CONNECT")
                                .orElseThrow()
                                .send(request, true));
    }

    private void connect(HttpServerRequest request) {
        List<Field> fields = HeaderRules.fields(request.headers());
        boolean http10 = request.version() == HttpVersion.HTTP_1_0;
        Optional<HostPort> to = HostPort.parse(request.uri(), OptionalInt.empty());
        Optional<Refusal> refusal = RequestCheck.refusal("CONNECT", "/", http10, fields)
                .or(() -> RequestCheck.body(fields))
                .or(() -> barred(request, Route.Way.FORWARD))
                .or(() -> to.isPresent()
                        ? Optional.empty()
                        : Refusal.badRequest("CONNECT takes a host and a port, host:port"));
        if (refusal.isPresent()) {
            refusal.get().send(request, true);
        } else {
            tunnel(request, to.orElseThrow());
        }
    }

    private void tunnel(HttpServerRequest request, HostPort to) {
        interceptor
                .filter(chosen -> chosen.concerns(to))
                .ifPresentOrElse(chosen -> chosen.begin(request, to), () -> Connect.begin(this, request, to));
    }

    /**
     * Lets a request go where it should.
     *
     * @param originForm what it asks for
     */
    void begin(HttpServerRequest request, Route route, String originForm) {
        List<Field> fields = HeaderRules.fields(request.headers());
        boolean http10 = request.version() == HttpVersion.HTTP_1_0;
        boolean http2 = request.version() == HttpVersion.HTTP_2;
        Optional<Refusal> refusal = (http2 ? RequestCheck.connectionFields(fields) : Optional.<Refusal>empty())
                .or(() -> RequestCheck.refusal(request.method().name(), originForm, http10 || http2, fields))
                .or(() -> barred(request, route.way()));
        if (refusal.isPresent()) {
            refusal.get().send(request, true);
        } else {
            new Exchange(this, request, fields, route).begin();
        }
    }

    /** Why the client is not let in, if so; what comes through a tunnel has been let in already. */
    private Optional<Refusal> barred(HttpServerRequest request, Route.Way way) {
        return switch (way) {
            case TARGET -> options.door().direct(request.headers()::getAll).map(Refusal::of);
            case FORWARD -> options.door().proxied(request.headers()::getAll).map(Refusal::of);
            case INTERCEPT -> Optional.empty();
        };
    }

    /** Answers what could not be read. */
    static void malformed(HttpServerRequest request) {
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

    /** For plain HTTP/1. */
    static HttpServerOptions serverOptions() {
        return new HttpServerOptions()
                .setTcpNoDelay(true)
                .setSendBufferSize(KEPT_FOR_A_CLIENT)
                .setAcceptBacklog(4096)
                .setStrictThreadMode(true)
                .setPerFrameWebSocketCompressionSupported(false)
                .setPerMessageWebSocketCompressionSupported(false)
                .setHttp2ClearTextEnabled(false)
                .setHandle100ContinueAutomatically(false);
    }

    private void prepareClient(HttpConnection connection) {
        ClientPipeline.prepare(connection, turn).addFirst("plainPort", new PlainPort(commons.notices()));
    }
}
