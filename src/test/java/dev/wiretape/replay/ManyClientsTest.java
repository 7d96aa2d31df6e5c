package dev.wiretape.replay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.wiretape.recording.Entry;
import dev.wiretape.recording.Outcome;
import dev.wiretape.recording.Payload;
import dev.wiretape.testing.RawClient;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Many clients, slow clients, clients that leave. */
@Timeout(60)
class ManyClientsTest {
    private final AtomicLong read = new AtomicLong();
    private final AtomicBoolean closed = new AtomicBoolean();

    @Test
    void aHundredClientsAtOnceGetTheSameBytes() throws Exception {
        Tape tape = Tape.post("/", "{}").stream(1);
        StringBuilder expected = new StringBuilder();
        for (int i = 0; i < 200; i++) {
            tape.frame(10 + i, "data: " + i + "\n\n");
            expected.append("data: ").append(i).append("\n\n");
        }
        try (Running running = Running.of(tape.end(1000, Outcome.COMPLETE).named("a"))) {
            HttpClient client = HttpClient.newHttpClient();
            HttpRequest request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + running.replay.port() + "/"))
                    .POST(HttpRequest.BodyPublishers.ofString("{}"))
                    .build();
            List<CompletableFuture<HttpResponse<String>>> answers = new ArrayList<>();
            for (int i = 0; i < 100; i++) {
                answers.add(client.sendAsync(request, HttpResponse.BodyHandlers.ofString()));
            }
            for (CompletableFuture<HttpResponse<String>> answer : answers) {
                assertThat(answer.get(30, TimeUnit.SECONDS).body()).isEqualTo(expected.toString());
            }
        }
    }

    @Test
    void aSlowClientIsWaitedForAndNothingPilesUp() throws Exception {
        try (Running running = Running.of(endless());
                RawClient client = RawClient.connect(running.replay.port(), 16 << 10)) {
            client.post("/", "{}").readHead();
            for (int i = 1; i <= 3000; i++) {
                assertThat(client.readChunk()).isPresent();
                // What the kernel buffers, what one write queue and two batches hold; not the endless rest.
                assertThat(read.get() - i).as("chunks ahead of the client").isLessThan(16_384);
            }
        }
    }

    @Test
    void aClientThatLeavesInTheMiddleFreesEverything() throws Exception {
        try (Running running = Running.of(endless())) {
            RawClient client = RawClient.connect(running.replay.port());
            client.post("/", "{}").readHead();
            client.close();
            await("the recording to be closed")
                    .atMost(java.time.Duration.ofSeconds(40))
                    .until(closed::get);
        }
    }

    @Test
    void aStopEndsWhatIsBeingServed() throws Exception {
        RawClient client;
        try (Running running = Running.of(endless())) {
            client = RawClient.connect(running.replay.port());
            client.post("/", "{}").readHead();
        }
        client.awaitEnd();
        await("the recording to be closed")
                .atMost(java.time.Duration.ofSeconds(40))
                .until(closed::get);
    }

    @Test
    void aStopWhileTheRecordingIsReadClosesItAsWell() throws Exception {
        CountDownLatch reading = new CountDownLatch(1);
        Semaphore goOn = new Semaphore(0);
        try (Running running = Running.of(endless(() -> {
            reading.countDown();
            goOn.acquireUninterruptibly();
        }))) {
            RawClient client = running.connect().post("/", "{}");
            reading.await();
            new Thread(() -> {
                        client.awaitEnd();
                        goOn.release(Integer.MAX_VALUE);
                    })
                    .start();
        }
        assertThat(closed).as("whether the recording is closed").isTrue();
    }

    private Take endless() {
        return endless(() -> {});
    }

    /** A recording of 1 KiB chunks that never ends; {@code before} each of them something happens. */
    private Take endless(Runnable before) {
        Payload kilobyte = Payload.of("x".repeat(1024));
        List<Entry> begin = Tape.post("/", "{}").stream(0).lines();
        Asked asked = Asked.of((Entry.Request) begin.get(0), new byte[] {'{', '}'});
        return new Take("endless", Optional.of(asked), Optional.empty(), () -> new Entries() {
            private int at;

            @Override
            public Optional<Entry> next() {
                if (at < begin.size()) {
                    return Optional.of(begin.get(at++));
                }
                before.run();
                read.incrementAndGet();
                return Optional.of(new Entry.Body(at++, kilobyte));
            }

            @Override
            public void close() {
                closed.set(true);
            }
        });
    }
}
