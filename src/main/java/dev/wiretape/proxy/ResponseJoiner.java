package dev.wiretape.proxy;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.codec.http.DefaultHttpContent;
import io.netty.handler.codec.http.DefaultLastHttpContent;
import io.netty.handler.codec.http.HttpContent;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.LastHttpContent;
import io.netty.util.ReferenceCountUtil;
import java.util.Arrays;
import java.util.function.Consumer;

/**
 * Stands behind the HTTP decoder of an upstream's connection. Joins the HTTP chunks that one read brought into one, in
 * an array of their own, and takes out the interim responses (1xx), most of which Vert.x would take for final ones.
 */
final class ResponseJoiner extends ChannelInboundHandlerAdapter {
    private static final int ROOM = 4 * 1024;
    private static final int FULL = 64 * 1024;
    private static final int SWITCHING_PROTOCOLS = 101;

    private final BodyShortcut shortcut;
    private ChannelHandlerContext context;
    private Consumer<HttpResponse> onInterim = response -> {};
    private boolean interim;
    private boolean switched;
    private byte[] joined = new byte[0];
    private int length;

    /** A joiner that tells {@code shortcut} where heads and responses end. */
    ResponseJoiner(BodyShortcut shortcut) {
        this.shortcut = shortcut;
    }

    /** Who gets the interim responses of the exchange that runs on the connection. */
    void onInterim(Consumer<HttpResponse> consumer) {
        onInterim = consumer;
    }

    @Override
    public void handlerAdded(ChannelHandlerContext ctx) {
        context = ctx;
    }

    @Override
    public void channelRead(ChannelHandlerContext ctx, Object msg) {
        if (msg instanceof HttpResponse response && isInterim(response)) {
            interim = true;
            onInterim.accept(response);
        } else if (interim && msg instanceof HttpContent) {
            interim = !(msg instanceof LastHttpContent);
            ReferenceCountUtil.release(msg);
        } else if (msg instanceof HttpContent content && content.decoderResult().isSuccess()) {
            content(ctx, content);
        } else {
            deliver();
            switched |=
                    msg instanceof HttpResponse response && response.status().code() == SWITCHING_PROTOCOLS;
            shortcut.headDone();
            ctx.fireChannelRead(msg);
        }
    }

    @Override
    public void channelInactive(ChannelHandlerContext ctx) {
        deliver();
        ctx.fireChannelInactive();
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
        deliver();
        ctx.fireExceptionCaught(cause);
    }

    /** Hands on what was joined so far. */
    void deliver() {
        if (length > 0) {
            ByteBuf bytes = Unpooled.wrappedBuffer(joined, 0, length);
            joined = new byte[0];
            length = 0;
            context.fireChannelRead(new DefaultHttpContent(bytes));
        }
    }

    private void content(ChannelHandlerContext ctx, HttpContent content) {
        try {
            join(content.content());
        } finally {
            content.release();
        }
        if (content instanceof LastHttpContent last) {
            deliver();
            if (!switched) {
                shortcut.responseDone();
            }
            ctx.fireChannelRead(
                    last.trailingHeaders().isEmpty()
                            ? LastHttpContent.EMPTY_LAST_CONTENT
                            : new DefaultLastHttpContent(Unpooled.EMPTY_BUFFER, last.trailingHeaders()));
        }
    }

    private void join(ByteBuf bytes) {
        int more = bytes.readableBytes();
        if (length > 0 && length + more > FULL) {
            deliver();
        }
        if (joined.length - length < more) {
            int least = length == 0 ? more : Math.max(length + more, ROOM);
            joined = Arrays.copyOf(joined, Math.max(least, Math.min(2 * joined.length, FULL)));
        }
        bytes.readBytes(joined, length, more);
        length += more;
    }

    private static boolean isInterim(HttpResponse response) {
        int status = response.status().code();
        return response.decoderResult().isSuccess() && status >= 100 && status < 200 && status != SWITCHING_PROTOCOLS;
    }
}
