package dev.wiretape.proxy;

import static java.nio.charset.StandardCharsets.US_ASCII;

import dev.wiretape.recording.ExchangeRecorder;
import dev.wiretape.recording.Field;
import dev.wiretape.recording.Outcome;
import io.netty.buffer.ByteBuf;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.http.HttpVersion;
import io.vertx.core.internal.buffer.BufferInternal;
import java.util.List;
import java.util.Optional;

/** The response on its way to the client: recorded first, then written. */
final class Download implements Answering {
    private static final int CRLF = '\r' << 8 | '\n';

    private final HttpServerRequest request;
    private final HttpServerResponse response;
    private final HttpClientResponse upstream;
    private final ClientSide client;
    private final UpstreamSide upstreamSide;
    private final ExchangeRecorder recorder;
    private final Runnable whenEnded;
    private final boolean http10;
    private Future<Void> last = Future.succeededFuture();
    private boolean chunked;
    private boolean untilClose;
    private boolean paused;

    /** A response that is not begun; {@code whenEnded} is told of the whole response's end. */
    Download(
            HttpServerRequest request,
            ClientSide client,
            HttpClientResponse upstream,
            UpstreamSide upstreamSide,
            ExchangeRecorder recorder,
            Runnable whenEnded) {
        this.request = request;
        this.response = request.response();
        this.upstream = upstream;
        this.client = client;
        this.upstreamSide = upstreamSide;
        this.recorder = recorder;
        this.whenEnded = whenEnded;
        this.http10 = request.version() == HttpVersion.HTTP_1_0;
    }

    /** Sends the head and from then on the body as it comes. */
    @Override
    public void start() {
        List<Field> fields = HeaderRules.fields(upstream.headers());
        // HTTP/2 has no reason phrases; Vert.x makes one up.
        String reason = upstream.version() == HttpVersion.HTTP_2 ? "" : upstream.statusMessage();
        upstreamSide.answered(upstream);
        recorder.response(upstream.statusCode(), reason, HttpVersions.word(upstream.version()), fields);
        response.setStatusCode(upstream.statusCode()).setStatusMessage(upstream.statusMessage());
        for (Field field : HeaderRules.endToEnd(fields)) {
            response.headers().add(field.name(), field.value());
        }
        if (hasBody()) {
            response.drainHandler(v -> resume());
            upstream.handler(this::chunk);
            writeHead(Field.first(fields, "content-length").isPresent());
            chunked = response.isChunked();
            if (client.takesChunks()) {
                response.headers().clear();
            }
            if (chunked
                    && client.takesChunks()
                    && Field.first(fields, "transfer-encoding").isPresent()) {
                upstreamSide.shortcut(this::data);
            }
        } else if (Field.first(fields, "content-length").isEmpty()) {
            // Vert.x would add a length of 0 where there is none.
            response.headersEndHandler(v -> response.headers().remove("Content-Length"));
        }
        upstream.endHandler(v -> {
            end();
            whenEnded.run();
        });
    }

    @Override
    public void cut(long code) {
        // Without framing a FIN would look like the end of the body.
        client.cut(untilClose ? ClientSide.CutBy.RESET : ClientSide.CutBy.code(code), last);
    }

    @Override
    public void checkPressure() {
        if (!paused && !response.ended() && response.writeQueueFull()) {
            paused = true;
            upstreamSide.pause();
            recorder.paused();
        }
    }

    @Override
    public void resume() {
        if (paused) {
            paused = false;
            recorder.resumed();
            upstreamSide.resume();
        }
    }

    @Override
    public boolean endsItself(UpstreamFailure failure) {
        return false;
    }

    private boolean hasBody() {
        int status = upstream.statusCode();
        return !HttpMethod.HEAD.equals(request.method()) && status != 204 && status != 304;
    }

    private void writeHead(boolean hasLength) {
        if (hasLength) {
            response.writeHead();
        } else if (http10) {
            untilClose = true;
            response.headersEndHandler(v -> response.headers().set("Connection", "close"));
            // Not writeHead, which would chunk the body.
            response.write(Buffer.buffer());
        } else {
            response.setChunked(true);
            response.writeHead();
        }
    }

    /** What one read brought, past Vert.x; see {@link BodyShortcut}. */
    private void data(byte[] bytes, int length, Optional<ByteBuf> framed) {
        if (recorder.isEnded()) {
            framed.ifPresent(ByteBuf::release);
            return;
        }
        recorder.chunk(bytes, 0, length);
        client.writeChunk(framed.orElseGet(() -> oneChunk(bytes, length)));
    }

    private ByteBuf oneChunk(byte[] bytes, int length) {
        ByteBuf chunk = Relay.BUFFERS.directBuffer(length + 16);
        chunk.writeCharSequence(Integer.toHexString(length), US_ASCII);
        return chunk.writeShort(CRLF).writeBytes(bytes, 0, length).writeShort(CRLF);
    }

    private void chunk(Buffer bytes) {
        if (bytes.length() == 0) {
            return;
        }
        ByteBuf buf = ((BufferInternal) bytes).getByteBuf();
        if (buf.hasArray()) {
            recorder.chunk(buf.array(), buf.arrayOffset() + buf.readerIndex(), buf.readableBytes());
        } else {
            recorder.chunk(bytes.getBytes(), 0, bytes.length());
        }
        last = response.write(bytes);
        upstreamSide.passed();
    }

    private void end() {
        List<Field> trailers = HeaderRules.fields(upstream.trailers());
        if (!trailers.isEmpty()) {
            recorder.trailers(trailers);
            if (chunked) {
                for (Field trailer : HeaderRules.trailers(trailers)) {
                    response.trailers().add(trailer.name(), trailer.value());
                }
            }
        }
        recorder.end(Outcome.COMPLETE, "");
        response.end();
        if (untilClose) {
            request.connection().close();
        }
    }
}
