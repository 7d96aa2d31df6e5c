package dev.wiretape.replay;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(20)
class PacerThreadTest {
    private final BlockingQueue<Long> early = new LinkedBlockingQueue<>();

    @Test
    void nothingIsEarlyAndAllOfItComes() throws InterruptedException {
        try (PacerThread pacer = new PacerThread()) {
            long start = pacer.now();
            for (int i : List.of(30, 10, 20, 0, -10)) {
                long due = start + TimeUnit.MILLISECONDS.toNanos(i);
                pacer.at(due, () -> early.add(Math.max(0, due - pacer.now())));
            }
            for (int i = 0; i < 5; i++) {
                assertThat(early.poll(15, TimeUnit.SECONDS)).as("task %d", i).isZero();
            }
        }
    }

    @Test
    void anEarlierTaskOvertakesTheOneThatIsWaitedFor() throws InterruptedException {
        try (PacerThread pacer = new PacerThread()) {
            pacer.at(pacer.now() + TimeUnit.HOURS.toNanos(1), () -> early.add(1L));
            pacer.at(pacer.now() + TimeUnit.MILLISECONDS.toNanos(1), () -> early.add(2L));
            assertThat(early.poll(15, TimeUnit.SECONDS)).isEqualTo(2);
        }
    }

    @Test
    void aCancelledTaskDoesNotRun() throws InterruptedException {
        try (PacerThread pacer = new PacerThread()) {
            long due = pacer.now() + TimeUnit.MILLISECONDS.toNanos(200);
            Pacer.Alarm alarm = pacer.at(due, () -> early.add(1L));
            alarm.cancel();
            pacer.at(due, () -> early.add(2L));
            assertThat(early.poll(15, TimeUnit.SECONDS)).isEqualTo(2);
            assertThat(early).isEmpty();
        }
    }
}
