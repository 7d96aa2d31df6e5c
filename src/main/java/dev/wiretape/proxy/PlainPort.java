package dev.wiretape.proxy;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;

/**
 * Looks at a connection's first byte: a client that begins with a TLS handshake waits for an answer in TLS, and would be
 * left waiting, as an HTTP decoder skips what it sends.
 */
final class PlainPort extends ChannelInboundHandlerAdapter {
    /** The content type of a handshake's record (RFC 8446 §5.1). */
    static final int TLS_HANDSHAKE = 0x16;

    private static final String WORDS =
            "this port speaks plain HTTP, not TLS: its URL begins with http://, also as HTTPS_PROXY";

    private final Notices notices;

    PlainPort(Notices notices) {
        this.notices = notices;
    }

    @Override
    public void channelRead(ChannelHandlerContext ctx, Object msg) {
        if (msg instanceof ByteBuf bytes && bytes.isReadable()) {
            if (bytes.getByte(bytes.readerIndex()) == TLS_HANDSHAKE) {
                bytes.release();
                refuse(ctx);
                return;
            }
            ctx.pipeline().remove(this);
        }
        ctx.fireChannelRead(msg);
    }

    private void refuse(ChannelHandlerContext ctx) {
        notices.once("a client began with TLS, but " + WORDS);
        byte[] answer = new Refusal(400, "invalid_request_error", WORDS).bytes();
        var unused = ctx.writeAndFlush(Unpooled.wrappedBuffer(answer)).addListener(ChannelFutureListener.CLOSE);
    }
}
