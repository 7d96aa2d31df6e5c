package dev.wiretape.proxy;

import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.LastHttpContent;
import io.netty.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;

/**
 * Answers 408 and closes where a request's head has begun and does not end (RFC 9110 §15.5.9). A connection between two
 * requests may be silent for as long as it likes, and so may a body: only an unfinished head is nobody's silence.
 *
 * <p>Stands behind the request decoder; confined to the connection's event loop.
 */
final class HeadDeadline extends ChannelInboundHandlerAdapter {
    /** What nginx and Node.js allow a head as well. */
    static final int SECONDS = 60;

    private ScheduledFuture<?> deadline;
    private boolean inRequest;
    private boolean sawMessage;

    @Override
    public void channelRead(ChannelHandlerContext ctx, Object msg) {
        sawMessage = true;
        if (msg instanceof HttpRequest) {
            inRequest = true;
            cancel();
        }
        if (msg instanceof LastHttpContent) {
            inRequest = false;
        }
        ctx.fireChannelRead(msg);
    }

    @Override
    public void channelReadComplete(ChannelHandlerContext ctx) {
        // Something was read, and it made no message.
        if (!inRequest && !sawMessage && deadline == null) {
            deadline = ctx.executor().schedule(() -> expired(ctx), SECONDS, TimeUnit.SECONDS);
        }
        sawMessage = false;
        ctx.fireChannelReadComplete();
    }

    @Override
    public void channelInactive(ChannelHandlerContext ctx) {
        cancel();
        ctx.fireChannelInactive();
    }

    private void expired(ChannelHandlerContext ctx) {
        Refusal refusal = new Refusal(
                408, "invalid_request_error", "the request's head was not complete after " + SECONDS + " seconds");
        ReadBatch socket = ctx.pipeline().get(ReadBatch.class);
        if (socket != null) {
            socket.writeRaw(Unpooled.wrappedBuffer(refusal.bytes()));
        }
        var unused = ctx.close();
    }

    private void cancel() {
        if (deadline != null) {
            deadline.cancel(false);
            deadline = null;
        }
    }
}
