package dev.wiretape.proxy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.wiretape.testing.RawClient;
import dev.wiretape.testing.Script;
import dev.wiretape.testing.ScriptedUpstream;
import dev.wiretape.testing.Standstill;
import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A client that asks and asks and reads no answer. */
@Timeout(120)
class PipeliningTest {
    private static final int BATCH = 100;
    private static final int BATCHES = 5_000;
    private static final String REQUEST = "GET /v1/messages HTTP/1.1\r\nHost: localhost\r\n\r\n";

    @TempDir
    Path out;

    @Test
    void requestsWhoseAnswersNobodyReadsAreHeldUpAndHoldUpNobody() throws Exception {
        try (ScriptedUpstream upstream =
                        ScriptedUpstream.answering(request -> Script.answer("200 OK", "", "x".repeat(100_000)));
                RunningRecorder recorder = RunningRecorder.inFrontOf(upstream.url(), out);
                RawClient greedy = RawClient.connect(recorder.port(), 32 * 1024);
                RawClient other = recorder.connect()) {
            AtomicLong sent = new AtomicLong();
            CompletableFuture<Void> asking = CompletableFuture.runAsync(() -> {
                try {
                    for (int i = 0; i < BATCHES; i++) {
                        greedy.send(REQUEST.repeat(BATCH));
                        sent.addAndGet(BATCH);
                    }
                } catch (IOException closed) {
                    // By the recorder, or at the test's end.
                }
            });
            long stood = Standstill.await(sent::get);

            assertThat(stood).as("requests taken").isLessThan((long) BATCH * BATCHES);
            assertThat(other.get("/").readHead().status()).isEqualTo(200);
            assertThat(recorder.recordings()).as("exchanges begun").isLessThan(1_000);
            greedy.reset();
            asking.join();
        }
    }
}
