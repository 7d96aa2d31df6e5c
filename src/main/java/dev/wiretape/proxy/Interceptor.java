package dev.wiretape.proxy;

import dev.wiretape.proxy.address.HostPort;
import dev.wiretape.proxy.authority.Authority;
import dev.wiretape.proxy.intercept.Crossing;
import dev.wiretape.proxy.intercept.Crossings;
import dev.wiretape.proxy.intercept.Rehearsal;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpVersion;
import io.vertx.core.net.NetClient;
import io.vertx.core.net.NetClientOptions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.concurrent.TimeUnit;

/** An event loop's share of the tunnels that are looked into. */
final class Interceptor {
    private static final int KEPT_BETWEEN_OURSELVES = 256 * 1024;
    private static final long MOMENT_MILLIS = 200;
    /** What a word takes through a tunnel's two legs, with room to spare. */
    private static final Duration GOODBYE = Duration.ofMillis(100);

    private final Relay relay;
    private final Vertx vertx;
    private final Commons commons;
    private final Interception interception;
    private final Crossings crossings = new Crossings();
    private final Set<Runnable> pending = new HashSet<>();
    private final NetClient sockets;
    private Future<InnerServer> servers;

    Interceptor(Relay relay, Vertx vertx, Commons commons, Interception interception) {
        this.relay = relay;
        this.vertx = vertx;
        this.commons = commons;
        this.interception = interception;
        this.sockets = vertx.createNetClient(
                new NetClientOptions().setTcpNoDelay(true).setReceiveBufferSize(KEPT_BETWEEN_OURSELVES));
    }

    /** Whether tunnels to the host are looked into. */
    boolean concerns(HostPort to) {
        Target target = commons.options().target();
        boolean isTarget = to.host().equals(Authority.canonical(target.host())) && to.port() == target.port();
        return isTarget || interception.hosts().contains(to.host());
    }

    /** Prepares for the first client what can be, where it is clear that there will be one. */
    void prepare() {
        if (interception.ready()) {
            String host = interception.hosts().iterator().next();
            servers(relay.turn()).onFailure(this::unusable).onSuccess(servers -> rehearse(servers.port(true), host));
        }
    }

    /** On a thread that nobody waits for: the recorder may be stopped before it is done. */
    private void rehearse(int port, String host) {
        Thread thread = new Thread(() -> Rehearsal.run(crossings, port, host), "rehearsal");
        thread.setDaemon(true);
        thread.start();
    }

    /** Takes over a client's connection. */
    void begin(HttpServerRequest request, HostPort to) {
        String client = Optional.ofNullable(request.getHeader("User-Agent")).orElse("");
        new InterceptedTunnel(this, request, to, client).begin();
    }

    /** The authority is there, and where tunnels end. */
    Future<InnerServer> servers(Turn turn) {
        if (servers == null || servers.failed()) {
            servers = commons.authority(vertx)
                    .compose(authority -> InnerServer.start(vertx, commons, crossings, turn, this::asked));
        }
        return servers;
    }

    Relay relay() {
        return relay;
    }

    Vertx vertx() {
        return vertx;
    }

    Commons commons() {
        return commons;
    }

    Crossings crossings() {
        return crossings;
    }

    NetClient sockets() {
        return sockets;
    }

    Interception interception() {
        return interception;
    }

    private void asked(HttpServerRequest request) {
        Optional<Crossing> crossing =
                crossings.at(request.connection().remoteAddress().port());
        if (crossing.isEmpty()) {
            request.connection().close();
            return;
        }
        crossing.get().asked();
        if (HttpMethod.CONNECT.equals(request.method())) {
            Refusal.badRequest("there are no tunnels in tunnels").orElseThrow().send(request, true);
            return;
        }
        Optional<Refusal> misdirected = misdirected(request, crossing.get());
        if (misdirected.isPresent()) {
            misdirected.get().send(request, false);
        } else {
            relay.begin(request, route(request.uri(), crossing.get()), request.uri());
        }
    }

    /** RFC 9110 §7.4: a tunnel to one host is no way to another. */
    private static Optional<Refusal> misdirected(HttpServerRequest request, Crossing crossing) {
        int port = crossing.to().port();
        List<String> hosts = new ArrayList<>(request.headers().getAll("Host"));
        if (request.version() == HttpVersion.HTTP_2 && request.authority() != null) {
            hosts.add(request.authority().toString());
        }
        for (String host : hosts) {
            Optional<HostPort> named = HostPort.parse(host, OptionalInt.of(port));
            if (named.isPresent() && !named.get().host().equals(crossing.to().host())) {
                return Optional.of(new Refusal(
                        421,
                        "invalid_request_error",
                        "the tunnel leads to " + crossing.to().host() + ", the request asks for "
                                + named.get().host()));
            }
        }
        return Optional.empty();
    }

    private Route route(String uri, Crossing crossing) {
        HostPort to = crossing.to();
        Target target = commons.options().target();
        Target itself = new Target(crossing.isSecure(), to.host(), to.port(), "");
        boolean isTarget = itself.origin().equalsIgnoreCase(target.origin());
        if (!isTarget && interception.toTarget().contains(to)) {
            return Route.to(Route.Way.INTERCEPT, target, uri);
        }
        return new Route(Route.Way.INTERCEPT, itself, isTarget, uri, "");
    }

    /** Does something in a moment, or when the recorder is stopped before. */
    void soon(Runnable action) {
        pending.add(action);
        vertx.setTimer(MOMENT_MILLIS, later -> {
            if (pending.remove(action)) {
                action.run();
            }
        });
    }

    /** Tells of a client that has seen our certificate and left. */
    void distrusted(Crossing crossing) {
        String host = crossing.to().host();
        String client = crossing.client().replaceAll("[^\\x21-\\x7E]", "");
        String named = client.isEmpty() ? "a client" : client.substring(0, Math.min(60, client.length()));
        commons.notices()
                .once(
                        "distrust " + host + " " + named,
                        named + " does not trust the certificate it got for " + host
                                + "; run it with 'eval \"$(wiretape env --via proxy)\"' or 'wiretape run --via proxy', or set"
                                + " NODE_EXTRA_CA_CERTS=$(wiretape ca path) (Node), or what it has instead of that");
    }

    /** Tells of a client that names another host in its handshake than in its request for a tunnel. */
    void contradicted(Crossing crossing) {
        String name = crossing.otherName().replaceAll("[^\\x21-\\x7E]", "");
        commons.notices()
                .once("a client asked for a tunnel to " + crossing.to().host() + " and then for " + name
                        + " in its TLS handshake; that was refused");
    }

    /** Tells what is still to be told, and clients of HTTP/2 that there will be no more answers (RFC 9113 §6.8), as far as they listen. */
    Future<Void> sayGoodbye() {
        Set.copyOf(pending).forEach(Runnable::run);
        pending.clear();
        boolean some =
                servers != null && servers.succeeded() && servers.result().shutDown(GOODBYE);
        return some ? vertx.timer(GOODBYE.toMillis(), TimeUnit.MILLISECONDS).mapEmpty() : Future.succeededFuture();
    }

    /** Why the authority cannot be used. */
    void unusable(Throwable cause) {
        if (!relay.isStopping()) {
            commons.notices().once("nothing is intercepted: " + cause.getMessage());
        }
    }
}
