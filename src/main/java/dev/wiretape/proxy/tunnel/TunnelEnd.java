package dev.wiretape.proxy.tunnel;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelOption;
import io.netty.channel.WriteBufferWaterMark;
import io.netty.channel.socket.ChannelInputShutdownEvent;
import io.netty.channel.socket.ChannelInputShutdownReadComplete;
import io.netty.channel.socket.DuplexChannel;
import java.util.ArrayDeque;
import java.util.Queue;
import java.util.function.Consumer;

/**
 * One end of a tunnel, in its connection's pipeline: takes the bytes that are read before anybody else sees them. They
 * are held, and no more is read, until the end is joined to another.
 *
 * <p>Confined to the connection's event loop.
 */
public final class TunnelEnd extends ChannelInboundHandlerAdapter {
    /** More than is read at once: else each read of a fast sender would stop it. */
    private static final WriteBufferWaterMark WAITING = new WriteBufferWaterMark(64 * 1024, 256 * 1024);

    private final Queue<ByteBuf> held = new ArrayDeque<>();
    private ChannelHandlerContext context;
    private Consumer<ByteBuf> whenHeld = bytes -> {};
    private Tunnel tunnel;
    private TunnelEnd other;
    private long bytes;
    private boolean inputEnded;
    private boolean outputEnded;

    /** An end that is in no pipeline yet. */
    public TunnelEnd() {}

    /** Writes bytes to the connection, in front of what comes out of the tunnel. */
    public void write(byte[] message) {
        var unused = context.writeAndFlush(Unpooled.wrappedBuffer(message), context.voidPromise());
    }

    /** Writes a last message to the connection and closes it. */
    public void leave(byte[] message) {
        var unused = context.writeAndFlush(Unpooled.wrappedBuffer(message)).addListener(ChannelFutureListener.CLOSE);
    }

    /** Shows the first bytes that are held to {@code action}, which must not keep or change them; once, when there are some. */
    public void whenHeld(Consumer<ByteBuf> action) {
        if (held.isEmpty()) {
            whenHeld = action;
            context.read();
        } else {
            action.accept(held.peek());
        }
    }

    /** Closes the connection. */
    public void close() {
        var unused = context.close();
    }

    @Override
    public void handlerAdded(ChannelHandlerContext ctx) {
        context = ctx;
        ctx.channel().config().setAutoRead(false);
        ctx.channel().config().setOption(ChannelOption.ALLOW_HALF_CLOSURE, true);
        ctx.channel().config().setWriteBufferWaterMark(WAITING);
    }

    @Override
    public void channelRead(ChannelHandlerContext ctx, Object msg) {
        if (!(msg instanceof ByteBuf read)) {
            ctx.fireChannelRead(msg);
        } else if (other == null) {
            held.add(read);
            Consumer<ByteBuf> action = whenHeld;
            whenHeld = bytes -> {};
            action.accept(read);
        } else {
            pass(read);
        }
    }

    @Override
    public void channelReadComplete(ChannelHandlerContext ctx) {
        if (other != null) {
            other.context.flush();
        }
    }

    @Override
    public void channelWritabilityChanged(ChannelHandlerContext ctx) {
        if (other != null && ctx.channel().isWritable()) {
            other.readOn();
        }
    }

    @Override
    public void userEventTriggered(ChannelHandlerContext ctx, Object event) {
        if (event instanceof ChannelInputShutdownEvent) {
            endInput();
        } else if (!(event instanceof ChannelInputShutdownReadComplete)) {
            ctx.fireUserEventTriggered(event);
        }
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
        if (tunnel == null) {
            close();
        } else if (!isFinished()) {
            tunnel.broke(this);
        }
    }

    @Override
    public void channelInactive(ChannelHandlerContext ctx) {
        for (ByteBuf buf = held.poll(); buf != null; buf = held.poll()) {
            buf.release();
        }
        if (tunnel != null && !isFinished()) {
            tunnel.broke(this);
        }
        ctx.fireChannelInactive();
    }

    void join(Tunnel with, TunnelEnd to) {
        tunnel = with;
        other = to;
    }

    /** Passes on what was held, and reads. */
    void begin() {
        for (ByteBuf buf = held.poll(); buf != null; buf = held.poll()) {
            pass(buf);
        }
        other.context.flush();
        if (inputEnded) {
            other.endOutput();
        } else {
            readOn();
        }
        if (!channel().isActive()) {
            tunnel.broke(this);
        }
    }

    long bytes() {
        return bytes;
    }

    /** Whether both directions came to their end. */
    boolean isFinished() {
        return inputEnded && outputEnded;
    }

    /** Leaves with an RST. */
    void reset() {
        channel().config().setOption(ChannelOption.SO_LINGER, 0);
        close();
    }

    private Channel channel() {
        return context.channel();
    }

    private void pass(ByteBuf read) {
        bytes += read.readableBytes();
        var unused = other.context.write(read, other.context.voidPromise());
        if (!other.channel().isWritable()) {
            channel().config().setAutoRead(false);
        }
    }

    /** A native channel whose input has ended cannot be asked to read. */
    private void readOn() {
        if (!inputEnded) {
            channel().config().setAutoRead(true);
        }
    }

    private void endInput() {
        inputEnded = true;
        if (other != null) {
            other.endOutput();
        }
        finishIfDone();
    }

    /** A FIN, behind everything that was written. */
    private void endOutput() {
        var unused = context.writeAndFlush(Unpooled.EMPTY_BUFFER).addListener(written -> shutOutput());
    }

    private void shutOutput() {
        var unused = ((DuplexChannel) channel()).shutdownOutput().addListener(shut -> {
            outputEnded = true;
            finishIfDone();
        });
    }

    private void finishIfDone() {
        if (isFinished()) {
            close();
            if (tunnel != null) {
                tunnel.ended();
            }
        }
    }
}
