package dev.wiretape.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** How long a person waits: for the help, and for a recorder that listens. */
final class StartMode {
    private static final Duration BACKGROUND_WORK = Duration.ofSeconds(30);
    private static final int UPSTREAM_NOBODY_CALLS = 9;

    private final Options options;
    private final Report report;
    private final Path folder;

    StartMode(Options options, Report report, Path folder) {
        this.options = options;
        this.report = report;
        this.folder = folder;
    }

    /** Measures both, after one run of each that fills the caches. */
    void run() throws IOException {
        int runs = options.number("start-runs");
        Figures figures = new Figures(
                "start", "median of " + runs + " runs after a first one", List.of(Metric.plain("seconds", "s", 3)));
        for (int run = 0; run <= runs; run++) {
            double help = help();
            double record = record();
            if (run > 0) {
                figures.add("--help", Map.of("seconds", help));
                figures.add("record listening", Map.of("seconds", record));
            }
        }
        report.add(figures);
    }

    /** The first run: it may build the product, and leave work behind that goes on in the background. */
    void prepare() throws IOException {
        help();
        Bystanders.awaitQuiet(BACKGROUND_WORK);
    }

    private double help() throws IOException {
        long start = System.nanoTime();
        Process process = new ProcessBuilder(options.text("wiretape"), "--help")
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        int status = process.onExit().join().exitValue();
        double seconds = (System.nanoTime() - start) / 1e9;
        if (status != 0) {
            report.problem("start: --help ends with status " + status);
        }
        return seconds;
    }

    private double record() throws IOException {
        Path out = Files.createTempDirectory(folder, "start");
        long start = System.nanoTime();
        try (Child child = Child.start("start", options.recordCommand(UPSTREAM_NOBODY_CALLS, out), folder)) {
            child.awaitPort(Ways.WIRETAPE_READY);
            return (System.nanoTime() - start) / 1e9;
        }
    }
}
