package dev.wiretape.bench;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * How well the replay keeps its deadlines: for every frame, |arrival − due|, where due counts from the stream's own
 * first frame. The load generator's own lateness is in the figure.
 */
final class PaceMode {
    private static final Duration WARM_UP = Duration.ofSeconds(5);

    private final Options options;
    private final Report report;
    private final Path folder;

    PaceMode(Options options, Report report, Path folder) {
        this.options = options;
        this.report = report;
        this.folder = folder;
    }

    /** Runs every number of clients at every speed, each speed in a process of its own. */
    void run() throws IOException {
        int rate = options.number("pace-rate");
        PaceRecording recording =
                PaceRecording.write(folder.resolve("pace.ndjson"), rate, options.number("pace-seconds"));
        String title = String.format(
                java.util.Locale.ROOT,
                "a recording of %d s at %d frames/s served by replay; |arrival − due| from each stream's first frame",
                options.number("pace-seconds"),
                rate);
        Figures figures = new Figures(
                "pace",
                title,
                List.of(
                        Metric.plain("p50", "p50 ms", 3),
                        Metric.plain("p99", "p99 ms", 3),
                        Metric.plain("p999", "p99.9 ms", 3),
                        Metric.plain("drift", "last frame, median ms", 3),
                        Metric.plain("drift99", "last frame, p99 ms", 3),
                        Metric.plain("frames", "frames/s", 0),
                        Metric.plain("cpu", "cpu µs/frame", 1),
                        Metric.plain("errors", "errors", 0),
                        Metric.plain("peak", "peak MB", 0),
                        Metric.plain("others", "others' cores", 2)));
        for (String speed : options.list("pace-speeds")) {
            serve(recording, speed, figures);
        }
        report.add(figures);
    }

    private void serve(PaceRecording recording, String speed, Figures figures) throws IOException {
        List<String> command = options.replayCommand(recording.file(), speed);
        try (Child child = Child.start("replay", command, folder)) {
            int port = child.awaitPort(Ways.WIRETAPE_READY);
            new Load().run(port, clients(50, recording, 1, new Samples(16), new Samples(16)), WARM_UP);
            for (String count : options.list("pace-clients")) {
                String name = count + " clients at " + speed + "×";
                figures.add(name, measure(name, child, port, recording, Integer.parseInt(count), speed));
                report.say("  pace, " + name + " done");
            }
        }
    }

    private Map<String, Double> measure(
            String name, Child child, int port, PaceRecording recording, int count, String speed) throws IOException {
        double factor = Double.parseDouble(speed);
        Samples errors = new Samples(count * recording.micros().size());
        Samples last = new Samples(count);
        Bystanders others = new Bystanders();
        double cpuBefore = child.tree().cpuSeconds();
        Duration limit = Duration.ofSeconds((long) (options.number("pace-seconds") / factor) + 60);
        Load.Outcome outcome = new Load().run(port, clients(count, recording, factor, errors, last), limit);
        if (outcome.failures() > 0) {
            report.problem("pace, " + name + ": " + outcome.failures() + " streams failed, the first with: "
                    + outcome.firstFailure().orElse(""));
        }
        Map<String, Double> figures = new HashMap<>();
        figures.put("p50", errors.micros(50) / 1000);
        figures.put("p99", errors.micros(99) / 1000);
        figures.put("p999", errors.micros(99.9) / 1000);
        figures.put("drift", last.micros(50) / 1000);
        figures.put("drift99", last.micros(99) / 1000);
        figures.put("frames", outcome.frames() / outcome.seconds());
        figures.put("cpu", (child.tree().cpuSeconds() - cpuBefore) * 1e6 / outcome.frames());
        figures.put("others", others.cores());
        figures.put("errors", (double) outcome.failures());
        figures.put("peak", child.tree().peakMegabytes());
        return figures;
    }

    private static List<Client> clients(
            int count, PaceRecording recording, double speed, Samples errors, Samples last) {
        byte[] request = Script.post("/v1/messages");
        return Stream.generate(() -> Client.once(request, receiver(recording, speed, errors, last)))
                .limit(count)
                .toList();
    }

    private static Receiver receiver(PaceRecording recording, double speed, Samples errors, Samples last) {
        int frames = recording.micros().size();
        long[] first = new long[1];
        return new FrameReceiver(frames, (sequence, stamp, now) -> {
            if (sequence == 0) {
                first[0] = now;
                return;
            }
            long error = Math.abs(now - first[0] - recording.dueNanos((int) sequence, speed));
            errors.add(error);
            if (sequence == frames - 1) {
                last.add(error);
            }
        });
    }
}
