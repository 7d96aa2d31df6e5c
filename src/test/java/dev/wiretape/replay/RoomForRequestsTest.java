package dev.wiretape.replay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.wiretape.recording.Outcome;
import dev.wiretape.testing.RawClient;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Large requests that wait for each other. */
@Timeout(120)
class RoomForRequestsTest {
    private static final String LARGE = "x".repeat(1_500_000);
    private static final long FOR_EVER = TimeUnit.DAYS.toMillis(1);

    /** Room for one at a time. */
    private final RequestMemory oneByOne = new RequestMemory(1, FOR_EVER);

    @Test
    void whoStopsInTheMiddleGivesWayToWhoWaits() throws Exception {
        RequestMemory memory = new RequestMemory(1, 500);
        RequestMemory.Share before = memory.take(1, () -> {});
        try (Running running = Running.of(memory, UnaryOperator.identity(), answering("/"));
                RawClient still = running.connect();
                RawClient other = running.connect()) {
            beginLarge(still);
            awaitSomebodyWaitingFor(memory);
            before.giveBack();
            other.post("/", LARGE);

            assertThat(other.readHead().status()).isEqualTo(200);
            assertThat(still.readHead().status()).isEqualTo(408);
            still.awaitEnd();
        }
    }

    @Test
    void whoStopsWhileNobodyWaitsMayGoOn() throws Exception {
        try (Running running = Running.of(new RequestMemory(1, 1), UnaryOperator.identity(), answering("/"));
                RawClient still = running.connect();
                RawClient small = running.connect()) {
            beginLarge(still);
            // Some looks later:
            for (int i = 0; i < 20; i++) {
                small.post("/", "{}");
                assertThat(small.readBody(small.readHead()).complete()).isTrue();
            }
            still.send(LARGE.substring(LARGE.length() / 2 + LARGE.length() / 4));

            assertThat(still.readHead().status()).isEqualTo(200);
        }
    }

    @Test
    void whatIsForwardedKeepsItsRoomUntilItIsSent() throws Exception {
        BlockingQueue<Runnable> forwarded = new LinkedBlockingQueue<>();
        UnaryOperator<ReplayOptions> elsewhere = options -> options.elsewhere((request, body, sent) -> {
            request.response().setStatusCode(204).end();
            forwarded.add(sent);
        });
        try (Running running = Running.of(oneByOne, elsewhere, answering("/"));
                RawClient first = running.connect();
                RawClient second = running.connect()) {
            first.post("/missing", LARGE);
            Runnable sent = take(forwarded);
            second.post("/missing", LARGE);
            awaitSomebodyWaitingFor(oneByOne);

            sent.run();

            take(forwarded).run();
            assertThat(second.readHead().status()).isEqualTo(204);
        }
    }

    @Test
    void whoLeavesWhileItIsComparedKeepsItsRoomUntilThatIsOver() throws Exception {
        CountDownLatch comparing = new CountDownLatch(1);
        CountDownLatch goOn = new CountDownLatch(1);
        AtomicBoolean first = new AtomicBoolean(true);
        Take slow = Tape.post("/slow", "{}").stream(0).end(1, Outcome.COMPLETE).named("slow", () -> {
            if (first.getAndSet(false)) {
                comparing.countDown();
                pass(goOn);
            }
        });
        try (Running running = Running.of(oneByOne, UnaryOperator.identity(), slow, answering("/"));
                RawClient other = running.connect()) {
            RawClient leaves = running.connect().post("/slow", LARGE);
            assertThat(comparing.await(40, TimeUnit.SECONDS)).as("compared").isTrue();
            other.post("/", LARGE);
            awaitSomebodyWaitingFor(oneByOne);
            leaves.reset();
            // By the time that these are answered, on either loop, the loops know.
            for (int i = 0; i < 8; i++) {
                try (RawClient small = running.connect().post("/", "{}")) {
                    assertThat(small.readHead().status()).isEqualTo(200);
                }
            }
            assertThat(oneByOne.isWaitedFor())
                    .as("whether the other still waits")
                    .isTrue();

            goOn.countDown();

            assertThat(other.readHead().status()).isEqualTo(200);
        } finally {
            goOn.countDown();
        }
    }

    private static void pass(CountDownLatch latch) throws IOException {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new IOException(e);
        }
    }

    private static void awaitSomebodyWaitingFor(RequestMemory memory) {
        await("somebody to wait for room").atMost(Duration.ofSeconds(40)).until(memory::isWaitedFor);
    }

    private static Runnable take(BlockingQueue<Runnable> forwarded) throws InterruptedException {
        Runnable sent = forwarded.poll(40, TimeUnit.SECONDS);
        assertThat(sent).as("what was forwarded").isNotNull();
        return sent;
    }

    /** Three quarters of a large request. */
    private static void beginLarge(RawClient client) throws IOException {
        client.send("POST / HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Length: " + LARGE.length() + "\r\n\r\n");
        client.send(LARGE.substring(0, LARGE.length() / 2 + LARGE.length() / 4));
    }

    private static Take answering(String path) {
        return Tape.post(path, "{}").stream(0)
                .frame(1, "data: x\n\n")
                .end(2, Outcome.COMPLETE)
                .named("a");
    }
}
