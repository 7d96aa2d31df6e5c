package dev.wiretape.replay;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(20)
class DeadlinesTest {
    private final Deadlines deadlines = new Deadlines();
    private final List<String> ran = new ArrayList<>();

    @Test
    void tasksRunByDeadlineAndEqualOnesInOrder() {
        add(20, "c");
        add(10, "a");
        add(20, "d");
        add(10, "b");
        assertThat(deadlines.next()).hasValue(10);
        run(20);
        assertThat(ran).containsExactly("a", "b", "c", "d");
    }

    @Test
    void nothingRunsBeforeItsTime() {
        add(10, "a");
        run(9);
        assertThat(ran).isEmpty();
        run(10);
        assertThat(ran).containsExactly("a");
    }

    @Test
    void aForgottenTaskIsGone() {
        Deadlines.Alarm alarm = add(10, "a");
        add(11, "b");
        assertThat(deadlines.remove(alarm)).isTrue();
        assertThat(deadlines.remove(alarm)).isFalse();
        run(20);
        assertThat(ran).containsExactly("b");
    }

    @Test
    void theClockMayRunOver() {
        add(Long.MIN_VALUE + 5, "later");
        add(Long.MAX_VALUE - 5, "sooner");
        run(Long.MAX_VALUE);
        assertThat(ran).containsExactly("sooner");
        run(Long.MIN_VALUE + 5);
        assertThat(ran).containsExactly("sooner", "later");
    }

    @Test
    void tenThousandStreamsKeepTheirOrder() {
        Random random = new Random(7);
        List<Long> times = new ArrayList<>();
        for (int i = 0; i < 10_000; i++) {
            long at = random.nextInt(5_000);
            deadlines.add(at, () -> times.add(at));
        }
        run(5_000);
        assertThat(times).hasSize(10_000).isSorted();
    }

    private Deadlines.Alarm add(long at, String name) {
        return deadlines.add(at, () -> ran.add(name));
    }

    private void run(long now) {
        for (Runnable task = deadlines.poll(now); task != null; task = deadlines.poll(now)) {
            task.run();
        }
    }
}
