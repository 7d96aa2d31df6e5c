package dev.wiretape.proxy;

import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClientResponse;
import java.util.List;
import java.util.Optional;

/** A stream of an HTTP/2 connection to an upstream, which other exchanges share. */
final class Http2Upstream implements UpstreamSide {
    /** RFC 9113 §7: the stream is no longer needed. */
    private static final long CANCEL = 8;

    private final HttpClientRequest request;
    private Optional<HttpClientResponse> response = Optional.empty();
    private Runnable whenRead = Http2Upstream::nothing;

    Http2Upstream(HttpClientRequest request) {
        this.request = request;
    }

    @Override
    public void answered(HttpClientResponse answer) {
        response = Optional.of(answer);
    }

    @Override
    public void onInterim(Interim interim) {
        request.continueHandler(v -> interim.came(100, "Continue", List.of()));
        request.earlyHintsHandler(headers -> interim.came(103, "Early Hints", HeaderRules.fields(headers)));
    }

    @Override
    public void whenRead(Runnable action) {
        whenRead = action;
    }

    @Override
    public void passed() {
        whenRead.run();
    }

    @Override
    public void shortcut(BodyShortcut.Sink to) {
        // Frames of several streams are mixed; only Vert.x can tell them apart.
    }

    @Override
    public void pause() {
        response.ifPresent(HttpClientResponse::pause);
    }

    @Override
    public void resume() {
        response.ifPresent(HttpClientResponse::resume);
    }

    @Override
    public void drop() {
        var unused = request.reset(CANCEL);
    }

    @Override
    public void forget() {
        whenRead = Http2Upstream::nothing;
    }

    private static void nothing() {}
}
