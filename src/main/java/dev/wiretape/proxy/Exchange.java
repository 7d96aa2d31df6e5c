package dev.wiretape.proxy;

import dev.wiretape.recording.ExchangeRecorder;
import dev.wiretape.recording.Field;
import dev.wiretape.recording.Outcome;
import dev.wiretape.recording.fault.FaultRun;
import io.vertx.core.AsyncResult;
import io.vertx.core.Future;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpVersion;
import java.util.List;
import java.util.Optional;

/**
 * One request and what becomes of it. Lives on the event loop of the client's connection, as the upstream's connection
 * does. Ends once: with the response's end, or because one of the two sides has left, or because the recorder stops.
 */
final class Exchange implements Open {
    /** More than one connection may turn out to have been closed. */
    private static final int MOST_TRIES = 4;

    private final Relay relay;
    private final HttpServerRequest request;
    private final Route route;
    private final ClientSide client;
    private final boolean upgrade;
    private List<Field> fields;
    private final Optional<FaultRun> faults;
    private final ExchangeRecorder recorder;
    private final Upload upload;
    private Optional<UpstreamSide> upstream = Optional.empty();
    private Optional<Answering> download = Optional.empty();
    private Optional<SwitchedConnection> switched = Optional.empty();
    private boolean interimCame;
    private int tries;
    private boolean ended;

    Exchange(Relay relay, HttpServerRequest request, List<Field> fields, Route route) {
        this.relay = relay;
        this.request = request;
        this.route = route;
        this.client = ClientSide.of(request);
        this.fields = fields;
        FaultRun run = relay.faults();
        // One that does nothing would only be in memory as long as the stream lasts.
        this.faults = run.isHarmless() ? Optional.empty() : Optional.of(run);
        this.recorder = relay.record(route, request.uri(), run.specs());
        this.upload = new Upload(request, client, route.url(), fields, recorder, relay.uploadMemory());
        this.upgrade = request.version() == HttpVersion.HTTP_1_1
                && HttpMethod.GET.equals(request.method())
                && !upload.hasBody()
                && HeaderRules.isUpgrade(fields);
    }

    /** Asks for a connection to the upstream. */
    void begin() {
        relay.opened(this);
        upload.begin();
        request.exceptionHandler(e -> clientLeft());
        request.response().exceptionHandler(e -> clientLeft());
        if (!http2()) {
            request.response().closeHandler(v -> clientLeft());
        }
        connect();
    }

    private void connect() {
        tries++;
        Future<HttpClientRequest> connecting = relay.upstreams().request(route, request.method(), http2());
        if (http2()) {
            // Whether there is a body is known when all has been handled that came with the head.
            connecting.onComplete(connection -> relay.soon(() -> connected(connection)));
        } else {
            connecting.onComplete(this::connected);
        }
    }

    @Override
    public void stop() {
        if (!ended) {
            upload.record();
            finish(Outcome.RECORDER_STOPPED, "");
            dropUpstream();
            switched.ifPresent(SwitchedConnection::close);
            cut(ClientSide.CutBy.CLOSE.code());
        }
    }

    private boolean http2() {
        return request.version() == HttpVersion.HTTP_2;
    }

    private void cut(long code) {
        download.ifPresentOrElse(
                down -> down.cut(code), () -> client.cut(ClientSide.CutBy.code(code), Future.succeededFuture()));
    }

    private void connected(AsyncResult<HttpClientRequest> connection) {
        if (connection.failed()) {
            // What was asked is part of the recording, and may arrive after the upstream's refusal.
            upload.whenArrived(() -> unreachable(UpstreamFailure.connecting(connection.cause())));
            return;
        }
        HttpClientRequest to = connection.result();
        to.exceptionHandler(e -> upload.abandon());
        if (ended) {
            to.reset();
            return;
        }
        UpstreamSide side = UpstreamSide.of(to);
        upstream = Optional.of(side);
        client.whenRead(upload::checkPressure);
        copyHead(to);
        if (upgrade) {
            HeaderRules.addUpgrade(fields, to.headers());
            to.connect().onComplete(this::responded);
        } else {
            to.response().onComplete(this::responded);
            client.within(() -> upload.start(to, side));
        }
        side.onInterim(this::interim);
    }

    private void unreachable(UpstreamFailure failure) {
        if (!ended) {
            refuse(failure);
        }
    }

    private void copyHead(HttpClientRequest to) {
        for (Field field : HeaderRules.endToEnd(http2() ? HeaderRules.joinedCookies(fields) : fields)) {
            boolean host = field.name().equalsIgnoreCase("host");
            to.headers().add(field.name(), host && !route.host().isEmpty() ? route.host() : field.value());
        }
        route.address(to, request);
    }

    /** A stream may last; what it was asked with need not stay in memory as long. */
    private void forgetHead(HttpClientRequest to) {
        fields = List.of();
        if (http2()) {
            return;
        }
        request.headers().clear();
        if (upload.isHeadSent()) {
            to.headers().clear();
        }
    }

    private void interim(int status, String reason, List<Field> head) {
        if (!ended) {
            interimCame = true;
            recorder.interim(status, head);
            client.interim(status, reason, HeaderRules.endToEnd(head));
        }
    }

    private void responded(AsyncResult<HttpClientResponse> result) {
        if (ended) {
            return;
        }
        if (result.failed()) {
            if (mayAskAgain(result.cause())) {
                upstream.ifPresent(UpstreamSide::forget);
                connect();
            } else {
                refuse(UpstreamFailure.responding(result.cause()));
            }
            return;
        }
        HttpClientResponse response = result.result();
        response.exceptionHandler(this::upstreamBroke);
        upload.record();
        if (response.statusCode() == 101 && upgrade) {
            switchProtocol(response);
        } else if (response.statusCode() < 200 || response.statusCode() > 999) {
            refuse(new UpstreamFailure(Outcome.UPSTREAM_CLOSED, "it answered with status " + response.statusCode()));
            dropUpstream();
        } else if (HeaderRules.hasUnknownCoding(response.headers())) {
            refuse(new UpstreamFailure(
                    Outcome.UPSTREAM_CLOSED, "it used a transfer coding that is not understood here"));
            dropUpstream();
        } else {
            pass(response);
        }
    }

    /** Only where nothing can happen twice, and nothing was heard of it so far. */
    private boolean mayAskAgain(Throwable cause) {
        boolean heard = interimCame || upgrade || !upload.isRepeatable();
        return !heard && tries < MOST_TRIES && upstream.orElseThrow().mayRepeat(request.method(), cause);
    }

    private void pass(HttpClientResponse response) {
        forgetHead(response.request());
        UpstreamSide side = upstream.orElseThrow();
        Answering down = faults.isEmpty()
                ? new Download(request, client, response, side, recorder, this::complete)
                : new FaultyDownload(request, client, response, recorder, faults.get(), this::broken);
        download = Optional.of(down);
        side.whenRead(down::checkPressure);
        down.start();
    }

    private void complete() {
        finish(Outcome.COMPLETE, "");
        upload.answered();
        if (upgrade) {
            // A refused one: Vert.x does not get such a request to its end.
            dropUpstream();
        }
    }

    /** The answer has been broken on purpose; the upstream may still have more to say. */
    private void broken(Outcome outcome, boolean upstreamEnded) {
        finish(outcome, outcome == Outcome.COMPLETE ? "" : "broken on purpose");
        upload.answered();
        if (!upstreamEnded) {
            dropUpstream();
        }
    }

    private void switchProtocol(HttpClientResponse response) {
        SwitchedConnection.accept(request, response, recorder)
                .onSuccess(connection -> {
                    switched = Optional.of(connection);
                    connection.start(
                            this::clientLeft,
                            reset -> closedAfterSwitch(reset ? Outcome.UPSTREAM_RESET : Outcome.COMPLETE));
                })
                .onFailure(e -> clientLeft());
    }

    private void closedAfterSwitch(Outcome outcome) {
        if (!ended) {
            finish(outcome, "");
        }
    }

    private void upstreamBroke(Throwable cause) {
        if (!ended) {
            UpstreamFailure failure = UpstreamFailure.responding(cause);
            // What has come of a stream waits in its queue while the client does not read; it comes first.
            download.ifPresent(Answering::resume);
            if (download.filter(down -> down.endsItself(failure)).isPresent() || ended) {
                return;
            }
            finish(failure.outcome(), failure.words());
            cut(failure.code());
        }
    }

    private void clientLeft() {
        if (!ended) {
            upload.record();
            finish(Outcome.CLIENT_CANCELLED, "");
            dropUpstream();
        } else if (!upload.isComplete()) {
            dropUpstream();
        }
    }

    /** No response: the client gets one of ours that says why. */
    private void refuse(UpstreamFailure failure) {
        upload.record();
        finish(failure.outcome(), failure.words());
        failure.refusal(route.target()).send(request, !upload.isComplete());
        upload.abandon();
    }

    private void dropUpstream() {
        upstream.ifPresent(UpstreamSide::drop);
    }

    private void finish(Outcome outcome, String reason) {
        ended = true;
        recorder.end(outcome, reason);
        download.ifPresent(Answering::resume);
        client.forget();
        upstream.ifPresent(UpstreamSide::forget);
        relay.closed(this);
    }
}
