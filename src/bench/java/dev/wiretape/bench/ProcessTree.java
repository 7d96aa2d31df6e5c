package dev.wiretape.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.ToLongFunction;
import java.util.stream.Stream;

/**
 * What a process and its descendants cost, read from Linux' {@code /proc}: a master and its workers, or a launcher and
 * what it launched.
 */
final class ProcessTree {
    private static final double TICKS_PER_SECOND = 100;

    private final ProcessHandle root;

    ProcessTree(ProcessHandle root) {
        this.root = root;
    }

    /** Processor time used so far, user and system together, in seconds; a tick is 10 ms. */
    double cpuSeconds() {
        return sum(ProcessTree::ticks) / TICKS_PER_SECOND;
    }

    /** Resident memory now, in MB of 10^6 bytes. */
    double residentMegabytes() {
        return sum(pid -> status(pid, "VmRSS:")) * 1024 / 1e6;
    }

    /** The most resident memory each process ever had, summed, in MB of 10^6 bytes. */
    double peakMegabytes() {
        return sum(pid -> status(pid, "VmHWM:")) * 1024 / 1e6;
    }

    /** Asks all to end, the root first, and forces those that have not within five seconds. */
    void kill() {
        List<ProcessHandle> all = processes().toList();
        all.forEach(ProcessHandle::destroy);
        long deadline = System.nanoTime() + 5_000_000_000L;
        for (ProcessHandle process : all) {
            while (process.isAlive() && System.nanoTime() < deadline) {
                java.util.concurrent.locks.LockSupport.parkNanos(5_000_000);
            }
            process.destroyForcibly();
        }
    }

    private Stream<ProcessHandle> processes() {
        return Stream.concat(Stream.of(root), root.descendants());
    }

    private long sum(ToLongFunction<Long> figure) {
        return processes()
                .filter(ProcessHandle::isAlive)
                .mapToLong(process -> figure.applyAsLong(process.pid()))
                .sum();
    }

    private static long ticks(long pid) {
        String stat = read(pid, "stat");
        if (stat.isEmpty()) {
            return 0;
        }
        // fields 14 and 15 of proc(5), counted behind the command's name, which may hold blanks
        String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ");
        return Long.parseLong(fields[11]) + Long.parseLong(fields[12]);
    }

    private static long status(long pid, String key) {
        return read(pid, "status")
                .lines()
                .filter(line -> line.startsWith(key))
                .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")))
                .findFirst()
                .orElse(0);
    }

    private static String read(long pid, String name) {
        try {
            return Files.readString(Path.of("/proc", Long.toString(pid), name));
        } catch (IOException gone) {
            return "";
        }
    }
}
