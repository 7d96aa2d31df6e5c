package dev.wiretape.replay;

import static org.assertj.core.api.Assertions.assertThat;

import dev.wiretape.recording.Entry;
import dev.wiretape.recording.Payload;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Recordings that are read in batches are closed once, whoever is there to do it. */
@Timeout(60)
class ReelTest {
    private final AtomicInteger opened = new AtomicInteger();
    private final AtomicInteger closed = new AtomicInteger();
    private final CountDownLatch reading = new CountDownLatch(1);
    private final CountDownLatch goOn = new CountDownLatch(1);

    @Test
    void whatIsClosedWhileItIsReadIsClosedByItsReader() throws Exception {
        Reel reel = new Reel(this::open);
        CompletableFuture<List<Cue>> batch = CompletableFuture.supplyAsync(() -> next(reel));
        reading.await();

        reel.close();

        assertThat(closed).hasValue(0);
        goOn.countDown();
        assertThat(batch.get(30, TimeUnit.SECONDS)).isNotEmpty();
        assertThat(closed).hasValue(1);
        assertThat(reel.next()).isEmpty();
        reel.close();
        assertThat(closed).hasValue(1);
    }

    @Test
    void whatIsClosedBetweenTwoBatchesIsClosedAtOnce() throws Exception {
        goOn.countDown();
        Reel reel = new Reel(this::open);
        assertThat(reel.next()).isNotEmpty();
        assertThat(reel.next()).isNotEmpty();

        reel.close();

        assertThat(opened).hasValue(1);
        assertThat(closed).hasValue(1);
    }

    @Test
    void whatNobodyReadsIsNeverOpened() throws Exception {
        Reel reel = new Reel(this::open);

        reel.close();

        assertThat(reel.next()).isEmpty();
        assertThat(opened).hasValue(0);
        assertThat(closed).hasValue(0);
    }

    private static List<Cue> next(Reel reel) {
        try {
            return reel.next();
        } catch (java.io.IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    /** Endless chunks, each behind the gate. */
    private CueReader open() {
        opened.incrementAndGet();
        return new CueReader(new Entries() {
            private long t;

            @Override
            public Optional<Entry> next() {
                reading.countDown();
                pass(goOn);
                return Optional.of(new Entry.Body(t++, Payload.of("x".repeat(1024))));
            }

            @Override
            public void close() {
                closed.incrementAndGet();
            }
        });
    }

    private static void pass(CountDownLatch gate) {
        try {
            gate.await();
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }
}
