package dev.wiretape.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;

/** Removes what a run left on the disk, however it ends, once the processes that write there have ended. */
record Sweep(Path folder) implements Runnable {
    private static final long PATIENCE_NANOS = 10_000_000_000L;

    @Override
    public void run() {
        long deadline = System.nanoTime() + PATIENCE_NANOS;
        while (ProcessHandle.current().descendants().findAny().isPresent() && System.nanoTime() < deadline) {
            LockSupport.parkNanos(20_000_000);
        }
        try (Stream<Path> all = Files.walk(folder)) {
            for (Path path : all.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(path);
            }
        } catch (IOException left) {
            System.err.println("bench: could not remove " + folder + ": " + left.getMessage());
        }
    }
}
