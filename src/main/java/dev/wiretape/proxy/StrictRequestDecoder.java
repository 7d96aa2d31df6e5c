package dev.wiretape.proxy;

import dev.wiretape.recording.Field;
import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.DecoderResult;
import io.netty.handler.codec.http.HttpDecoderConfig;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpMessage;
import io.netty.handler.codec.http.HttpRequestDecoder;
import io.netty.handler.codec.http.LastHttpContent;
import io.netty.util.ByteProcessor;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;

/**
 * A request decoder that does not mend folded header lines (RFC 9112 §5.2) and request lines with other blanks than one
 * space between their parts (§3) but calls them malformed: other servers read them in other ways.
 */
final class StrictRequestDecoder extends HttpRequestDecoder {
    private static final byte VERTICAL_TAB = 0x0b;

    private final ByteProcessor search = this::look;
    private boolean inHead = true;
    private boolean inRequestLine = true;
    private boolean requestLineBegun;
    private boolean lineBegins = true;
    private boolean afterSpace;
    private boolean malformed;
    private final Queue<Trailers> trailers = new ArrayDeque<>();
    private long read;
    private long handled;

    /** A decoder with these limits. */
    StrictRequestDecoder(HttpDecoderConfig config) {
        super(config);
    }

    /** The next of the requests read is handled from now on: pipelined ones are read long before. */
    void handleNext() {
        handled++;
    }

    /** The number, on this connection, of the request handled. */
    long handled() {
        return handled;
    }

    /** Those of the request with this number, which has ended; asked for once, in the order of the requests. */
    List<Field> trailers(long request) {
        List<Field> fields = new ArrayList<>();
        while (!trailers.isEmpty() && trailers.element().request() <= request) {
            Trailers next = trailers.remove();
            if (next.request() == request) {
                next.fields().forEach(field -> fields.add(new Field(field.getKey(), field.getValue())));
            }
        }
        return fields;
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
            malformed |= buffer.forEachByte(from, length, search) >= 0;
        }
        after(before, out);
    }

    private void after(int before, List<Object> out) {
        for (int i = before; i < out.size(); i++) {
            Object message = out.get(i);
            if (message instanceof HttpMessage head) {
                inHead = false;
                read++;
                if (malformed && head.decoderResult().isSuccess()) {
                    head.setDecoderResult(DecoderResult.failure(new IllegalArgumentException("blanks out of place")));
                }
            }
            if (message instanceof LastHttpContent last) {
                if (!last.trailingHeaders().isEmpty()) {
                    trailers.add(new Trailers(read, last.trailingHeaders()));
                }
                inHead = true;
                inRequestLine = true;
                requestLineBegun = false;
                lineBegins = true;
                afterSpace = false;
                malformed = false;
            }
        }
    }

    /** Goes on until a line begins with a blank, or the request line has one that does not belong there. */
    private boolean look(byte b) {
        boolean odd = lineBegins && (b == ' ' || b == '\t');
        if (inRequestLine) {
            odd |= b == '\t' || b == VERTICAL_TAB || b == '\f' || (b == ' ' && afterSpace);
            afterSpace = b == ' ';
            // Empty lines before it are left out (RFC 9112 §2.2).
            requestLineBegun |= b != '\r' && b != '\n';
            inRequestLine = b != '\n' || !requestLineBegun;
        }
        lineBegins = b == '\n';
        return !odd;
    }

    /** What stood behind the body of the request with this number. */
    private record Trailers(long request, HttpHeaders fields) {}
}
