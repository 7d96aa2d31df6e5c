package dev.wiretape.proxy;

import dev.wiretape.recording.Entry;
import dev.wiretape.recording.ExchangeRecorder;
import dev.wiretape.recording.Field;
import dev.wiretape.recording.Outcome;
import dev.wiretape.recording.Payload;
import dev.wiretape.recording.fault.FaultRun;
import dev.wiretape.recording.fault.Step;
import dev.wiretape.sse.FrameSplitter;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.http.HttpVersion;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.TimeUnit;
import java.util.function.BiConsumer;

/**
 * A response that is broken on purpose, as though the upstream had sent it so: what is left of it is recorded and
 * written. A frame is passed on when it is whole, since faults look at its type.
 */
final class FaultyDownload implements Answering {
    /** What is to be sent, and when at the earliest. */
    private record Due(Entry entry, long nanos) {}

    private final HttpServerRequest request;
    private final ClientSide client;
    private final HttpServerResponse response;
    private final HttpClientResponse upstream;
    private final ExchangeRecorder recorder;
    private final FaultRun faults;
    private final BiConsumer<Outcome, Boolean> whenEnded;
    private final Vertx vertx = Vertx.currentContext().owner();
    /** What may wait for its time, bytes, before the upstream has to. */
    private static final long MOST_WAITING = 4 << 20;

    private final FrameSplitter splitter = new FrameSplitter();
    private final Queue<Due> queue = new ArrayDeque<>();
    private Future<Void> last = Future.succeededFuture();
    private boolean eventStream;
    private boolean upstreamEnded;
    private boolean waiting;
    private boolean held;
    private boolean untilClose;
    private long queued;
    private ReadableBody body = new ReadableBody(List.of());
    private boolean over;
    private long frames;
    private Optional<Long> length = Optional.empty();
    private long written;

    /**
     * A response that is not begun.
     *
     * @param whenEnded told how the client was left, before it is, and whether the upstream had come to its end
     */
    FaultyDownload(
            HttpServerRequest request,
            ClientSide client,
            HttpClientResponse upstream,
            ExchangeRecorder recorder,
            FaultRun faults,
            BiConsumer<Outcome, Boolean> whenEnded) {
        this.request = request;
        this.client = client;
        this.response = request.response();
        this.upstream = upstream;
        this.recorder = recorder;
        this.faults = faults;
        this.whenEnded = whenEnded;
    }

    @Override
    public void start() {
        List<Field> fields = HeaderRules.fields(upstream.headers());
        body = new ReadableBody(fields);
        eventStream = Field.first(fields, "content-type")
                        .filter(type -> type.toLowerCase(Locale.ROOT).startsWith("text/event-stream"))
                        .isPresent()
                && !body.isCoded();
        upstream.handler(this::bytes);
        upstream.endHandler(end -> ended(Outcome.COMPLETE, ""));
        take(faults.step(new Entry.Response(
                recorder.now(),
                upstream.statusCode(),
                upstream.statusMessage(),
                HttpVersions.word(upstream.version()),
                body.fields(fields),
                Optional.empty(),
                false)));
    }

    @Override
    public void cut(long code) {
        over = true;
        body.close();
        client.cut(ClientSide.CutBy.code(code), last);
    }

    @Override
    public void checkPressure() {
        if (!over && clientIsBehind()) {
            held = true;
            upstream.pause();
            response.drainHandler(drained -> letOn());
        }
    }

    /** The upstream goes on where neither the client nor what waits for its time is in the way. */
    private void letOn() {
        if (held && queued <= MOST_WAITING / 2 && !clientIsBehind()) {
            held = false;
            upstream.resume();
        }
    }

    /** One that has all of its answer is not. */
    private boolean clientIsBehind() {
        return response.headWritten() && !response.ended() && response.writeQueueFull();
    }

    private void checkWaiting() {
        if (!over && !held && queued > MOST_WAITING) {
            held = true;
            upstream.pause();
        }
    }

    @Override
    public void resume() {
        // Vert.x has it read what is left.
    }

    @Override
    public boolean endsItself(UpstreamFailure failure) {
        ended(failure.outcome(), failure.words());
        return true;
    }

    private void bytes(Buffer bytes) {
        if (over || upstreamEnded) {
            return;
        }
        ByteArrayOutputStream readable = new ByteArrayOutputStream();
        try {
            body.read(bytes.getBytes(), readable);
            decoded(readable.toByteArray());
        } catch (IOException e) {
            decoded(readable.toByteArray());
            ended(Outcome.UPSTREAM_CLOSED, "its body " + e.getMessage());
        }
    }

    private void decoded(byte[] all) {
        int taken = eventStream ? splitter.feed(all, 0, all.length, this::frame) : 0;
        if (splitter.overflowed() && eventStream) {
            eventStream = false;
            plain(splitter.pending(), 0);
        }
        if (!eventStream) {
            plain(all, taken);
        }
        take(faults.flush());
    }

    private void frame(byte[] bytes, int offset, int size) {
        Payload raw = Payload.of(bytes, offset, size);
        take(faults.step(new Entry.Frame(recorder.now(), frames++, raw, List.of())));
    }

    private void plain(byte[] bytes, int from) {
        take(faults.step(new Entry.Body(recorder.now(), Payload.of(bytes, from, bytes.length - from))));
    }

    private void ended(Outcome outcome, String reason) {
        if (upstreamEnded) {
            return;
        }
        upstreamEnded = true;
        if (eventStream) {
            splitter.end(this::frame);
            if (splitter.pendingLength() > 0) {
                plain(splitter.pending(), 0);
            }
        }
        body.close();
        take(faults.step(new Entry.End(recorder.now(), outcome, 0, 0, "", reason)));
    }

    private void take(List<Step> steps) {
        long now = System.nanoTime();
        long recorded = recorder.now();
        for (Step step : steps) {
            long shift = step.delay() + Math.max(0, time(step.entry()) - recorded);
            queue.add(new Due(step.entry(), now + TimeUnit.MICROSECONDS.toNanos(shift)));
            queued += size(step.entry());
        }
        send();
        checkWaiting();
    }

    private static long size(Entry entry) {
        return entry instanceof Entry.Body piece ? piece.bytes().size() : 0;
    }

    /** What slicing and a narrow bandwidth have come later than now. */
    private static long time(Entry entry) {
        return entry instanceof Entry.Body piece ? piece.t() : 0;
    }

    private void send() {
        while (!waiting && !over && !queue.isEmpty()) {
            long left = queue.peek().nanos() - System.nanoTime();
            if (left > 0) {
                waiting = true;
                vertx.setTimer(Math.max(1, TimeUnit.NANOSECONDS.toMillis(left + 999_999)), timer -> {
                    waiting = false;
                    send();
                });
                return;
            }
            Entry next = queue.remove().entry();
            queued -= size(next);
            send(next);
            letOn();
        }
    }

    private void send(Entry entry) {
        if (recorder.isEnded()) {
            over = true;
        } else if (entry instanceof Entry.Response head) {
            head(head);
        } else if (entry instanceof Entry.Body piece) {
            byte[] bytes = piece.bytes().toBytes();
            recorder.chunk(bytes, 0, bytes.length);
            written += bytes.length;
            last = response.write(Buffer.buffer(bytes));
            checkPressure();
        } else if (entry instanceof Entry.End end) {
            end(end.outcome().orElse(Outcome.UPSTREAM_CLOSED));
        }
    }

    private void head(Entry.Response head) {
        recorder.response(head.status(), head.reason(), head.http(), head.headers());
        response.setStatusCode(head.status()).setStatusMessage(head.reason());
        List<Field> fields = HeaderRules.endToEnd(head.headers());
        fields.forEach(field -> response.headers().add(field.name(), field.value()));
        length = Field.first(fields, "content-length")
                .filter(text -> text.matches("\\d{1,18}"))
                .map(Long::valueOf);
        boolean hasBody = !HttpMethod.HEAD.equals(request.method()) && head.status() != 204 && head.status() != 304;
        if (!hasBody) {
            length = Optional.empty();
        } else if (length.isEmpty() && request.version() != HttpVersion.HTTP_1_0) {
            response.setChunked(true);
        }
        untilClose = hasBody && length.isEmpty() && request.version() == HttpVersion.HTTP_1_0;
        if (untilClose) {
            // Vert.x would chunk it, and let the client hope for a second answer.
            response.headersEndHandler(ready -> {
                response.headers().remove("Transfer-Encoding");
                response.headers().set("Connection", "close");
            });
        }
        if (hasBody) {
            last = response.writeHead();
        }
    }

    private void end(Outcome outcome) {
        over = true;
        body.close();
        boolean whole = length.isEmpty() || length.get() == written;
        Outcome left = outcome == Outcome.COMPLETE && !whole ? Outcome.UPSTREAM_CLOSED : outcome;
        whenEnded.accept(left, upstreamEnded);
        if (left == Outcome.COMPLETE) {
            response.end().onComplete(sent -> {
                if (untilClose) {
                    request.connection().close();
                }
            });
        } else {
            boolean reset = left == Outcome.UPSTREAM_RESET || request.version() == HttpVersion.HTTP_1_0;
            last.onComplete(sent -> client.cut(reset ? ClientSide.CutBy.RESET : ClientSide.CutBy.CLOSE, last));
        }
    }
}
