package dev.wiretape.timeline;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Random;
import org.assertj.core.data.Percentage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class DistributionTest {
    @Test
    void percentilesAreExactToATenthOfAPercent() {
        Random random = new Random(7);
        long[] values = random.longs(100_000, 0, 60_000_000)
                .map(v -> v >>> random.nextInt(20))
                .toArray();
        Distribution distribution = new Distribution();
        for (long value : values) {
            distribution.add(value);
        }
        Arrays.sort(values);
        for (double share : new double[] {0.001, 0.25, 0.5, 0.95, 0.999, 1}) {
            long exact = values[Math.max(1, (int) Math.ceil(share * values.length)) - 1];
            assertThat(distribution.percentile(share))
                    .as("the value at " + share)
                    .isCloseTo(exact, Percentage.withPercentage(0.1));
        }
        assertThat(distribution.max()).isEqualTo(values[values.length - 1]);
    }

    @Test
    void oneValueIsEveryPercentile() {
        Distribution distribution = new Distribution();
        distribution.add(123_456_789);
        assertThat(distribution.percentile(0.5)).isEqualTo(123_456_789);
        assertThat(distribution.percentile(0.95)).isEqualTo(123_456_789);
    }

    @Test
    void theLargestLongFits() {
        Distribution distribution = new Distribution();
        distribution.add(Long.MAX_VALUE);
        distribution.add(-5);
        assertThat(distribution.percentile(0.5)).isZero();
        assertThat(distribution.percentile(1)).isGreaterThan(Long.MAX_VALUE / 1000 * 999);
        assertThat(distribution.above(1_000_000)).isEqualTo(1);
    }
}
