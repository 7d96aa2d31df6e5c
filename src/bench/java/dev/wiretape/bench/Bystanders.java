package dev.wiretape.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
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

    private double others() throws IOException {
        // user, nice and system time of all processes; proc(5)
        try (Stream<String> lines = Files.lines(Path.of("/proc/stat"))) {
            String[] fields = lines.findFirst().orElseThrow().split("\\s+");
            long busy = Stream.of(fields)
                    .skip(1)
                    .limit(3)
                    .mapToLong(Long::parseLong)
                    .sum();
            return busy / TICKS_PER_SECOND - ours.cpuSeconds();
        }
    }
}
