package dev.wiretape.proxy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.wiretape.recording.Entry;
import dev.wiretape.recording.Outcome;
import dev.wiretape.testing.Script;
import dev.wiretape.testing.ScriptedUpstream;
import dev.wiretape.testing.TestCertificates;
import dev.wiretape.testing.TestCertificates.Kind;
import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpVersion;
import io.vertx.core.http.StreamResetException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** HTTP/2 on both sides of the recorder, and on one. */
@Timeout(180)
class Http2Test {
    private static final Duration LIMIT = Duration.ofMinutes(1);
    static final long CANCEL = 8;

    @TempDir
    static Path shared;

    private static TestCertificates certificates;

    @TempDir
    Path folder;

    @BeforeAll
    static void makeCertificates() throws Exception {
        certificates = TestCertificates.in(shared);
    }

    @Test
    void framesArriveAsTheyComeAndTrailersBehindThem() throws Exception {
        CompletableFuture<Void> first = new CompletableFuture<>();
        CompletableFuture<HttpServerRequest> asked = new CompletableFuture<>();
        try (Http2Rig rig = rig(request -> {
            asked.complete(request);
            request.response().putHeader("content-type", "text/event-stream");
            request.response().write("data: 1\n\n");
            var unused = first.thenRun(
                    () -> request.response().putTrailer("x-sum", "7").end("data: 2\n\n"));
        })) {
            HttpClientRequest request = rig.request(HttpMethod.GET, "/v1/messages?a=%41");
            request.headers().add("cookie", "a=1").add("cookie", "b=2");
            Http2Answer received = answer(request);
            await().atMost(LIMIT).until(() -> received.text().equals("data: 1\n\n"));
            first.complete(null);

            assertThat(received.trailer("x-sum")).isEqualTo("7");
            assertThat(received.text()).isEqualTo("data: 1\n\ndata: 2\n\n");
            HttpServerRequest seen = asked.get();
            assertThat(seen.version()).isEqualTo(HttpVersion.HTTP_2);
            assertThat(seen.uri()).isEqualTo("/v1/messages?a=%41");
            assertThat(seen.authority()).hasToString("localhost:" + rig.server().actualPort());
            assertThat(seen.headers().contains("host")).isFalse();
            RunningRecorder.Recorded recorded = rig.recorder().awaitRecorded(1);
            assertThat(recorded.the(Entry.Request.class).http()).isEqualTo("2");
            assertThat(recorded.the(Entry.Response.class).http()).isEqualTo("2");
            assertThat(recorded.the(Entry.Response.class).reason()).isEmpty();
            assertThat(recorded.all(Entry.Frame.class)).hasSize(2);
            assertThat(recorded.the(Entry.Trailers.class).fields()).hasSize(1);
            assertThat(recorded.outcome()).isEqualTo(Outcome.COMPLETE);
        }
    }

    @Test
    void aResetByTheUpstreamReachesTheClientBehindWhatCameBefore() throws Exception {
        CompletableFuture<Void> read = new CompletableFuture<>();
        try (Http2Rig rig = rig(request -> {
            if (request.uri().equals("/whole")) {
                request.response().end("whole");
                return;
            }
            request.response().putHeader("content-type", "text/event-stream");
            request.response().write("data: 1\n\n");
            var unused = read.thenRun(() -> request.response().reset(11));
        })) {
            Http2Answer received = answer(rig, "/broken");
            await().atMost(LIMIT).until(() -> received.text().equals("data: 1\n\n"));
            assertThat(text(rig.request(HttpMethod.GET, "/whole"))).isEqualTo("whole");
            read.complete(null);
            assertThat(received.failure()).isInstanceOf(StreamResetException.class);
            assertThat(((StreamResetException) received.failure()).getCode()).isEqualTo(11);
            assertThat(text(rig.request(HttpMethod.GET, "/whole"))).isEqualTo("whole");
            RunningRecorder.Recorded recorded = rig.recorder().awaitRecorded(1);
            assertThat(recorded.outcome()).isEqualTo(Outcome.UPSTREAM_RESET);
            assertThat(recorded.the(Entry.End.class).reason()).contains("ENHANCE_YOUR_CALM");
        }
    }

    @Test
    void anUpstreamThatClosesItsConnectionBreaksTheStream() throws Exception {
        CompletableFuture<Void> read = new CompletableFuture<>();
        try (Http2Rig rig = rig(request -> {
            request.response().write("data: 1\n\n");
            var unused = read.thenRun(() -> request.connection().close());
        })) {
            Http2Answer received = answer(rig, "/");
            await().atMost(LIMIT).until(() -> received.text().equals("data: 1\n\n"));
            read.complete(null);
            assertThat(received.failure()).isInstanceOf(StreamResetException.class);
            assertThat(rig.recorder().awaitRecorded(1).outcome()).isIn(Outcome.UPSTREAM_CLOSED, Outcome.UPSTREAM_RESET);
        }
    }

    @Test
    void aClientThatCancelsCancelsTheUpstreamAndNothingElse() throws Exception {
        CompletableFuture<Throwable> left = new CompletableFuture<>();
        try (Http2Rig rig = rig(request -> {
            request.response().exceptionHandler(left::complete);
            request.response().write("data: 1\n\n");
        })) {
            answer(rig, "/").cancel();
            Throwable told = left.get(1, TimeUnit.MINUTES);
            assertThat(told).isInstanceOf(StreamResetException.class);
            assertThat(((StreamResetException) told).getCode()).isEqualTo(CANCEL);
            assertThat(rig.recorder().awaitRecorded(1).outcome()).isEqualTo(Outcome.CLIENT_CANCELLED);
            answer(rig, "/again").cancel();
            assertThat(rig.recorder().awaitRecorded(2).outcome()).isEqualTo(Outcome.CLIENT_CANCELLED);
        }
    }

    @Test
    void aClientThatDoesNotReadHoldsTheUpstreamBackAndNobodyElse() throws Exception {
        int block = 16 * 1024;
        int blocks = 2048;
        AtomicInteger written = new AtomicInteger();
        try (Http2Rig rig = rig(request -> {
            if (request.uri().equals("/whole")) {
                request.response().end("whole");
            } else {
                flood(request, block, blocks, written);
            }
        })) {
            AtomicLong bytes = new AtomicLong();
            CompletableFuture<Void> end = new CompletableFuture<>();
            HttpClientResponse stalled = Http2Rig.sent(
                    rig.request(HttpMethod.GET, "/flood"),
                    response -> Future.succeededFuture(response.pause()
                            .handler(data -> bytes.addAndGet(data.length()))
                            .endHandler(end::complete)));
            awaitStandstill(written);
            assertThat(written.get()).as("blocks the upstream could write").isLessThan(blocks / 2);
            assertThat(text(rig.request(HttpMethod.GET, "/whole"))).isEqualTo("whole");

            stalled.resume();
            end.get(1, TimeUnit.MINUTES);
            assertThat(bytes.get()).isEqualTo((long) block * blocks);
            RunningRecorder.Recorded recorded = rig.recorder().awaitRecorded(1);
            assertThat(recorded.all(Entry.Paused.class)).isNotEmpty();
            assertThat(recorded.the(Entry.End.class).bytes()).isEqualTo((long) block * blocks);
        }
    }

    @Test
    void anUploadOfUnknownLengthArrivesWhole() throws Exception {
        int size = 4 * 1024 * 1024;
        try (Http2Rig rig = rig(request -> request.body()
                .onSuccess(
                        body -> request.response().end(request.getHeader("content-length") + " " + body.length())))) {
            HttpClientRequest request = rig.request(HttpMethod.POST, "/").setChunked(true);
            request.write(Buffer.buffer(new byte[size]));
            assertThat(text(request)).isEqualTo("null " + size);
            assertThat(rig.recorder().awaitRecorded(1).outcome()).isEqualTo(Outcome.COMPLETE);
        }
    }

    @Test
    void anUpstreamThatSpeaksOnlyHttp1IsAskedInIt() throws Exception {
        Script script = Script.afterRequest()
                .send(Script.EVENT_STREAM)
                .chunk("data: 1\n\n")
                .lastChunk("X-Sum: 7\r\n");
        try (ScriptedUpstream upstream =
                        ScriptedUpstream.answeringTls(certificates.server(Kind.GOOD), request -> script);
                Http2Rig rig = rig(request -> {})) {
            HttpClientRequest request = rig.request(HttpMethod.POST, "/v1/messages", upstream.port());
            request.setChunked(true).headers().add("cookie", "a=1").add("cookie", "b=2");
            request.write("{}");
            Http2Answer received = answer(request);
            assertThat(received.trailer("x-sum")).isEqualTo("7");
            assertThat(received.text()).isEqualTo("data: 1\n\n");
            String head = upstream.requests().get(0).head().raw();
            assertThat(head)
                    .startsWith("POST /v1/messages HTTP/1.1\r\n")
                    .containsIgnoringCase("host: localhost:" + upstream.port() + "\r\n")
                    .containsIgnoringCase("transfer-encoding: chunked\r\n")
                    .contains("cookie: a=1; b=2\r\n");
            RunningRecorder.Recorded recorded = rig.recorder().awaitRecorded(1);
            assertThat(recorded.the(Entry.Request.class).http()).isEqualTo("2");
            assertThat(recorded.the(Entry.Response.class).http()).isEqualTo("1.1");
        }
    }

    @Test
    void headersOfSixtyKilobytesPassAndOfTwoMegabytesDoNot() throws Exception {
        try (Http2Rig rig = rig(request ->
                request.response().end("" + request.getHeader("x-large").length()))) {
            HttpClientRequest large = rig.request(HttpMethod.GET, "/").putHeader("x-large", "x".repeat(60_000));
            assertThat(text(large)).isEqualTo("60000");
            HttpClientRequest larger = rig.request(HttpMethod.GET, "/").putHeader("x-large", "x".repeat(2_000_000));
            assertThatThrownBy(() -> text(larger)).isInstanceOf(ExecutionException.class);
            HttpClientRequest after = rig.request(HttpMethod.GET, "/").putHeader("x-large", "x");
            assertThat(text(after)).isEqualTo("1");
        }
    }

    @Test
    void aClientThatOnlyMakesAndResetsStreamsIsSentAway() throws Exception {
        AtomicInteger asked = new AtomicInteger();
        try (Http2Rig rig = rig(request -> asked.incrementAndGet())) {
            HttpClientRequest first = rig.request(HttpMethod.GET, "/");
            CompletableFuture<Void> sentAway = new CompletableFuture<>();
            first.connection().closeHandler(sentAway::complete);
            first.connection().goAwayHandler(goAway -> sentAway.complete(null));
            for (int i = 0; i < 1000 && !sentAway.isDone(); i++) {
                HttpClientRequest request = rig.request(HttpMethod.GET, "/");
                Http2Rig.done(request.writeHead().recover(gone -> Future.succeededFuture()));
                request.reset(CANCEL);
            }
            sentAway.get(1, TimeUnit.MINUTES);
        }
    }

    private Http2Rig rig(Handler<HttpServerRequest> upstream) throws Exception {
        return new Http2Rig(certificates, folder, upstream);
    }

    private static Http2Answer answer(Http2Rig rig, String uri) throws Exception {
        return answer(rig.request(HttpMethod.GET, uri));
    }

    private static Http2Answer answer(HttpClientRequest request) throws Exception {
        return Http2Rig.sent(request, response -> Future.succeededFuture(new Http2Answer(response)));
    }

    private static String text(HttpClientRequest request) throws Exception {
        return Http2Rig.sent(request, HttpClientResponse::body).toString();
    }

    private static void flood(HttpServerRequest request, int block, int blocks, AtomicInteger written) {
        while (written.get() < blocks) {
            if (request.response().writeQueueFull()) {
                request.response().drainHandler(drained -> flood(request, block, blocks, written));
                return;
            }
            written.incrementAndGet();
            request.response().write(Buffer.buffer(new byte[block]));
        }
        request.response().end();
    }

    /** Waits until nothing more has been written for a second. */
    private static void awaitStandstill(AtomicInteger written) throws InterruptedException {
        int still = 0;
        for (int before = -1; still < 20; ) {
            TimeUnit.MILLISECONDS.sleep(50);
            still = before == written.get() && before > 0 ? still + 1 : 0;
            before = written.get();
        }
    }
}
