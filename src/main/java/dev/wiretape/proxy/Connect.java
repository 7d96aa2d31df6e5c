package dev.wiretape.proxy;

import static java.nio.charset.StandardCharsets.US_ASCII;

import dev.wiretape.proxy.address.HostPort;
import dev.wiretape.proxy.tunnel.Tunnel;
import dev.wiretape.proxy.tunnel.TunnelEnd;
import dev.wiretape.recording.ExchangeRecorder;
import dev.wiretape.recording.Outcome;
import io.netty.channel.Channel;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.internal.net.NetSocketInternal;
import io.vertx.core.net.NetSocket;
import java.util.List;
import java.util.Optional;

/**
 * A CONNECT request (RFC 9110 §9.3.6) and the tunnel that comes of it, through which bytes go unseen: its host, its times
 * and how many bytes there were are recorded.
 */
final class Connect implements Open {
    static final byte[] ESTABLISHED = "HTTP/1.1 200 Connection established\r\n\r\n".getBytes(US_ASCII);

    private final Relay relay;
    private final HostPort to;
    private final TunnelEnd client;
    private final ExchangeRecorder recorder;
    private Optional<Tunnel> tunnel = Optional.empty();

    private Connect(Relay relay, HostPort to, TunnelEnd client, ExchangeRecorder recorder) {
        this.relay = relay;
        this.to = to;
        this.client = client;
        this.recorder = recorder;
    }

    /** Opens a tunnel to {@code to} for a client whose connection has no other use from now on. */
    static void begin(Relay relay, HttpServerRequest request, HostPort to) {
        Channel channel = ReadBatch.channel(request.connection());
        ExchangeRecorder recorder = relay.recordTunnel(to);
        recorder.request("CONNECT", to.toString(), HttpVersions.word(request.version()), List.of(), new byte[0]);
        Connect connect = new Connect(relay, to, leaveHttp(channel), recorder);
        relay.opened(connect);
        channel.closeFuture().addListener(closed -> connect.clientLeft());
        relay.upstreams()
                .connect(to)
                .onSuccess(connect::join)
                .onFailure(e -> connect.refuse(UpstreamFailure.connecting(e)));
    }

    @Override
    public void stop() {
        tunnel.ifPresentOrElse(Tunnel::stop, () -> finish(Outcome.RECORDER_STOPPED, ""));
    }

    /** From the next byte on the connection speaks no HTTP; bytes that came with the request included. */
    static TunnelEnd leaveHttp(Channel channel) {
        TunnelEnd end = new TunnelEnd();
        channel.pipeline().addAfter("httpDecoder", "tunnel", end);
        channel.pipeline().remove("httpDecoder");
        channel.pipeline().remove(ReadBatch.class);
        return end;
    }

    private void join(NetSocket socket) {
        Channel channel = ((NetSocketInternal) socket).channelHandlerContext().channel();
        if (recorder.isEnded()) {
            socket.close();
            return;
        }
        TunnelEnd upstream = new TunnelEnd();
        channel.pipeline().addFirst("tunnel", upstream);
        recorder.response(200, "Connection established", "1.1", List.of());
        client.write(ESTABLISHED);
        tunnel = Optional.of(Tunnel.join(client, upstream, this::ended));
    }

    /** While there is a tunnel, that knows better. */
    private void clientLeft() {
        if (tunnel.isEmpty()) {
            finish(Outcome.CLIENT_CANCELLED, "");
        }
    }

    private void refuse(UpstreamFailure failure) {
        finish(failure.outcome(), failure.words());
        client.leave(failure.refusal(to.toString()).bytes());
    }

    private void ended(Tunnel.Ending ending) {
        finish(
                switch (ending) {
                    case COMPLETE -> Outcome.COMPLETE;
                    case CLIENT_BROKE -> Outcome.CLIENT_CANCELLED;
                    case UPSTREAM_BROKE -> Outcome.UPSTREAM_RESET;
                    case STOPPED -> Outcome.RECORDER_STOPPED;
                },
                "");
    }

    private void finish(Outcome outcome, String reason) {
        if (!recorder.isEnded()) {
            tunnel.ifPresent(t -> recorder.tunnelled(t.sent(), t.received()));
            recorder.end(outcome, reason);
            relay.closed(this);
        }
    }
}
