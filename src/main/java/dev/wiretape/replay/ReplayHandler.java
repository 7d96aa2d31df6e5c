package dev.wiretape.replay;

import dev.wiretape.recording.Field;
import io.vertx.core.Context;
import io.vertx.core.Handler;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/** Takes requests in, has them matched on a worker, and starts a playback or answers that there is none. */
final class ReplayHandler implements Handler<HttpServerRequest> {
    private static final int SHOWN = 5;

    private final Replaying replaying;

    ReplayHandler(Replaying replaying) {
        this.replaying = replaying;
    }

    @Override
    public void handle(HttpServerRequest request) {
        Buffer body = Buffer.buffer();
        request.handler(bytes -> {
            if (body.length() + bytes.length() > RequestDecoding.LARGEST) {
                request.handler(ignored -> {}).endHandler(null);
                refuse(request, 413, "request_too_large", "the request's body is larger than the replay reads");
            } else {
                body.appendBuffer(bytes);
            }
        });
        request.endHandler(end -> serve(request, body.getBytes()));
        // A client that leaves while it sends its request is no error of ours.
        request.exceptionHandler(gone -> {});
    }

    private void serve(HttpServerRequest request, byte[] body) {
        long arrived = replaying.pacer().now();
        Context context = Vertx.currentContext();
        List<Field> headers = request.headers().entries().stream()
                .map(entry -> new Field(entry.getKey(), entry.getValue()))
                .toList();
        String method = request.method().name();
        String target = request.uri();
        context.executeBlocking(() -> decide(Asked.of(method, target, headers, body)), false)
                .onSuccess(decision -> begin(context, request, decision, arrived))
                .onFailure(e -> refuse(request, 500, "api_error", "the recording cannot be read: " + e.getMessage()));
    }

    private Decision decide(Asked asked) throws IOException {
        Match match = replaying.matcher().match(asked);
        if (match instanceof Match.Found found) {
            Optional<List<Cue>> cues = replaying.shelf().load(found.take());
            Optional<Reel> reel = cues.isPresent()
                    ? Optional.empty()
                    : Optional.of(replaying.shelf().open(found.take()));
            return new Decision(asked, match, cues, reel, "");
        }
        Match.None none = (Match.None) match;
        return new Decision(
                asked, match, Optional.empty(), Optional.empty(), Refusal.of(replaying.catalogue(), asked, none));
    }

    private void begin(Context context, HttpServerRequest request, Decision decision, long arrived) {
        if (decision.match instanceof Match.Found found) {
            play(context, request, decision, found, arrived);
        } else {
            refuse(request, 400, "invalid_request_error", decision.refusal);
            replaying.listener().accept(new Notice.Unmatched(decision.asked.line(), decision.refusal));
        }
    }

    private void play(Context context, HttpServerRequest request, Decision decision, Match.Found found, long arrived) {
        Take take = found.take();
        String line = decision.asked.line();
        Answer answer = new Answer(request, take.wholeBytes());
        Playback playback = new Playback(
                context,
                replaying,
                answer,
                arrived,
                e -> replaying.listener().accept(new Notice.Broken(line, take.name(), String.valueOf(e.getMessage()))));
        if (request.response().closed()) {
            decision.reel.ifPresent(playback::play);
            playback.stop();
            return;
        }
        request.response().exceptionHandler(gone -> playback.stop());
        request.response().closeHandler(gone -> playback.stop());
        decision.cues.ifPresent(playback::play);
        decision.reel.ifPresent(playback::play);
        context.executeBlocking(() -> why(found, decision.asked), false)
                .onSuccess(why -> replaying.listener().accept(new Notice.Served(line, take.name(), why)))
                .onFailure(e -> replaying.listener().accept(new Notice.Served(line, take.name(), e.getMessage())));
    }

    private static String why(Match.Found found, Asked asked) throws IOException {
        return switch (found.how()) {
            case EXACT -> "";
            case IN_SEQUENCE -> "in sequence";
            case BY_ORDER -> "by order: " + Nearest.compare(found.take(), asked).differences(SHOWN);
        };
    }

    private static void refuse(HttpServerRequest request, int status, String type, String message) {
        if (!request.response().ended() && !request.response().closed()) {
            request.response()
                    .setStatusCode(status)
                    .putHeader("content-type", "application/json")
                    .putHeader("x-should-retry", "false")
                    .end(ErrorEnvelope.of(type, "wiretape replay: " + message));
        }
    }

    /** What a worker found out for a request. */
    private record Decision(Asked asked, Match match, Optional<List<Cue>> cues, Optional<Reel> reel, String refusal) {}
}
