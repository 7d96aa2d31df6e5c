package dev.wiretape.replay;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.wiretape.recording.ExchangeRecorder;
import dev.wiretape.recording.Field;
import dev.wiretape.recording.Outcome;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpVersion;
import java.util.List;

/** Records an answer while it is sent, each piece before it is, so that others can watch. On the client's event loop. */
final class ServedTape {
    private final ExchangeRecorder recorder;

    /** Begins with the request. */
    ServedTape(ExchangeRecorder recorder, HttpServerRequest request, byte[] body) {
        this.recorder = recorder;
        List<Field> headers = request.headers().entries().stream()
                .map(entry -> new Field(entry.getKey(), entry.getValue()))
                .toList();
        String http = request.version() == HttpVersion.HTTP_1_0 ? "1.0" : "1.1";
        recorder.request(request.method().name(), request.uri(), http, headers, body);
    }

    /** Its number in the session. */
    long number() {
        return recorder.number();
    }

    void interim(Cue.Interim interim) {
        recorder.interim(interim.status(), interim.headers());
    }

    void head(ServedHead head) {
        recorder.response(head.status(), head.reason(), "1.1", head.fields());
    }

    void chunk(byte[] bytes) {
        recorder.chunk(bytes, 0, bytes.length);
    }

    /** Somebody breaks what is still to come. */
    void fault(String spec) {
        recorder.fault(spec);
    }

    void finish(Cue.Ending ending, List<Field> trailers) {
        if (ending == Cue.Ending.CLEAN && !trailers.isEmpty()) {
            recorder.trailers(trailers);
        }
        recorder.end(
                switch (ending) {
                    case CLEAN -> Outcome.COMPLETE;
                    case CUT -> Outcome.UPSTREAM_CLOSED;
                    case RESET -> Outcome.UPSTREAM_RESET;
                },
                "");
    }

    /** It is an error with a message. */
    void refused(int status, String message) {
        byte[] body = ErrorEnvelope.of("invalid_request_error", message).getBytes(UTF_8);
        recorder.response(status, "", "1.1", List.of(new Field("content-type", "application/json")));
        recorder.chunk(body, 0, body.length);
        recorder.end(Outcome.COMPLETE, "");
    }

    /** The client has left, unless all was sent before. */
    void left() {
        recorder.end(Outcome.CLIENT_CANCELLED, "");
    }

    /** It ends in the middle because it could not be read on. */
    void broken(String why) {
        recorder.end(Outcome.UPSTREAM_CLOSED, why);
    }
}
