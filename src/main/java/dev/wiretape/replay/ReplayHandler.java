package dev.wiretape.replay;

import dev.wiretape.access.Denial;
import dev.wiretape.recording.Field;
import dev.wiretape.recording.LineBuffer;
import io.vertx.core.Context;
import io.vertx.core.Handler;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServerRequest;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Function;

/** Takes requests in, has them matched on a worker, and starts a playback or answers that there is none. */
final class ReplayHandler implements Handler<HttpServerRequest> {
    private final Replaying replaying;
    /** The event loop's: each has a handler of its own. */
    private final LineBuffer lines = new LineBuffer();

    ReplayHandler(Replaying replaying) {
        this.replaying = replaying;
    }

    @Override
    public void handle(HttpServerRequest request) {
        Optional<Denial> denial = denial(request);
        if (denial.isPresent()) {
            deny(request, denial.get());
            return;
        }
        if (ControlHandler.isFor(request.path())) {
            new ControlHandler(replaying.stage(), replaying.punctuality()).handle(request);
            return;
        }
        RequestBody body = new RequestBody(request, replaying.requestMemory());
        body.read(
                bytes -> serve(request, bytes, body::release),
                () -> refuse(request, 413, "request_too_large", "the request's body is larger than the replay reads"),
                () -> tooSlow(request));
    }

    /** The rest of the request is not waited for any longer, so that connection is of no more use. */
    private static void tooSlow(HttpServerRequest request) {
        request.response().putHeader("connection", "close");
        refuse(
                request,
                408,
                "invalid_request_error",
                "the request stopped in the middle while others waited for its room");
        request.connection().close();
    }

    private Optional<Denial> denial(HttpServerRequest request) {
        Function<String, List<String>> header = request.headers()::getAll;
        return request.uri().contains("://") && !request.uri().startsWith("/")
                ? replaying.door().proxied(header)
                : replaying.door().direct(header);
    }

    /** Before anything of the body is read, and without another request on that connection. */
    private static void deny(HttpServerRequest request, Denial denial) {
        denial.challenge().ifPresent(more -> request.response().putHeader(more.name(), more.value()));
        request.response().putHeader("connection", "close");
        refuse(request, denial.status(), denial.type(), denial.message());
        request.connection().close();
    }

    private void serve(HttpServerRequest request, byte[] body, Runnable release) {
        long arrived = replaying.pacer().now();
        Context context = Vertx.currentContext();
        List<Field> headers = request.headers().entries().stream()
                .map(entry -> new Field(entry.getKey(), entry.getValue()))
                .toList();
        String method = request.method().name();
        String target = request.uri();
        replaying
                .reading()
                .read(
                        context,
                        () -> Decision.on(Asked.of(method, target, headers, body, replaying.manners()), replaying),
                        decision -> {
                            if (decision.succeeded() && isElsewhere(decision.result())) {
                                forward(request, body, decision.result(), release);
                                return;
                            }
                            release.run();
                            if (decision.succeeded()) {
                                begin(context, request, body, decision.result(), arrived);
                            } else {
                                unreadable(request, decision.cause());
                            }
                        });
    }

    private boolean isElsewhere(Decision decision) {
        return decision instanceof Decision.Refuse && replaying.elsewhere().isPresent();
    }

    /** The body is kept until it is sent, and its room with it. */
    private void forward(HttpServerRequest request, byte[] body, Decision decision, Runnable sent) {
        replaying.listener().accept(new Notice.Forwarded(decision.asked().line()));
        replaying.elsewhere().orElseThrow().answer(request, body, sent);
    }

    private void unreadable(HttpServerRequest request, Throwable cause) {
        String why = "the recording cannot be read: " + cause.getMessage();
        refuse(request, 500, "api_error", why);
        replaying.listener().accept(new Notice.Unmatched(request.method().name() + " " + request.uri(), why));
    }

    private void begin(Context context, HttpServerRequest request, byte[] body, Decision decision, long arrived) {
        String line = decision.asked().line();
        if (decision instanceof Decision.Serve serve) {
            replaying.listener().accept(new Notice.Served(line, serve.take().name(), serve.why()));
            play(context, request, serve, tape(request, body, serve.faults()), arrived);
        } else {
            String why = ((Decision.Refuse) decision).why();
            tape(request, body, List.of()).ifPresent(tape -> tape.refused(400, why));
            refuse(request, 400, "invalid_request_error", why);
            replaying.listener().accept(new Notice.Unmatched(line, why));
        }
    }

    private Optional<ServedTape> tape(HttpServerRequest request, byte[] body, List<String> faults) {
        return replaying
                .session()
                .map(session -> session.begin("replay", request.uri(), faults, lines))
                .map(recorder -> new ServedTape(recorder, request, body));
    }

    private void play(
            Context context, HttpServerRequest request, Decision.Serve serve, Optional<ServedTape> tape, long arrived) {
        Answer answer = new Answer(request, serve.whole(), tape);
        Playback playback = new Playback(context, replaying, answer, arrived, broken -> {
            String why = String.valueOf(broken.getMessage());
            tape.ifPresent(recording -> recording.broken(why));
            broken(serve, why);
        });
        Optional<Scene> scene = replaying.stage().isControlled()
                ? serve.cues().map(cues -> enter(request, serve, tape, cues))
                : Optional.empty();
        Runnable leave = () -> {
            playback.stop();
            tape.ifPresent(ServedTape::left);
            scene.ifPresent(replaying.stage()::leave);
        };
        request.response().exceptionHandler(gone -> leave.run());
        request.response().closeHandler(gone -> leave.run());
        request.response().endHandler(ended -> scene.ifPresent(replaying.stage()::leave));
        if (request.response().closed()) {
            leave.run();
            return;
        }
        scene.ifPresentOrElse(playback::play, () -> serve.cues().ifPresent(playback::play));
        serve.reel().ifPresent(playback::play);
    }

    private Scene enter(HttpServerRequest request, Decision.Serve serve, Optional<ServedTape> tape, List<Cue> cues) {
        OptionalLong exchange =
                tape.map(recording -> OptionalLong.of(recording.number())).orElse(OptionalLong.empty());
        String client = String.valueOf(request.remoteAddress());
        Scene.About about = new Scene.About(
                exchange, client, serve.asked().line(), serve.take().name());
        return replaying.stage().enter(about, cues);
    }

    private void broken(Decision.Serve serve, String why) {
        replaying
                .listener()
                .accept(new Notice.Broken(serve.asked().line(), serve.take().name(), why));
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
}
