package dev.wiretape.proxy;

import dev.wiretape.proxy.address.HostPort;
import dev.wiretape.proxy.intercept.Crossing;
import dev.wiretape.proxy.tunnel.Tunnel;
import dev.wiretape.proxy.tunnel.TunnelEnd;
import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.internal.net.NetSocketInternal;
import io.vertx.core.net.NetSocket;
import java.util.Optional;

/**
 * A tunnel that a client believes to lead to a host and that ends here: at a server for TLS, or at one for plain HTTP where
 * that is what the client begins with. Nothing is recorded of it but the exchanges in it.
 */
final class InterceptedTunnel implements Open {
    private static final long NONE = -1;

    private final Interceptor interceptor;
    private final HostPort to;
    private final String client;
    private final TunnelEnd end;
    private Optional<Tunnel> tunnel = Optional.empty();
    private long impatience = NONE;

    InterceptedTunnel(Interceptor interceptor, HttpServerRequest request, HostPort to, String client) {
        this.interceptor = interceptor;
        this.to = to;
        this.client = client;
        Channel channel = ReadBatch.channel(request.connection());
        this.end = Connect.leaveHttp(channel);
        channel.closeFuture().addListener(closed -> over());
    }

    /** Waits for what the tunnel needs here, then for the client's first byte. */
    void begin() {
        interceptor.relay().opened(this);
        interceptor
                .servers(interceptor.relay().turn())
                .onSuccess(this::established)
                .onFailure(cause -> {
                    interceptor.unusable(cause);
                    end.leave(Refusal.badGateway("there is no certificate for " + to.host() + ": " + cause.getMessage())
                            .bytes());
                });
    }

    @Override
    public void stop() {
        tunnel.ifPresentOrElse(Tunnel::stop, end::close);
    }

    @Override
    public boolean isCarrier() {
        return true;
    }

    private void established(InnerServer servers) {
        impatience = interceptor
                .vertx()
                .setTimer(interceptor.interception().patience().toMillis(), tooLate -> end.close());
        end.write(Connect.ESTABLISHED);
        end.whenHeld(first -> connect(servers, isTls(first)));
    }

    private static boolean isTls(ByteBuf first) {
        return first.getByte(first.readerIndex()) == PlainPort.TLS_HANDSHAKE;
    }

    private void connect(InnerServer servers, boolean secure) {
        interceptor.vertx().cancelTimer(impatience);
        Crossing crossing = new Crossing(to, client, secure);
        interceptor
                .sockets()
                .connect(servers.port(secure), servers.host())
                .onSuccess(socket -> join(socket, crossing))
                .onFailure(cause -> end.close());
    }

    private void join(NetSocket socket, Crossing crossing) {
        Channel channel = ((NetSocketInternal) socket).channelHandlerContext().channel();
        int port = socket.localAddress().port();
        interceptor.crossings().open(port, crossing);
        TunnelEnd inner = new TunnelEnd();
        channel.pipeline().addFirst("tunnel", inner);
        tunnel = Optional.of(Tunnel.join(end, inner, ending -> {
            interceptor.crossings().close(port);
            if (ending == Tunnel.Ending.COMPLETE) {
                tell(crossing);
            } else if (ending != Tunnel.Ending.STOPPED) {
                // What came last of the client may still be on its way to where the tunnel ends.
                interceptor.soon(() -> tell(crossing));
            }
        }));
    }

    private void tell(Crossing crossing) {
        if (!crossing.otherName().isEmpty()) {
            interceptor.contradicted(crossing);
        } else if (crossing.isDistrusted()) {
            interceptor.distrusted(crossing);
        }
    }

    private void over() {
        if (impatience != NONE) {
            interceptor.vertx().cancelTimer(impatience);
        }
        interceptor.relay().closed(this);
    }
}
