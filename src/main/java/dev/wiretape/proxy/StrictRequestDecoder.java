package dev.wiretape.proxy;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.DecoderResult;
import io.netty.handler.codec.http.HttpDecoderConfig;
import io.netty.handler.codec.http.HttpMessage;
import io.netty.handler.codec.http.HttpRequestDecoder;
import io.netty.handler.codec.http.LastHttpContent;
import io.netty.util.ByteProcessor;
import java.util.List;

/**
 * A request decoder that does not mend folded header lines (RFC 9112 §5.2) but calls them malformed: other servers read
 * them in other ways.
 */
final class StrictRequestDecoder extends HttpRequestDecoder {
    private final ByteProcessor foldSearch = this::look;
    private boolean inHead = true;
    private boolean lineBegins;
    private boolean folded;

    /** A decoder with these limits. */
    StrictRequestDecoder(HttpDecoderConfig config) {
        super(config);
    }

    @Override
    protected void decode(ChannelHandlerContext ctx, ByteBuf buffer, List<Object> out) throws Exception {
        if (!inHead) {
            int before = out.size();
            super.decode(ctx, buffer, out);
            after(before, out);
            return;
        }
        int from = buffer.readerIndex();
        int before = out.size();
        super.decode(ctx, buffer, out);
        // What was consumed until the head was complete is the head.
        int length = buffer.readerIndex() - from;
        if (length > 0) {
            folded |= buffer.forEachByte(from, length, foldSearch) >= 0;
        }
        after(before, out);
    }

    private void after(int before, List<Object> out) {
        for (int i = before; i < out.size(); i++) {
            Object message = out.get(i);
            if (message instanceof HttpMessage head) {
                inHead = false;
                if (folded && head.decoderResult().isSuccess()) {
                    head.setDecoderResult(DecoderResult.failure(new IllegalArgumentException("folded header line")));
                }
            }
            if (message instanceof LastHttpContent) {
                inHead = true;
                lineBegins = false;
                folded = false;
            }
        }
    }

    /** Goes on until a line begins with a blank. */
    private boolean look(byte b) {
        boolean fold = lineBegins && (b == ' ' || b == '\t');
        lineBegins = b == '\n';
        return !fold;
    }
}
