package dev.wiretape.replay;

import static org.assertj.core.api.Assertions.assertThat;

import dev.wiretape.testing.Settled;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

@Timeout(60)
class PacerTest {
    private final BlockingQueue<Long> early = new LinkedBlockingQueue<>();
    private final Vertx vertx = Vertx.vertx(new VertxOptions().setPreferNativeTransport(true));
    private final Context context = vertx.getOrCreateContext();

    @AfterEach
    void close() throws IOException {
        Settled.of(vertx.close());
    }

    static Stream<Supplier<Pacer>> pacers() {
        return Stream.of(PacerThread::new, LoopPacer::new);
    }

    @ParameterizedTest
    @MethodSource("pacers")
    void nothingIsEarlyAndAllOfItComes(Supplier<Pacer> pacers) throws InterruptedException {
        try (Pacer pacer = pacers.get()) {
            long start = pacer.now();
            for (int i : List.of(30, 10, 20, 0, -10)) {
                long due = start + TimeUnit.MILLISECONDS.toNanos(i);
                at(pacer, due, () -> early.add(Math.max(0, due - pacer.now())));
            }
            for (int i = 0; i < 5; i++) {
                assertThat(early.poll(15, TimeUnit.SECONDS)).as("task %d", i).isZero();
            }
        }
    }

    @ParameterizedTest
    @MethodSource("pacers")
    void anEarlierTaskOvertakesTheOneThatIsWaitedFor(Supplier<Pacer> pacers) throws InterruptedException {
        try (Pacer pacer = pacers.get()) {
            at(pacer, pacer.now() + TimeUnit.HOURS.toNanos(1), () -> early.add(1L));
            at(pacer, pacer.now() + TimeUnit.MILLISECONDS.toNanos(1), () -> early.add(2L));
            assertThat(early.poll(15, TimeUnit.SECONDS)).isEqualTo(2);
        }
    }

    @ParameterizedTest
    @MethodSource("pacers")
    void aCancelledTaskDoesNotRun(Supplier<Pacer> pacers) throws InterruptedException {
        try (Pacer pacer = pacers.get()) {
            long due = pacer.now() + TimeUnit.MILLISECONDS.toNanos(200);
            context.runOnContext(go -> {
                Pacer.Alarm alarm = pacer.at(due, context, () -> early.add(1L));
                alarm.cancel();
            });
            at(pacer, due, () -> early.add(2L));
            assertThat(early.poll(15, TimeUnit.SECONDS)).isEqualTo(2);
            assertThat(early).isEmpty();
        }
    }

    @ParameterizedTest
    @MethodSource("pacers")
    void manyThatAreDueTogetherComeInTheOrderOfTheirDeadlines(Supplier<Pacer> pacers) throws InterruptedException {
        try (Pacer pacer = pacers.get()) {
            long start = pacer.now();
            for (long i = 0; i < 1000; i++) {
                long place = i;
                at(pacer, start + TimeUnit.MICROSECONDS.toNanos(20 * i), () -> early.add(place));
            }
            for (long i = 0; i < 1000; i++) {
                assertThat(early.poll(15, TimeUnit.SECONDS)).isEqualTo(i);
            }
        }
    }

    private void at(Pacer pacer, long nanos, Runnable task) {
        context.runOnContext(go -> {
            Pacer.Alarm unused = pacer.at(nanos, context, task);
        });
    }
}
