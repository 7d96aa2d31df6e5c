package dev.wiretape.proxy;

import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.ChannelDuplexHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelPipeline;
import io.netty.channel.ChannelPromise;
import io.netty.handler.codec.http2.Http2ConnectionHandler;
import io.netty.handler.ssl.SslHandler;
import io.vertx.core.http.HttpConnection;
import io.vertx.core.net.impl.ConnectionBase;

/**
 * Sits next to a connection's socket, or to its TLS, and knows when a read of it is being worked on: then nothing that is
 * written to this or any other connection of the event loop is flushed before the read is {@linkplain Turn done}.
 *
 * <p>Confined to the connection's event loop.
 */
final class ReadBatch extends ChannelDuplexHandler {
    private final Turn turn;
    private ChannelHandlerContext context;
    private Runnable whenDone = ReadBatch::nothing;
    private Runnable beforeDone = ReadBatch::nothing;
    private boolean wholeBursts;
    private boolean reading;
    private boolean flushDue;

    /** A batch that takes part in the event loop's turns. */
    ReadBatch(Turn turn) {
        this.turn = turn;
    }

    /** The batch in a connection's pipeline. */
    static ReadBatch of(HttpConnection connection) {
        return channel(connection).pipeline().get(ReadBatch.class);
    }

    /** Puts a batch next to the TLS of a connection that speaks HTTP/2, and has its header blocks watched. */
    static void addBeforeHttp2(ChannelPipeline pipeline, Turn turn) {
        String codec = pipeline.context(Http2ConnectionHandler.class).name();
        pipeline.addBefore(codec, "readBatch", new ReadBatch(turn));
        HeaderBlocks.watch(pipeline.channel());
    }

    /** The Netty channel under a Vert.x connection. */
    static Channel channel(HttpConnection connection) {
        return ((ConnectionBase) connection).channel();
    }

    /** Calls {@code action} after each read, when its effects were flushed. */
    void whenDone(Runnable action) {
        whenDone = action;
    }

    /** Nobody is called after a read any more. */
    void forget() {
        whenDone = ReadBatch::nothing;
    }

    /** Calls {@code action} at the end of each read, before its effects are flushed; for a handler further up. */
    void beforeDone(Runnable action) {
        beforeDone = action;
    }

    /** Does something as if a read of this connection had caused it. */
    void within(Runnable action) {
        boolean outermost = turn.begin();
        try {
            action.run();
        } finally {
            if (outermost) {
                done();
            }
        }
    }

    /** Writes bytes past the HTTP encoder. */
    void writeRaw(ByteBuf bytes) {
        var unused = context.write(bytes, context.voidPromise());
        flush(context);
    }

    @Override
    public void handlerAdded(ChannelHandlerContext ctx) {
        context = ctx;
        // TLS hands over record by record what one read of the socket brought.
        wholeBursts = ctx.pipeline().get(SslHandler.class) != null;
    }

    @Override
    public void channelRead(ChannelHandlerContext ctx, Object msg) {
        begin();
        try {
            ctx.fireChannelRead(msg);
        } finally {
            if (!wholeBursts) {
                beforeDone.run();
                done();
            }
        }
    }

    @Override
    public void channelReadComplete(ChannelHandlerContext ctx) {
        if (reading) {
            beforeDone.run();
            done();
        }
        ctx.fireChannelReadComplete();
    }

    @Override
    public void flush(ChannelHandlerContext ctx) {
        if (flushDue) {
            return;
        }
        if (turn.defers(this)) {
            flushDue = true;
        } else {
            ctx.flush();
        }
    }

    @Override
    public void close(ChannelHandlerContext ctx, ChannelPromise promise) {
        if (flushDue) {
            turn.lines().release();
            flushIfDue();
        }
        var unused = ctx.close(promise);
    }

    /** Flushes what waited for the end of a read. */
    void flushIfDue() {
        if (flushDue) {
            flushDue = false;
            context.flush();
        }
    }

    private void begin() {
        reading = true;
        turn.begin();
    }

    private void done() {
        reading = false;
        turn.end();
        whenDone.run();
    }

    private static void nothing() {}
}
