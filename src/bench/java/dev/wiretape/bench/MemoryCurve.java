package dev.wiretape.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.LockSupport;

/** Follows a way's resident memory, ten times a second, until it is closed. */
final class MemoryCurve implements AutoCloseable {
    private static final long PERIOD_NANOS = 100_000_000;

    private final Way way;
    private final List<Double> megabytes = new ArrayList<>();
    private final Thread sampler = new Thread(this::sample, "memory-curve");
    private volatile boolean over;

    MemoryCurve(Way way, boolean wanted) {
        this.way = way;
        if (wanted && way.process().isPresent()) {
            sampler.start();
        }
    }

    private void sample() {
        while (!over) {
            megabytes.add(way.process().orElseThrow().tree().residentMegabytes());
            LockSupport.parkNanos(PERIOD_NANOS);
        }
    }

    /** The peak of the first half of the time, in MB; NaN without samples. Only after {@link #close()}. */
    double firstHalfPeak() {
        return peak(megabytes.subList(0, (megabytes.size() + 1) / 2));
    }

    /** The peak of the second half of the time, in MB; NaN without samples. Only after {@link #close()}. */
    double secondHalfPeak() {
        return peak(megabytes.subList((megabytes.size() + 1) / 2, megabytes.size()));
    }

    private static double peak(List<Double> part) {
        return part.stream().mapToDouble(Double::doubleValue).max().orElse(Double.NaN);
    }

    @Override
    public void close() {
        over = true;
        try {
            sampler.join();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
