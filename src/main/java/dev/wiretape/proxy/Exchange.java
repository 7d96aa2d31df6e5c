package dev.wiretape.proxy;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import dev.wiretape.recording.ExchangeRecorder;
import dev.wiretape.recording.Field;
import dev.wiretape.recording.Outcome;
import dev.wiretape.recording.fault.FaultRun;
import io.netty.buffer.Unpooled;
import io.netty.handler.codec.http.HttpResponse;
import io.vertx.core.AsyncResult;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpVersion;
import io.vertx.core.http.RequestOptions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * One request and what becomes of it. Lives on the event loop of the client's connection, as the upstream's connection
 * does. Ends once: with the response's end, or because one of the two sides has left, or because the recorder stops.
 */
final class Exchange {
    private final Relay relay;
    private final HttpServerRequest request;
    private final boolean upgrade;
    private List<Field> fields;
    private final FaultRun faults;
    private final ExchangeRecorder recorder;
    private final Upload upload;
    private Optional<HttpClientRequest> upstream = Optional.empty();
    private Optional<Answering> download = Optional.empty();
    private Optional<SwitchedConnection> switched = Optional.empty();
    private boolean ended;

    Exchange(Relay relay, HttpServerRequest request, List<Field> fields) {
        this.relay = relay;
        this.request = request;
        this.fields = fields;
        this.faults = relay.faults();
        this.recorder = relay.record(request.uri(), faults.specs());
        this.upload = new Upload(
                request,
                relay.target().origin() + relay.target().requestTarget(request.uri()),
                fields,
                recorder,
                relay.uploadMemory());
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
        request.response().closeHandler(v -> clientLeft());
        relay.client()
                .request(new RequestOptions()
                        .setMethod(request.method())
                        .setURI(relay.target().requestTarget(request.uri())))
                .onComplete(this::connected);
    }

    /** The recorder stops: both sides are cut off, the recording gets its end. */
    void stop() {
        if (!ended) {
            upload.record();
            finish(Outcome.RECORDER_STOPPED, "");
            dropUpstream();
            switched.ifPresent(SwitchedConnection::close);
            download.ifPresentOrElse(Answering::cut, () -> request.connection().close());
        }
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
        upstream = Optional.of(to);
        ReadBatch clientSide = ReadBatch.of(request.connection());
        ReadBatch upstreamSide = ReadBatch.of(to.connection());
        clientSide.couple(upstreamSide);
        clientSide.whenDone(upload::checkPressure);
        ReadBatch.channel(to.connection()).pipeline().get(ResponseJoiner.class).onInterim(this::interim);
        copyHead(to);
        if (upgrade) {
            HeaderRules.addUpgrade(fields, to.headers());
            to.connect().onComplete(this::responded);
        } else {
            to.response().onComplete(this::responded);
            clientSide.within(() -> upload.start(to));
            forgetHead(to);
        }
    }

    private void unreachable(UpstreamFailure failure) {
        if (!ended) {
            refuse(failure);
        }
    }

    private void copyHead(HttpClientRequest to) {
        boolean addressed = false;
        for (Field field : HeaderRules.endToEnd(fields)) {
            boolean host = field.name().equalsIgnoreCase("host");
            addressed |= host;
            if (!faults.isHarmless() && field.name().equalsIgnoreCase("accept-encoding")) {
                // Only a body that can be read can be broken where it is meant to be.
                continue;
            }
            to.headers().add(field.name(), host ? relay.target().authority() : field.value());
        }
        if (!addressed) {
            to.headers().add("Host", relay.target().authority());
        }
    }

    /** A stream may last; what it was asked with need not stay in memory as long. */
    private void forgetHead(HttpClientRequest to) {
        fields = List.of();
        request.headers().clear();
        if (upload.isHeadSent()) {
            to.headers().clear();
        }
    }

    private void interim(HttpResponse response) {
        if (ended) {
            return;
        }
        List<Field> head = new ArrayList<>();
        StringBuilder bytes =
                new StringBuilder("HTTP/1.1 ").append(response.status()).append("\r\n");
        for (Map.Entry<String, String> header : response.headers()) {
            head.add(new Field(header.getKey(), header.getValue()));
        }
        recorder.interim(response.status().code(), head);
        if (request.version() == HttpVersion.HTTP_1_0) {
            return;
        }
        for (Field field : HeaderRules.endToEnd(head)) {
            bytes.append(field.name()).append(": ").append(field.value()).append("\r\n");
        }
        ReadBatch.of(request.connection()).writeRaw(Unpooled.copiedBuffer(bytes.append("\r\n"), ISO_8859_1));
    }

    private void responded(AsyncResult<HttpClientResponse> result) {
        if (ended) {
            return;
        }
        if (result.failed()) {
            refuse(UpstreamFailure.responding(result.cause()));
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
        } else {
            pass(response);
        }
    }

    private void pass(HttpClientResponse response) {
        Answering down = faults.isHarmless()
                ? new Download(request, response, recorder, this::complete)
                : new FaultyDownload(request, response, recorder, faults, this::broken);
        download = Optional.of(down);
        ReadBatch.of(response.request().connection()).whenDone(down::checkPressure);
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
            if (download.filter(down -> down.endsItself(failure)).isPresent()) {
                return;
            }
            finish(failure.outcome(), failure.words());
            download.ifPresent(Answering::cut);
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
        Refusal.badGateway("no answer from " + relay.target() + ": " + failure.words())
                .send(request, !upload.isComplete());
        upload.abandon();
    }

    private void dropUpstream() {
        upstream.ifPresent(HttpClientRequest::reset);
    }

    private void finish(Outcome outcome, String reason) {
        ended = true;
        recorder.end(outcome, reason);
        download.ifPresent(Answering::resume);
        upstream.ifPresent(to -> {
            ReadBatch.of(request.connection()).uncouple();
            ReadBatch.channel(to.connection())
                    .pipeline()
                    .get(ResponseJoiner.class)
                    .onInterim(response -> {});
        });
        relay.closed(this);
    }
}
