package dev.wiretape.proxy;

import dev.wiretape.proxy.address.HostPort;
import dev.wiretape.proxy.address.ProxyEnvironment;
import dev.wiretape.proxy.address.Resolver;
import dev.wiretape.proxy.authority.Authority;
import io.netty.channel.Channel;
import io.netty.channel.FixedRecvByteBufAllocator;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpConnection;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.PoolOptions;
import io.vertx.core.http.RequestOptions;
import io.vertx.core.net.ConnectOptions;
import io.vertx.core.net.NetClient;
import io.vertx.core.net.NetClientOptions;
import io.vertx.core.net.NetSocket;
import io.vertx.core.net.ProxyOptions;
import io.vertx.core.net.ProxyType;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** An event loop's connections to the upstreams. */
final class Upstreams {
    private static final int CONNECTIONS = 8192;
    private static final int HTTP2_CONNECTIONS = 64;

    private final Vertx vertx;
    private final Commons commons;
    private final UpstreamOptions options;
    private final HostPort target;
    private final Turn turn;
    private final byte[] scratch = new byte[Relay.CHUNK];
    private final Addresses addresses;
    private final HttpClient client;
    private final Map<UpstreamPolicy, HttpClient> clients = new HashMap<>();
    private final NetClient sockets;

    Upstreams(Vertx vertx, Commons commons, Turn turn) {
        this.vertx = vertx;
        this.commons = commons;
        this.options = commons.options().upstream();
        this.addresses = new Addresses(vertx, new Resolver(commons.rule()));
        this.turn = turn;
        Target to = commons.options().target();
        this.target = new HostPort(Authority.canonical(to.host()), to.port());
        HttpClientOptions http = policy(target, to.secure(), false)
                .client(options)
                .setDefaultHost(to.host())
                .setDefaultPort(to.port());
        proxy(target, to.secure()).ifPresent(http::setProxyOptions);
        this.client = client(http);
        this.sockets = vertx.createNetClient(
                new NetClientOptions().setTcpNoDelay(true).setConnectTimeout(UpstreamPolicy.CONNECT_MILLIS));
    }

    /**
     * A request on a connection, or a stream of one, that it has to itself.
     *
     * @param http2 whether the client speaks HTTP/2: the upstream is asked in it, too, if it will
     */
    Future<HttpClientRequest> request(Route route, HttpMethod method, boolean http2) {
        Target asked = route.target();
        RequestOptions request = new RequestOptions().setMethod(method).setURI(route.uri());
        boolean plain = !http2 || !asked.secure();
        if (route.isTarget() && plain) {
            return client.request(request);
        }
        request.setHost(asked.host()).setPort(asked.port()).setSsl(asked.secure());
        HostPort to = route.isTarget() ? target : new HostPort(asked.host(), asked.port());
        HttpClient chosen = clients.computeIfAbsent(policy(to, true, !plain), policy -> client(policy.client(options)));
        Optional<ProxyOptions> proxy = proxy(to, asked.secure());
        if (proxy.isPresent()) {
            request.setProxyOptions(proxy.get());
            return permitted(route, to).compose(yes -> chosen.request(request));
        }
        return route.isTarget()
                ? chosen.request(request)
                : addresses.connect(
                        to,
                        (at, millis) -> chosen.request(
                                new RequestOptions(request).setServer(at).setConnectTimeout(millis)));
    }

    /** A connection for a tunnel. */
    Future<NetSocket> connect(HostPort to) {
        Optional<ProxyOptions> proxy = proxy(to, true);
        return proxy.isPresent()
                ? addresses
                        .permits(to)
                        .compose(yes -> sockets.connect(new ConnectOptions()
                                .setHost(to.host())
                                .setPort(to.port())
                                .setProxyOptions(proxy.get())))
                : addresses.connect(
                        to,
                        (at, millis) -> sockets.connect(
                                new ConnectOptions().setRemoteAddress(at).setTimeout(millis)));
    }

    private Future<Void> permitted(Route route, HostPort to) {
        return route.isTarget() ? Future.succeededFuture() : addresses.permits(to);
    }

    private UpstreamPolicy policy(HostPort to, boolean secure, boolean http2) {
        return new UpstreamPolicy(secure, http2, options.insecure().contains(to.host()));
    }

    /** The proxy of our environment on the way to {@code to}; never ourselves. */
    private Optional<ProxyOptions> proxy(HostPort to, boolean secure) {
        return options.proxies()
                .on(to, secure)
                .filter(proxy -> !commons.isOurselves(proxy.at()))
                .map(Upstreams::options);
    }

    private static ProxyOptions options(ProxyEnvironment.Proxy proxy) {
        ProxyOptions through = new ProxyOptions()
                .setType(ProxyType.HTTP)
                .setHost(proxy.at().host())
                .setPort(proxy.at().port());
        return proxy.user().isEmpty()
                ? through
                : through.setUsername(proxy.user()).setPassword(proxy.password());
    }

    private HttpClient client(HttpClientOptions http) {
        return vertx.httpClientBuilder()
                .with(http)
                .with(new PoolOptions()
                        .setHttp1MaxSize(CONNECTIONS)
                        .setHttp2MaxSize(HTTP2_CONNECTIONS)
                        .setMaxWaitQueueSize(-1))
                .withConnectHandler(this::prepare)
                .build();
    }

    private void prepare(HttpConnection connection) {
        connection.exceptionHandler(e -> {});
        Channel channel = ReadBatch.channel(connection);
        channel.config()
                .setAllocator(Relay.BUFFERS)
                .setRecvByteBufAllocator(new FixedRecvByteBufAllocator(Relay.CHUNK));
        if (channel.pipeline().get("codec") == null) {
            ReadBatch.addBeforeHttp2(channel.pipeline(), turn);
            return;
        }
        WriteQueue.shrink(connection);
        ReadBatch batch = new ReadBatch(turn);
        BodyShortcut shortcut = new BodyShortcut(scratch);
        ResponseJoiner joiner = new ResponseJoiner(shortcut);
        batch.beforeDone(joiner::deliver);
        channel.pipeline()
                .addBefore("codec", "readBatch", batch)
                .addBefore("codec", "shortcut", shortcut)
                .addAfter("codec", "joiner", joiner)
                .addAfter("joiner", "requestTrailers", new RequestTrailers());
    }
}
