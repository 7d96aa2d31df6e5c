package dev.wiretape.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** How many cores were busy with what is not the benchmark's: with more than a tenth or two, percentiles tell little. */
final class Bystanders {
    private static final double TICKS_PER_SECOND = 100;

    private final ProcessTree ours = new ProcessTree(ProcessHandle.current());
    private final long startNanos = System.nanoTime();
    private final double othersBefore;

    /** Starts looking. */
    Bystanders() throws IOException {
        othersBefore = others();
    }

    /** Cores used by others since the start; as children may have ended meanwhile, only a good estimate. */
    double cores() throws IOException {
        return Math.max(0, (others() - othersBefore) / ((System.nanoTime() - startNanos) / 1e9));
    }

    /** Waits until others use less than a third of a core, but not longer than the limit. */
    static void awaitQuiet(Duration limit) throws IOException {
        long deadline = System.nanoTime() + limit.toNanos();
        Bystanders second;
        do {
            second = new Bystanders();
            LockSupport.parkNanos(1_000_000_000L);
        } while (second.cores() > 0.33 && System.nanoTime() < deadline);
    }

    private double others() throws IOException {
        // user, nice, system, irq and softirq time of all processors; proc(5)
        try (Stream<String> lines = Files.lines(Path.of("/proc/stat"))) {
            String[] fields = lines.findFirst().orElseThrow().split("\\s+");
            long busy = IntStream.of(1, 2, 3, 6, 7)
                    .mapToLong(field -> Long.parseLong(fields[field]))
                    .sum();
            return busy / TICKS_PER_SECOND - ours.cpuSeconds();
        }
    }
}
