package dev.wiretape.proxy;

import dev.wiretape.recording.Field;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.http2.DefaultHttp2Headers;
import io.netty.handler.codec.http2.Http2ConnectionHandler;
import io.netty.handler.codec.http2.Http2Exception;
import io.netty.handler.codec.http2.Http2FrameListenerDecorator;
import io.netty.handler.codec.http2.Http2Headers;
import io.netty.handler.codec.http2.Http2Stream;
import io.netty.util.AttributeKey;
import io.vertx.core.http.HttpConnection;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * The header blocks of an HTTP/2 connection that Vert.x neither shows nor sends: the trailers of requests, and interim
 * responses other than 100 and 103 (RFC 9113 §8.1). Confined to the connection's event loop.
 */
final class HeaderBlocks extends Http2FrameListenerDecorator {
    private static final AttributeKey<HeaderBlocks> KEY = AttributeKey.valueOf(HeaderBlocks.class, "blocks");
    private static final int SWITCHING_PROTOCOLS = 101;

    private final ChannelHandlerContext context;
    private final Http2ConnectionHandler handler;
    private final Map<Integer, List<Field>> trailers = new HashMap<>();
    private final Map<Integer, UpstreamSide.Interim> interims = new HashMap<>();

    private HeaderBlocks(ChannelHandlerContext context, Http2ConnectionHandler handler) {
        super(handler.decoder().frameListener());
        this.context = context;
        this.handler = handler;
    }

    /** Looks at a connection's header blocks before Vert.x does. */
    static void watch(Channel channel) {
        ChannelHandlerContext context = channel.pipeline().context(Http2ConnectionHandler.class);
        Http2ConnectionHandler handler = (Http2ConnectionHandler) context.handler();
        HeaderBlocks blocks = new HeaderBlocks(context, handler);
        handler.decoder().frameListener(blocks);
        channel.attr(KEY).set(blocks);
    }

    /** Those of a connection that is watched. */
    static HeaderBlocks of(HttpConnection connection) {
        return ReadBatch.channel(connection).attr(KEY).get();
    }

    /** Who is told of a stream's interim responses. */
    void onInterim(int stream, UpstreamSide.Interim interim) {
        interims.put(stream, interim);
    }

    /** The trailers with which a stream's request has ended; asked for once. */
    List<Field> trailers(int stream) {
        List<Field> known = trailers.remove(stream);
        return known == null ? List.of() : known;
    }

    /** The stream is of no interest any more. */
    void forget(int stream) {
        trailers.remove(stream);
        interims.remove(stream);
    }

    /** Sends an interim response. */
    void interim(int stream, int status, List<Field> fields) {
        write(stream, headers(fields).status(Integer.toString(status)), false);
    }

    /** Ends a request, everything else of which has been written. */
    void end(int stream, List<Field> fields) {
        write(stream, headers(fields), true);
    }

    @Override
    public void onHeadersRead(ChannelHandlerContext ctx, int stream, Http2Headers headers, int padding, boolean end)
            throws Http2Exception {
        if (!taken(stream, headers, end)) {
            super.onHeadersRead(ctx, stream, headers, padding, end);
        }
    }

    @Override
    public void onHeadersRead(
            ChannelHandlerContext ctx,
            int stream,
            Http2Headers headers,
            int dependency,
            short weight,
            boolean exclusive,
            int padding,
            boolean end)
            throws Http2Exception {
        if (!taken(stream, headers, end)) {
            super.onHeadersRead(ctx, stream, headers, dependency, weight, exclusive, padding, end);
        }
    }

    private boolean taken(int stream, Http2Headers headers, boolean end) {
        if (handler.connection().isServer()) {
            Http2Stream of = handler.connection().stream(stream);
            if (of != null && of.isTrailersReceived()) {
                trailers.put(stream, fields(headers));
            }
            return false;
        }
        int status = end ? 0 : status(headers);
        if (status < 100 || status >= 200 || status == SWITCHING_PROTOCOLS) {
            return false;
        }
        UpstreamSide.Interim interim = interims.get(stream);
        if (interim != null) {
            interim.came(status, "", fields(headers));
        }
        return true;
    }

    private void write(int stream, Http2Headers headers, boolean end) {
        if (handler.connection().stream(stream) != null) {
            var unused = handler.encoder().writeHeaders(context, stream, headers, 0, end, context.newPromise());
            context.channel().flush();
        }
    }

    private static int status(Http2Headers headers) {
        CharSequence status = headers.status();
        return status != null && status.toString().matches("[1-9][0-9]{2}") ? Integer.parseInt(status.toString()) : 0;
    }

    private static List<Field> fields(Http2Headers headers) {
        List<Field> fields = new ArrayList<>();
        for (Map.Entry<CharSequence, CharSequence> header : headers) {
            if (header.getKey().charAt(0) != ':') {
                fields.add(
                        new Field(header.getKey().toString(), header.getValue().toString()));
            }
        }
        return fields;
    }

    private static Http2Headers headers(List<Field> fields) {
        Http2Headers headers = new DefaultHttp2Headers();
        fields.forEach(field -> headers.add(field.name().toLowerCase(Locale.ROOT), field.value()));
        return headers;
    }
}
