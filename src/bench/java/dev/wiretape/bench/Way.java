package dev.wiretape.bench;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * One way from the load generator to the upstream.
 *
 * @param name as printed
 * @param port where the load generator connects
 * @param process what runs in between; empty for the direct way
 * @param recordings the folder it records into; empty for whoever only forwards
 */
record Way(String name, int port, Optional<Child> process, Optional<Path> recordings) implements AutoCloseable {
    /** Processor time used so far, in seconds; NaN where there is no process in between. */
    double cpuSeconds() {
        return process.map(child -> child.tree().cpuSeconds()).orElse(Double.NaN);
    }

    /** Peak resident memory in MB; NaN where there is no process in between. */
    double peakMegabytes() {
        return process.map(child -> child.tree().peakMegabytes()).orElse(Double.NaN);
    }

    /** Checks that what passed was recorded, and removes the recordings; returns what is wrong with them. */
    List<String> settle(long streams, long frames) throws IOException {
        return recordings.isEmpty() ? List.of() : new RecordedFolder(recordings.get()).settle(streams, frames);
    }

    @Override
    public void close() {
        process.ifPresent(Child::close);
    }
}
