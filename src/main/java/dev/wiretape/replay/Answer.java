package dev.wiretape.replay;

import dev.wiretape.recording.Field;
import dev.wiretape.recording.Payload;
import io.netty.channel.ChannelOption;
import io.vertx.core.Future;
import io.vertx.core.MultiMap;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.http.HttpVersion;
import io.vertx.core.net.impl.ConnectionBase;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/** One HTTP/1 response on its way to a client, written cue by cue on its event loop. */
final class Answer {
    private final HttpServerRequest request;
    private final HttpServerResponse response;
    private final OptionalLong decoded;
    private final ClientSocket socket;
    private final Optional<ServedTape> tape;
    private boolean joining;
    private Future<Void> last = Future.succeededFuture();
    private OptionalLong length = OptionalLong.empty();
    private boolean hasBody = true;
    private long written;

    /**
     * The answer to a request.
     *
     * @param decoded how many decoded bytes the body has, where it is known to be whole
     * @param tape records what is sent
     */
    Answer(HttpServerRequest request, OptionalLong decoded, Optional<ServedTape> tape) {
        this.request = request;
        this.response = request.response();
        this.decoded = decoded;
        this.tape = tape;
        this.socket = ClientSocket.of(request.connection());
    }

    /** Sends a cue, the finish included. Each write reaches the socket by itself, unless they {@link #join}. */
    void send(Cue cue) {
        if (!(cue instanceof Cue.Chunk)) {
            flush();
        }
        if (cue instanceof Cue.Interim interim) {
            tape.ifPresent(recording -> recording.interim(interim));
            interim(interim);
        } else if (cue instanceof Cue.Head head) {
            head(ServedHead.of(head.response(), decoded, request.method().equals(HttpMethod.HEAD)));
        } else if (cue instanceof Cue.Chunk chunk) {
            chunk(chunk.bytes());
        } else if (cue instanceof Cue.Finish finish) {
            finish(finish);
        }
    }

    /** Whether the client takes no more for now. */
    boolean isFull() {
        return !response.ended() && socket.isFull();
    }

    /** Has {@code then} run when the client takes more again. */
    void whenDrained(Runnable then) {
        socket.whenDrained(then);
    }

    /** Chunks from here to the next {@link #flush} leave in one write: what is late anyway need not cost a write each. */
    void join() {
        joining = true;
    }

    /** Whether what is sent waits for the next {@link #flush}. */
    boolean isJoining() {
        return joining;
    }

    /** Has leave what was joined. */
    void flush() {
        joining = false;
        socket.flush();
    }

    /** Somebody breaks what is still to come: the recording is to say so. */
    void breaks(String spec) {
        tape.ifPresent(recording -> recording.fault(spec));
    }

    /** Leaves the client in the middle, after all that was written. */
    void cut() {
        whenSent(this::closeNow);
    }

    private void interim(Cue.Interim interim) {
        // 100 was sent when the client asked for it, and 101 is the answer itself.
        if (isHttp10() || interim.status() < 102) {
            return;
        }
        if (interim.status() != 103) {
            // Vert.x knows no others.
            socket.interim(interim.status(), interim.headers());
        } else {
            MultiMap fields = MultiMap.caseInsensitiveMultiMap();
            interim.headers().forEach(field -> fields.add(field.name(), field.value()));
            last = response.writeEarlyHints(fields);
        }
    }

    private void head(ServedHead head) {
        tape.ifPresent(recording -> recording.head(head));
        hasBody = head.hasBody();
        length = head.length();
        response.setStatusCode(head.status()).setStatusMessage(head.reason());
        head.fields().forEach(field -> response.headers().add(field.name(), field.value()));
        if (hasBody && length.isEmpty() && !isHttp10()) {
            response.setChunked(true);
        } else {
            response.headersEndHandler(ready -> leaveUnchunked());
        }
        last = response.writeHead();
    }

    /** Vert.x makes every answer without a length chunked, and lets old clients hope for a second answer. */
    private void leaveUnchunked() {
        response.headers().remove(HttpHeaders.TRANSFER_ENCODING);
        if (isCloseDelimited()) {
            response.headers().remove(HttpHeaders.CONNECTION);
        }
    }

    private void chunk(Payload bytes) {
        if (!hasBody) {
            return;
        }
        byte[] raw = bytes.toBytes();
        tape.ifPresent(recording -> recording.chunk(raw));
        written += raw.length;
        // What Vert.x still holds must not be overtaken.
        if (!response.isChunked() || !last.isComplete()) {
            last = response.write(Buffer.buffer(raw));
            return;
        }
        socket.chunk(raw);
        if (!joining) {
            socket.flush();
        }
    }

    private void whenSent(Runnable then) {
        last.onComplete(sent -> socket.whenSent(then));
    }

    private void finish(Cue.Finish finish) {
        boolean whole = !hasBody || length.isEmpty() || length.getAsLong() == written;
        boolean cutShort = finish.ending() == Cue.Ending.CLEAN && !(whole && response.headWritten());
        Cue.Ending ending = cutShort ? Cue.Ending.CUT : finish.ending();
        tape.ifPresent(recording -> recording.finish(ending, finish.trailers()));
        switch (ending) {
            case RESET -> whenSent(this::reset);
            case CUT -> cut();
            case CLEAN -> end(finish.trailers());
        }
    }

    private void end(List<Field> trailers) {
        if (response.isChunked()) {
            trailers.forEach(field -> response.trailers().add(field.name(), field.value()));
        }
        response.end().onComplete(sent -> {
            if (isCloseDelimited()) {
                request.connection().close();
            }
        });
    }

    private void closeNow() {
        // Where only the close ends a body, a plain close would look like a clean end.
        if (isCloseDelimited()) {
            reset();
        } else {
            request.connection().close();
        }
    }

    private void reset() {
        ((ConnectionBase) request.connection()).channel().config().setOption(ChannelOption.SO_LINGER, 0);
        request.connection().close();
    }

    private boolean isCloseDelimited() {
        return isHttp10() && hasBody && length.isEmpty();
    }

    private boolean isHttp10() {
        return request.version() == HttpVersion.HTTP_1_0;
    }
}
