package dev.wiretape.proxy;

import dev.wiretape.recording.LineBuffer;
import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.ChannelDuplexHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelPromise;
import io.netty.handler.ssl.SslHandler;
import io.vertx.core.http.HttpConnection;
import io.vertx.core.net.impl.ConnectionBase;

/**
 * Sits next to a connection's socket and knows when a read of it is being worked on. What that read causes to be written
 * to the {@linkplain #couple coupled} connection on the other side leaves in one system call when the read is done, and
 * what it causes to be recorded in one before that; nothing is held longer.
 *
 * <p>Confined to the connections' event loop, which both share.
 */
final class ReadBatch extends ChannelDuplexHandler {
    private final LineBuffer lines;
    private ChannelHandlerContext context;
    private ReadBatch other;
    private Runnable whenDone = ReadBatch::nothing;
    private Runnable beforeDone = ReadBatch::nothing;
    private boolean wholeBursts;
    private boolean reading;
    private boolean flushDue;

    /** A batch whose recordings pass through {@code lines}, the event loop's. */
    ReadBatch(LineBuffer lines) {
        this.lines = lines;
    }

    /** The batch in a connection's pipeline. */
    static ReadBatch of(HttpConnection connection) {
        return channel(connection).pipeline().get(ReadBatch.class);
    }

    /** The Netty channel under a Vert.x connection. */
    static Channel channel(HttpConnection connection) {
        return ((ConnectionBase) connection).channel();
    }

    /** From now on the two hold back each other's flushes while they read. */
    void couple(ReadBatch to) {
        other = to;
        to.other = this;
    }

    /** Ends {@link #couple}, for both. */
    void uncouple() {
        ReadBatch was = other;
        other = null;
        whenDone = ReadBatch::nothing;
        lines.release();
        flushIfDue();
        if (was != null) {
            was.other = null;
            was.whenDone = ReadBatch::nothing;
            was.flushIfDue();
        }
    }

    /** Calls {@code action} after each read, when its effects were flushed. */
    void whenDone(Runnable action) {
        whenDone = action;
    }

    /** Calls {@code action} at the end of each read, before its effects are flushed; for a handler further up. */
    void beforeDone(Runnable action) {
        beforeDone = action;
    }

    /** Does something as if a read of this connection had caused it. */
    void within(Runnable action) {
        boolean outermost = !reading;
        begin();
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
        if (other != null && other.reading) {
            flushDue = true;
        } else {
            ctx.flush();
        }
    }

    @Override
    public void close(ChannelHandlerContext ctx, ChannelPromise promise) {
        if (flushDue) {
            lines.release();
        }
        flushIfDue();
        var unused = ctx.close(promise);
    }

    private void begin() {
        reading = true;
        lines.hold();
    }

    private void done() {
        reading = false;
        // What is recorded goes to the operating system before what it is about goes to the other side.
        lines.release();
        if (other != null) {
            other.flushIfDue();
        }
        whenDone.run();
    }

    private void flushIfDue() {
        if (flushDue) {
            flushDue = false;
            context.flush();
        }
    }

    private static void nothing() {}
}
