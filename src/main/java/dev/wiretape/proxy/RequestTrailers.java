package dev.wiretape.proxy;

import dev.wiretape.recording.Field;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelOutboundHandlerAdapter;
import io.netty.channel.ChannelPromise;
import io.netty.handler.codec.http.DefaultLastHttpContent;
import io.netty.handler.codec.http.HttpMessage;
import io.netty.handler.codec.http.LastHttpContent;
import java.util.List;

/** Stands before the HTTP encoder of an upstream's connection and adds the trailers that Vert.x has no room for. */
final class RequestTrailers extends ChannelOutboundHandlerAdapter {
    private List<Field> next = List.of();

    /** The request that ends next, the head of which has been written, ends with these. */
    void next(List<Field> trailers) {
        next = trailers;
    }

    @Override
    public void write(ChannelHandlerContext ctx, Object msg, ChannelPromise promise) {
        boolean end = msg instanceof LastHttpContent && !(msg instanceof HttpMessage);
        var unused = ctx.write(end && !next.isEmpty() ? with(next, (LastHttpContent) msg) : msg, promise);
        if (msg instanceof LastHttpContent) {
            next = List.of();
        }
    }

    /** Takes over its content. */
    private static LastHttpContent with(List<Field> trailers, LastHttpContent last) {
        DefaultLastHttpContent longer = new DefaultLastHttpContent(last.content());
        trailers.forEach(field -> longer.trailingHeaders().add(field.name(), field.value()));
        return longer;
    }
}
