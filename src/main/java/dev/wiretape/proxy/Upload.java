package dev.wiretape.proxy;

import dev.wiretape.recording.ExchangeRecorder;
import dev.wiretape.recording.Field;
import io.netty.buffer.ByteBuf;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpVersion;
import io.vertx.core.internal.buffer.BufferInternal;
import java.io.ByteArrayOutputStream;
import java.util.List;

/** The request on its way to the upstream, and into the recording. */
final class Upload {
    /** Nothing is written to it. */
    private static final ByteArrayOutputStream NONE = new ByteArrayOutputStream(0);

    private static final int MOST_WAITING = 64 * 1024;

    private final HttpServerRequest request;
    private final String url;
    private final boolean chunked;
    private final boolean stream;
    private final boolean hasBody;
    private final boolean expectsContinue;
    private List<Field> fields;
    private final ExchangeRecorder recorder;
    private final UploadMemory.Share memory;
    private final ClientSide client;
    private ByteArrayOutputStream body = new ByteArrayOutputStream(512);
    private Buffer waiting = Buffer.buffer();
    private HttpClientRequest upstream;
    private UpstreamSide side;
    private Future<Void> written = Future.succeededFuture();
    private List<Field> trailers = List.of();
    private boolean empty = true;
    private Runnable whenArrived = Upload::nothing;
    private boolean recorded;
    private boolean complete;
    private boolean abandoned;
    private boolean answered;

    /**
     * The upload of a request that has just arrived.
     *
     * @param url as the upstream is asked for it
     * @param memory the event loop's, for the body until it is recorded
     */
    Upload(
            HttpServerRequest request,
            ClientSide client,
            String url,
            List<Field> fields,
            ExchangeRecorder recorder,
            UploadMemory memory) {
        this.request = request;
        this.client = client;
        this.url = url;
        this.fields = fields;
        this.chunked = Field.first(fields, "transfer-encoding").isPresent();
        this.stream = request.version() == HttpVersion.HTTP_2;
        this.hasBody = chunked || Field.first(fields, "content-length").isPresent();
        this.expectsContinue = Field.first(fields, "expect").isPresent();
        this.recorder = recorder;
        this.memory = memory.share();
    }

    /** Whether the whole request has arrived. */
    boolean isComplete() {
        return complete;
    }

    /** Whether it has arrived and could be sent once more: nothing came with its head. */
    boolean isRepeatable() {
        return complete && empty && !hasBody;
    }

    /** Whether the head has left for the upstream. */
    boolean isHeadSent() {
        return upstream != null && (hasBody || complete);
    }

    /** Whether the head announces a body. */
    boolean hasBody() {
        return hasBody;
    }

    /** Takes what comes; until the upstream's connection is there, no more of it than a little. */
    void begin() {
        request.handler(this::chunk);
        request.endHandler(v -> end());
    }

    /** Sends what has come and from then on what comes. */
    void start(HttpClientRequest to, UpstreamSide on) {
        upstream = to;
        side = on;
        boolean open = hasBody || (stream && (!complete || waiting.length() > 0));
        to.setChunked(chunked || (open && stream && !hasBody));
        to.drainHandler(v -> request.resume());
        if (waiting.length() > 0) {
            written = to.write(waiting);
        } else if ((open && !complete) || !trailers.isEmpty()) {
            written = to.writeHead();
        }
        if (complete) {
            side.end(written, trailers);
        } else if (waiting.length() >= MOST_WAITING) {
            request.resume();
        }
        waiting = Buffer.buffer();
    }

    /**
     * Calls {@code action} once the whole request is there, or as much of it as is taken without an upstream, or at
     * once where the client awaits a word before it sends a body.
     */
    void whenArrived(Runnable action) {
        if (complete || waiting.length() >= MOST_WAITING || expectsContinue) {
            action.run();
        } else {
            whenArrived = action;
        }
    }

    /** Writes the request line into the recording, if that has not happened: the response has begun. */
    void record() {
        if (!recorded) {
            recorded = true;
            recorder.request(
                    request.method().name(), url, HttpVersions.word(request.version()), fields, body.toByteArray());
            memory.giveBack();
            body = NONE;
            fields = List.of();
        }
    }

    /** The response is through, the request perhaps not: it goes on, but no longer in step with the response. */
    void answered() {
        answered = true;
    }

    /** Nobody wants the rest: what still comes is read and dropped, so that the connection can be used further. */
    void abandon() {
        abandoned = true;
        if (!complete) {
            request.handler(bytes -> {});
            request.resume();
        }
    }

    /** Stops or goes on reading from the client, after what was read has been flushed. */
    void checkPressure() {
        if (!complete && !abandoned && upstream != null && upstream.writeQueueFull()) {
            request.pause();
        }
    }

    private void chunk(Buffer bytes) {
        record(bytes);
        empty = false;
        if (upstream == null) {
            waiting.appendBuffer(bytes);
            if (waiting.length() >= MOST_WAITING) {
                request.pause();
                arrived();
            }
            return;
        }
        written = upstream.write(bytes);
        if (answered || stream) {
            checkPressure();
        }
    }

    private void end() {
        complete = true;
        record();
        trailers = HeaderRules.trailers(client.trailers());
        if (!abandoned && upstream != null) {
            side.end(written, trailers);
        }
        arrived();
    }

    private void arrived() {
        Runnable action = whenArrived;
        whenArrived = Upload::nothing;
        action.run();
    }

    private static void nothing() {}

    private void record(Buffer bytes) {
        ByteBuf buf = ((BufferInternal) bytes).getByteBuf();
        byte[] array = buf.hasArray() ? buf.array() : bytes.getBytes();
        int offset = buf.hasArray() ? buf.arrayOffset() + buf.readerIndex() : 0;
        if (recorded) {
            recorder.upload(array, offset, bytes.length());
            return;
        }
        body.write(array, offset, bytes.length());
        if (!memory.take(bytes.length())) {
            record();
        }
    }
}
