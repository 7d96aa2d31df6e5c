package dev.wiretape.proxy.intercept;

import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.ssl.SslCloseCompletionEvent;

/** Stands behind the TLS of a client's connection and tells its tunnel how the client ends it. */
public final class LeaveTaking extends ChannelInboundHandlerAdapter {
    private final Crossing crossing;

    /** The handshake is through. */
    public LeaveTaking(Crossing crossing) {
        this.crossing = crossing;
        crossing.secured();
    }

    @Override
    public void userEventTriggered(ChannelHandlerContext ctx, Object event) {
        if (event instanceof SslCloseCompletionEvent end && end.isSuccess()) {
            crossing.takenLeave();
        }
        ctx.fireUserEventTriggered(event);
    }
}
