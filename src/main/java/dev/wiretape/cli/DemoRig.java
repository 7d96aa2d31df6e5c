package dev.wiretape.cli;

import dev.wiretape.proxy.Recorder;
import dev.wiretape.proxy.RecorderOptions;
import dev.wiretape.proxy.Target;
import dev.wiretape.recording.Entry;
import dev.wiretape.recording.Exchange;
import dev.wiretape.recording.Field;
import dev.wiretape.recording.Session;
import dev.wiretape.replay.Pace;
import dev.wiretape.replay.Replay;
import dev.wiretape.replay.ReplayOptions;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpMethod;
import java.io.Closeable;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;

/** Client → recorder → replay, each on a free port of the loopback address. */
final class DemoRig implements Closeable {
    private static final List<String> HEADERS = List.of("content-type", "anthropic-version", "accept-encoding");

    private final Replay api;
    private final Recorder recorder;
    private final HttpClient client;

    private DemoRig(Replay api, Recorder recorder, HttpClient client) {
        this.api = api;
        this.recorder = recorder;
        this.client = client;
    }

    /** Starts all of it; what the client asks is recorded in {@code session}. */
    static DemoRig start(Vertx vertx, Path recording, Pace pace, Session session) throws IOException {
        Replay api = Awaited.get(Replay.start(vertx, ReplayOptions.of(recording).pace(pace)));
        Target target = Target.parse("http://127.0.0.1:" + api.port());
        Recorder recorder = Awaited.get(Recorder.start(RecorderOptions.of(target, session)));
        return new DemoRig(api, recorder, vertx.createHttpClient());
    }

    String apiUrl() {
        return "http://127.0.0.1:" + api.port();
    }

    String recorderUrl() {
        return "http://127.0.0.1:" + recorder.port();
    }

    /** Sends the request of {@code recorded} to the recorder; the answer is read and thrown away. */
    void ask(Exchange recorded) throws IOException {
        Entry.Request asked = recorded.request().orElseThrow();
        String path = URI.create(asked.url()).getRawPath();
        HttpMethod method = HttpMethod.valueOf(asked.method());
        Future<HttpClientResponse> answer = client.request(method, recorder.port(), "127.0.0.1", path)
                .compose(request -> {
                    for (String name : HEADERS) {
                        Field.first(asked.headers(), name).ifPresent(value -> request.putHeader(name, value));
                    }
                    return request.send(Buffer.buffer(asked.body().toBytes()));
                })
                .onSuccess(response -> response.handler(bytes -> {}));
        Awaited.get(answer);
    }

    @Override
    public void close() throws IOException {
        Awaited.get(client.close());
        Awaited.get(recorder.stop());
        Awaited.get(api.stop());
    }
}
