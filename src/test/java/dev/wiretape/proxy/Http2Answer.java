package dev.wiretape.proxy;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.http.HttpClientResponse;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;

/** What has come of a response, and how it broke. */
final class Http2Answer {
    private final List<String> text = new CopyOnWriteArrayList<>();
    private final CompletableFuture<Throwable> failure = new CompletableFuture<>();

    private final HttpClientResponse response;

    Http2Answer(HttpClientResponse response) {
        this.response = response;
        response.exceptionHandler(failure::complete);
        response.endHandler(end -> failure.complete(new AssertionError("a clean end")));
        response.handler(bytes -> text.add(bytes.toString()));
    }

    /** A trailer field, once the response has come to its end. */
    String trailer(String name) throws Exception {
        assertThat(failure()).isInstanceOf(AssertionError.class);
        return response.getTrailer(name);
    }

    void cancel() {
        response.request().reset(Http2Test.CANCEL);
    }

    String text() {
        return String.join("", text);
    }

    Throwable failure() throws Exception {
        return failure.get(1, TimeUnit.MINUTES);
    }
}
