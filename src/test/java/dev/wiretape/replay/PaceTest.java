package dev.wiretape.replay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(20)
class PaceTest {
    private static final long[] RECORDED = {0, 100, 3_000_100, 3_000_100, 3_500_000};

    @Test
    void recordedTimeIsKept() {
        assertThat(micros(Pace.RECORDED)).containsExactly(0, 100, 3_000_100, 3_000_100, 3_500_000);
    }

    @Test
    void speedDividesTime() {
        assertThat(micros(new Pace(10, OptionalLong.empty()))).containsExactly(0, 10, 300_010, 300_010, 350_000);
        assertThat(micros(new Pace(0.5, OptionalLong.empty())))
                .containsExactly(0, 200, 6_000_200, 6_000_200, 7_000_000);
    }

    @Test
    void withoutWaitingEverythingIsDueAtOnce() {
        assertThat(micros(Pace.MAX)).containsOnly(0);
    }

    @Test
    void longGapsAreCutToTheLimitAndShortOnesKept() {
        assertThat(micros(new Pace(1, OptionalLong.of(1_000_000))))
                .containsExactly(0, 100, 1_000_100, 1_000_100, 1_499_999 + 1);
    }

    @Test
    void theLimitIsRecordedTimeAndAppliesBeforeTheSpeed() {
        assertThat(micros(new Pace(10, OptionalLong.of(1_000_000)))).containsExactly(0, 10, 100_010, 100_010, 150_000);
    }

    @Test
    void roundingNeverAddsUp() {
        Pace third = new Pace(3, OptionalLong.empty());
        Pace.Position position = Pace.Position.START;
        for (long t = 0; t <= 1_000_000; t++) {
            position = third.advance(position, t);
        }
        assertThat(third.nanos(position)).isEqualTo(333_333_333L);
    }

    @Test
    void timeNeverRunsBackwards() {
        Pace.Position position = Pace.RECORDED.advance(Pace.Position.START, 500);
        assertThat(Pace.RECORDED.nanos(Pace.RECORDED.advance(position, 400))).isEqualTo(500_000);
    }

    @Test
    void nonsenseIsRefused() {
        for (double speed : new double[] {0, -1, Double.NaN}) {
            assertThatThrownBy(() -> new Pace(speed, OptionalLong.empty()))
                    .as("%s", speed)
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("speed");
        }
        assertThatThrownBy(() -> new Pace(1, OptionalLong.of(-1))).hasMessageContaining("idle limit");
    }

    private static long[] micros(Pace pace) {
        long[] micros = new long[RECORDED.length];
        Pace.Position position = Pace.Position.START;
        for (int i = 0; i < micros.length; i++) {
            position = pace.advance(position, RECORDED[i]);
            micros[i] = pace.nanos(position) / 1000;
        }
        return Arrays.copyOf(micros, micros.length);
    }
}
