package dev.wiretape.proxy;

import io.netty.channel.Channel;
import io.netty.channel.ChannelPipeline;
import io.netty.channel.FixedRecvByteBufAllocator;
import io.netty.handler.codec.http.HttpDecoderConfig;
import io.vertx.core.Handler;
import io.vertx.core.http.HttpConnection;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpVersion;

/** Rebuilds the pipeline of a client's connection for what a recorder needs. */
final class ClientPipeline {
    private ClientPipeline() {}

    /**
     * Takes Vert.x' request decoder out, which reads {@code Content-Xength} as {@code Content-Length}, for one that mends
     * nothing.
     */
    static ChannelPipeline prepare(HttpConnection connection, Turn turn) {
        connection.exceptionHandler(e -> {});
        Channel channel = ReadBatch.channel(connection);
        channel.config()
                .setAllocator(Relay.BUFFERS)
                .setRecvByteBufAllocator(new FixedRecvByteBufAllocator(Relay.CHUNK));
        ChannelPipeline pipeline = channel.pipeline();
        if (pipeline.get("httpDecoder") == null) {
            ReadBatch.addBeforeHttp2(pipeline, turn);
            return pipeline;
        }
        HttpDecoderConfig config = new HttpDecoderConfig()
                .setMaxChunkSize(Relay.CHUNK)
                .setMaxHeaderSize(Relay.LONGEST_HEAD)
                .setMaxInitialLineLength(Relay.LONGEST_LINE);
        pipeline.replace("httpDecoder", "httpDecoder", new StrictRequestDecoder(config));
        pipeline.addBefore("httpDecoder", "readBatch", new ReadBatch(turn));
        pipeline.addAfter("httpDecoder", "headDeadline", new HeadDeadline());
        return pipeline;
    }

    /** A handler that keeps count, on each connection prepared, of the requests it is given. */
    static Handler<HttpServerRequest> counting(Handler<HttpServerRequest> handler) {
        return request -> {
            if (request.version() != HttpVersion.HTTP_2) {
                ReadBatch.channel(request.connection())
                        .pipeline()
                        .get(StrictRequestDecoder.class)
                        .handleNext();
            }
            handler.handle(request);
        };
    }
}
