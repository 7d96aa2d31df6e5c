package dev.wiretape.proxy;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelDuplexHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelPromise;
import io.netty.handler.codec.DecoderException;
import java.util.Optional;

/**
 * Leads the data of chunked responses around the HTTP decoder and all that follows, for these are the bytes that count
 * in number. Stands before the decoder of an upstream's connection and hands it heads one by one, so that it knows where
 * a body begins; the decoder gets the body's end, and whatever is not plain. What comes when nothing was asked closes the
 * connection: it would be taken for the beginning of the next answer.
 */
final class BodyShortcut extends ChannelDuplexHandler {
    /** Takes what one read brought of a body. */
    interface Sink {
        /**
         * Must not keep {@code bytes}.
         *
         * @param framed the same bytes as one chunk, in its framing, if they came so; belongs to the sink then
         */
        void data(byte[] bytes, int length, Optional<ByteBuf> framed);
    }

    private static final byte[] END_OF_HEAD = {'\r', '\n', '\r', '\n'};

    private final byte[] scratch;
    private boolean asked = true;
    private boolean inHead = true;
    private int headMatched;
    private boolean atBody;
    private boolean passedOn;
    private Sink sink;
    private ChunkedFraming framing;

    /**
     * A shortcut for one connection.
     *
     * @param scratch for the event loop, as large as a read can be
     */
    BodyShortcut(byte[] scratch) {
        this.scratch = scratch;
    }

    /** Leads the data of the body that begins now to {@code to}; not where the body has begun already. */
    boolean take(Sink to) {
        if (!atBody) {
            return false;
        }
        sink = to;
        framing = new ChunkedFraming();
        return true;
    }

    /** A head was passed on that is followed by a body, or is no HTTP any more. */
    void headDone() {
        inHead = false;
    }

    /** The response has ended; the next thing is a head. */
    void responseDone() {
        asked = false;
        inHead = true;
        headMatched = 0;
        sink = null;
    }

    @Override
    public void write(ChannelHandlerContext ctx, Object msg, ChannelPromise promise) {
        asked = true;
        var unused = ctx.write(msg, promise);
    }

    @Override
    public void channelRead(ChannelHandlerContext ctx, Object msg) {
        if (msg instanceof ByteBuf bytes) {
            if (!asked) {
                bytes.release();
                var unused = ctx.close();
                return;
            }
            if (sink != null && bytes.readableBytes() <= scratch.length) {
                body(ctx, bytes);
                return;
            }
            if (inHead) {
                head(ctx, bytes);
                return;
            }
        }
        passOn(ctx, msg);
    }

    /** Of a read of which the handlers behind saw nothing, they need not be told that it is over. */
    @Override
    public void channelReadComplete(ChannelHandlerContext ctx) {
        if (passedOn) {
            passedOn = false;
            ctx.fireChannelReadComplete();
        }
    }

    private void passOn(ChannelHandlerContext ctx, Object msg) {
        passedOn = true;
        ctx.fireChannelRead(msg);
    }

    private void head(ChannelHandlerContext ctx, ByteBuf bytes) {
        int end = endOfHead(bytes);
        ByteBuf rest =
                end < bytes.writerIndex() ? bytes.retainedSlice(end, bytes.writerIndex() - end) : Unpooled.EMPTY_BUFFER;
        atBody = headMatched == END_OF_HEAD.length;
        if (atBody) {
            headMatched = 0;
        }
        passOn(ctx, bytes.writerIndex(end));
        atBody = false;
        if (rest.isReadable()) {
            channelRead(ctx, rest);
        }
    }

    /** Where the head ends, or what there is of it. */
    private int endOfHead(ByteBuf bytes) {
        int at = bytes.readerIndex();
        while (at < bytes.writerIndex() && headMatched < END_OF_HEAD.length) {
            byte b = bytes.getByte(at++);
            if (b == END_OF_HEAD[headMatched]) {
                headMatched++;
            } else {
                headMatched = b == '\r' ? 1 : 0;
            }
        }
        return at;
    }

    private void body(ChannelHandlerContext ctx, ByteBuf bytes) {
        int length = bytes.readableBytes();
        bytes.getBytes(bytes.readerIndex(), scratch, 0, length);
        int data = framing.join(scratch, 0, length);
        boolean one = framing.wasOneChunk();
        if (data > 0) {
            sink.data(scratch, data, one ? Optional.of(bytes) : Optional.empty());
        }
        if (framing.isStopped()) {
            sink = null;
            int from = bytes.readerIndex() + framing.stoppedAt();
            ByteBuf rest = Unpooled.wrappedBuffer(
                    Unpooled.wrappedBuffer(framing.heldLine()), bytes.retainedSlice(from, bytes.writerIndex() - from));
            bytes.release();
            passOn(ctx, rest);
            return;
        }
        if (!one) {
            bytes.release();
        }
        if (framing.isBroken()) {
            ctx.fireExceptionCaught(new DecoderException("a chunk does not end where it should"));
        }
    }
}
