package dev.wiretape.proxy;

import dev.wiretape.proxy.address.HostPort;
import io.netty.channel.Channel;
import io.netty.channel.FixedRecvByteBufAllocator;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpConnection;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpVersion;
import io.vertx.core.http.PoolOptions;
import io.vertx.core.http.RequestOptions;
import io.vertx.core.net.NetClient;
import io.vertx.core.net.NetClientOptions;
import io.vertx.core.net.NetSocket;
import io.vertx.core.net.PemTrustOptions;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** An event loop's connections to the upstreams. */
final class Upstreams {
    private static final int CONNECT_MILLIS = 30_000;
    private static final int CONNECTIONS = 8192;
    private static final int HTTP2_CONNECTIONS = 64;
    /** Shorter than what servers usually allow, so that they are rarely the first to close. */
    private static final int KEEP_ALIVE_SECONDS = 15;

    private final RecorderOptions options;
    private final Turn turn;
    private final byte[] scratch = new byte[Relay.CHUNK];
    private final Addresses addresses;
    private final HttpClient client;
    private final Vertx vertx;
    private final Map<Boolean, HttpClient> named = new HashMap<>();
    private final NetClient sockets;

    Upstreams(Vertx vertx, RecorderOptions options, Addresses addresses, Turn turn) {
        this.addresses = addresses;
        this.options = options;
        this.turn = turn;
        this.vertx = vertx;
        this.client = client(clientOptions(options.target().secure())
                .setDefaultHost(options.target().host())
                .setDefaultPort(options.target().port()));
        this.sockets =
                vertx.createNetClient(new NetClientOptions().setTcpNoDelay(true).setConnectTimeout(CONNECT_MILLIS));
    }

    /**
     * A request on a connection, or a stream of one, that it has to itself.
     *
     * @param http2 whether the client speaks HTTP/2: the upstream is asked in it, too, if it will
     */
    Future<HttpClientRequest> request(Route route, HttpMethod method, boolean http2) {
        Target to = route.target();
        RequestOptions request = new RequestOptions().setMethod(method).setURI(route.uri());
        boolean plain = !http2 || !to.secure();
        if (route.isTarget() && plain) {
            return client.request(request);
        }
        request.setHost(to.host()).setPort(to.port()).setSsl(to.secure());
        HttpClient chosen = named(!plain);
        return route.isTarget()
                ? chosen.request(request)
                : addresses.of(new HostPort(to.host(), to.port())).compose(at -> chosen.request(request.setServer(at)));
    }

    /** A connection for a tunnel. */
    Future<NetSocket> connect(HostPort to) {
        return addresses.of(to).compose(sockets::connect);
    }

    /** For hosts that clients name; and for the target, where HTTP/2 may be spoken with it. */
    private HttpClient named(boolean http2) {
        return named.computeIfAbsent(http2, two -> client(two ? http2(clientOptions(true)) : clientOptions(true)));
    }

    private static HttpClientOptions http2(HttpClientOptions http) {
        return http.setProtocolVersion(HttpVersion.HTTP_2)
                .setUseAlpn(true)
                .setAlpnVersions(List.of(HttpVersion.HTTP_2, HttpVersion.HTTP_1_1))
                .setInitialSettings(Http2.settings().setPushEnabled(false))
                .setHttp2ConnectionWindowSize(Http2.CONNECTION_WINDOW)
                .setHttp2KeepAliveTimeout(KEEP_ALIVE_SECONDS);
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

    private HttpClientOptions clientOptions(boolean secure) {
        HttpClientOptions http = new HttpClientOptions()
                .setTcpNoDelay(true)
                .setConnectTimeout(CONNECT_MILLIS)
                .setKeepAliveTimeout(KEEP_ALIVE_SECONDS)
                .setMaxChunkSize(Relay.CHUNK)
                .setMaxHeaderSize(Relay.LONGEST_HEAD)
                .setMaxInitialLineLength(Relay.LONGEST_LINE)
                .setProtocolVersion(HttpVersion.HTTP_1_1);
        if (secure) {
            http.setSsl(true).setVerifyHost(true).setForceSni(true);
            options.upstream()
                    .authorities()
                    .map(Path::toString)
                    .ifPresent(pem -> http.setTrustOptions(new PemTrustOptions().addCertPath(pem)));
        }
        return http;
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
        ReadBatch batch = new ReadBatch(turn);
        BodyShortcut shortcut = new BodyShortcut(scratch);
        ResponseJoiner joiner = new ResponseJoiner(shortcut);
        batch.beforeDone(joiner::deliver);
        channel.pipeline()
                .addBefore("codec", "readBatch", batch)
                .addBefore("codec", "shortcut", shortcut)
                .addAfter("codec", "joiner", joiner);
    }
}
