package dev.wiretape.proxy;

import dev.wiretape.recording.ExchangeRecorder;
import dev.wiretape.recording.Field;
import io.netty.buffer.ByteBuf;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.internal.buffer.BufferInternal;
import io.vertx.core.net.NetSocket;
import java.io.IOException;
import java.util.List;
import java.util.function.Consumer;

/** Two connections after 101 (RFC 9110 §15.2.2): bytes of a protocol that is not ours, both ways, recorded. */
final class SwitchedConnection {
    /** Where a byte array's part goes. */
    private interface Tape {
        void take(byte[] bytes, int offset, int length);
    }

    private final ExchangeRecorder recorder;
    private final NetSocket client;
    private final NetSocket upstream;

    private SwitchedConnection(ExchangeRecorder recorder, NetSocket client, NetSocket upstream) {
        this.recorder = recorder;
        this.client = client;
        this.upstream = upstream;
    }

    /** Sends the upstream's 101 on; the future completes when both speak the other protocol. */
    static Future<SwitchedConnection> accept(
            HttpServerRequest request, HttpClientResponse response, ExchangeRecorder recorder) {
        List<Field> fields = HeaderRules.fields(response.headers());
        recorder.response(
                response.statusCode(), response.statusMessage(), HttpVersions.word(response.version()), fields);
        for (Field field : HeaderRules.endToEnd(fields)) {
            request.response().headers().add(field.name(), field.value());
        }
        HeaderRules.addUpgrade(fields, request.response().headers());
        NetSocket upstream = response.netSocket();
        upstream.pause();
        request.resume();
        return request.toNetSocket().map(client -> new SwitchedConnection(recorder, client, upstream));
    }

    /**
     * Carries bytes until one side closes, which closes the other.
     *
     * @param whenUpstreamClosed told whether it was by a reset
     */
    void start(Runnable whenClientLeft, Consumer<Boolean> whenUpstreamClosed) {
        carry(upstream, client, recorder::chunk);
        carry(client, upstream, recorder::upload);
        upstream.exceptionHandler(e -> {
            if (e instanceof IOException) {
                whenUpstreamClosed.accept(true);
            }
        });
        client.exceptionHandler(e -> {});
        upstream.closeHandler(v -> {
            whenUpstreamClosed.accept(false);
            client.close();
        });
        client.closeHandler(v -> {
            whenClientLeft.run();
            upstream.close();
        });
        upstream.resume();
    }

    /** Closes both. */
    void close() {
        client.close();
        upstream.close();
    }

    private static void carry(NetSocket from, NetSocket to, Tape tape) {
        from.handler(bytes -> {
            record(bytes, tape);
            to.write(bytes);
            if (to.writeQueueFull()) {
                from.pause();
                to.drainHandler(v -> from.resume());
            }
        });
    }

    private static void record(Buffer bytes, Tape tape) {
        ByteBuf buf = ((BufferInternal) bytes).getByteBuf();
        if (buf.hasArray()) {
            tape.take(buf.array(), buf.arrayOffset() + buf.readerIndex(), buf.readableBytes());
        } else {
            tape.take(bytes.getBytes(), 0, bytes.length());
        }
    }
}
