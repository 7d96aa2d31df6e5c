package dev.wiretape.replay;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.US_ASCII;

import dev.wiretape.recording.Field;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelPipeline;
import io.vertx.core.http.HttpConnection;
import io.vertx.core.net.impl.ConnectionBase;
import java.util.List;
import java.util.Optional;

/**
 * A client's connection next to its socket: HTTP chunks are written past Vert.x, several of them in one system call where
 * that is wanted. Confined to the connection's event loop.
 */
final class ClientSocket extends ChannelInboundHandlerAdapter {
    private static final int CRLF = '\r' << 8 | '\n';
    /** The longest size of a chunk in hexadecimal digits, and two line ends. */
    private static final int FRAMING = 12;

    private ChannelHandlerContext context;
    private Optional<ByteBuf> open = Optional.empty();
    private Optional<ChannelFuture> last = Optional.empty();
    private Optional<Runnable> whenDrained = Optional.empty();

    private ClientSocket() {}

    /** The one below a connection; it is there from the first time on. */
    static ClientSocket of(HttpConnection connection) {
        ChannelPipeline pipeline = ((ConnectionBase) connection).channel().pipeline();
        ClientSocket known = pipeline.get(ClientSocket.class);
        if (known != null) {
            return known;
        }
        ClientSocket socket = new ClientSocket();
        pipeline.addFirst(socket);
        return socket;
    }

    /** Sends an interim response (RFC 9110 §15.2). */
    void interim(int status, List<Field> fields) {
        StringBuilder head = new StringBuilder("HTTP/1.1 ").append(status).append(" \r\n");
        fields.forEach(field ->
                head.append(field.name()).append(": ").append(field.value()).append("\r\n"));
        last = Optional.of(context.writeAndFlush(Unpooled.copiedBuffer(head.append("\r\n"), ISO_8859_1)));
    }

    /** Adds a chunk, which leaves with the next {@link #flush}. */
    void chunk(byte[] bytes) {
        if (bytes.length == 0) {
            return;
        }
        ByteBuf to = open.orElseGet(() -> context.alloc().directBuffer(bytes.length + FRAMING));
        to.writeCharSequence(Integer.toHexString(bytes.length), US_ASCII);
        to.writeShort(CRLF).writeBytes(bytes).writeShort(CRLF);
        open = Optional.of(to);
    }

    /** Has all chunks leave in one write. */
    void flush() {
        if (open.isPresent()) {
            ByteBuf bytes = open.get();
            open = Optional.empty();
            last = Optional.of(context.writeAndFlush(bytes));
        }
    }

    /** Runs {@code then} when the last chunk has left, or could not. */
    void whenSent(Runnable then) {
        if (last.isPresent()) {
            var unused = last.get().addListener(sent -> then.run());
        } else {
            then.run();
        }
    }

    /** Whether the client takes no more for now. */
    boolean isFull() {
        return !context.channel().isWritable();
    }

    /** Has {@code then} run once, when the client takes more again. */
    void whenDrained(Runnable then) {
        whenDrained = Optional.of(then);
    }

    @Override
    public void handlerAdded(ChannelHandlerContext ctx) {
        context = ctx;
    }

    @Override
    public void channelWritabilityChanged(ChannelHandlerContext ctx) {
        ctx.fireChannelWritabilityChanged();
        if (!isFull()) {
            Optional<Runnable> then = whenDrained;
            whenDrained = Optional.empty();
            // Not here: this may be in the middle of a write.
            then.ifPresent(context.executor()::execute);
        }
    }

    @Override
    public void channelInactive(ChannelHandlerContext ctx) {
        open.ifPresent(ByteBuf::release);
        open = Optional.empty();
        whenDrained = Optional.empty();
        ctx.fireChannelInactive();
    }
}
