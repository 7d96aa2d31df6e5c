package dev.wiretape.proxy;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import dev.wiretape.recording.Field;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelOption;
import io.vertx.core.Future;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpVersion;
import java.util.List;

/** A client's connection that speaks HTTP/1. */
final class Http1Client implements ClientSide {
    private final HttpServerRequest request;
    private final ReadBatch batch;
    private final StrictRequestDecoder decoder;
    private final long number;

    Http1Client(HttpServerRequest request) {
        this.request = request;
        this.batch = ReadBatch.of(request.connection());
        this.decoder = ReadBatch.channel(request.connection()).pipeline().get(StrictRequestDecoder.class);
        this.number = decoder.handled();
    }

    @Override
    public void whenRead(Runnable action) {
        batch.whenDone(action);
    }

    @Override
    public void within(Runnable action) {
        batch.within(action);
    }

    @Override
    public void interim(int status, String reason, List<Field> fields) {
        if (request.version() == HttpVersion.HTTP_1_0) {
            return;
        }
        StringBuilder bytes = new StringBuilder("HTTP/1.1 ")
                .append(status)
                .append(' ')
                .append(reason)
                .append("\r\n");
        for (Field field : fields) {
            bytes.append(field.name()).append(": ").append(field.value()).append("\r\n");
        }
        batch.writeRaw(Unpooled.copiedBuffer(bytes.append("\r\n"), ISO_8859_1));
    }

    @Override
    public List<Field> trailers() {
        return decoder.trailers(number);
    }

    @Override
    public boolean takesChunks() {
        return true;
    }

    @Override
    public void writeChunk(ByteBuf framed) {
        batch.writeRaw(framed);
    }

    @Override
    public void cut(CutBy how, Future<Void> written) {
        if (how.reset()) {
            ReadBatch.channel(request.connection()).config().setOption(ChannelOption.SO_LINGER, 0);
        }
        request.connection().close();
    }

    @Override
    public void forget() {
        batch.forget();
    }
}
