package dev.wiretape.proxy;

import dev.wiretape.recording.Field;
import io.netty.buffer.ByteBuf;
import io.vertx.core.Future;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import java.util.List;

/** A client's stream of an HTTP/2 connection. */
final class Http2Client implements ClientSide {
    private final HttpServerResponse response;
    private final ReadBatch batch;
    private final HeaderBlocks blocks;
    private final int stream;

    Http2Client(HttpServerRequest request) {
        this.response = request.response();
        this.batch = ReadBatch.of(request.connection());
        this.blocks = HeaderBlocks.of(request.connection());
        this.stream = (int) request.streamId();
    }

    @Override
    public void whenRead(Runnable action) {
        // A read may be for other streams; an upload looks after each of its own pieces.
    }

    @Override
    public void within(Runnable action) {
        batch.within(action);
    }

    @Override
    public void interim(int status, String reason, List<Field> fields) {
        if (!response.headWritten() && !response.ended()) {
            blocks.interim(stream, status, fields);
        }
    }

    @Override
    public List<Field> trailers() {
        return blocks.trailers(stream);
    }

    @Override
    public boolean takesChunks() {
        return false;
    }

    @Override
    public void writeChunk(ByteBuf framed) {
        throw new IllegalStateException("HTTP/2 has no chunks");
    }

    @Override
    public void cut(CutBy how, Future<Void> written) {
        // What was written may still wait for the client to make room; a reset would drop it.
        written.onComplete(gone -> {
            var unused = response.reset(how.code());
        });
    }

    @Override
    public void forget() {
        blocks.forget(stream);
    }
}
