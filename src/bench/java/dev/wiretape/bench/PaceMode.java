package dev.wiretape.bench;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * How well the replay keeps its deadlines: for every frame, how much later it is sent than recorded, as the replay's own
 * clock has it after the write, and how much later it arrives; the load generator's own lateness is in the latter.
 */
final class PaceMode {
    private static final Duration WARM_UP = Duration.ofSeconds(5);

    /** Clients come one by one: those that start at one instant would all have the same frame due at the same time. */
    private static final Duration ARRIVALS = Duration.ofSeconds(1);

    /** A client that reads so seldom leaves the machine to the replay; the sockets hold what comes meanwhile. */
    private static final Duration DOZE = Duration.ofMillis(50);

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
        PaceRecording recording = recording(rate);
        String title = String.format(
                java.util.Locale.ROOT,
                "a recording of %d s at %d frames/s served by replay; how late each frame is",
                options.number("pace-seconds"),
                rate);
        Figures figures = new Figures(
                "pace",
                title,
                List.of(
                        Metric.plain("sent50", "sent − due: p50 ms", 3),
                        Metric.plain("sent99", "p99 ms", 3),
                        Metric.plain("sent999", "p99.9 ms", 3),
                        Metric.plain("p50", "arrived − due: p50 ms", 3),
                        Metric.plain("p99", "p99 ms", 3),
                        Metric.plain("p999", "p99.9 ms", 3),
                        Metric.plain("first99", "p99 from 1st frame, ms", 3),
                        Metric.plain("drift", "last frame, median ms", 3),
                        Metric.plain("drift99", "last frame, p99 ms", 3),
                        Metric.plain("frames", "frames/s", 0),
                        Metric.plain("cpu", "cpu µs/frame", 1),
                        Metric.plain("errors", "errors", 0),
                        Metric.plain("peak", "peak MB", 0),
                        Metric.plain("others", "others' cores", 2)));
        List<String> counts = options.list("pace-clients");
        // As often as 100 clients at 1× have something due.
        figures.add("a bare timer, nothing else running", BareTimer.figures(100 * rate));
        for (String speed : options.list("pace-speeds")) {
            serve(recording, speed, figures, replay -> {
                for (String count : counts) {
                    replay.measure(count + " clients at " + speed + "×", Integer.parseInt(count), Duration.ZERO);
                }
            });
        }
        crowd(counts.get(counts.size() - 1), figures);
        report.add(figures);
    }

    /** The most clients at the highest speed once more, with as many chunks a second as real streams have. */
    private void crowd(String count, Figures figures) throws IOException {
        int rate = options.number("pace-lifelike");
        List<String> speeds = options.list("pace-speeds");
        String speed = speeds.get(speeds.size() - 1);
        String name = count + " clients at " + speed + "×, " + rate + " frames/s";
        serve(recording(rate), speed, figures, replay -> {
            replay.measure(name, Integer.parseInt(count), Duration.ZERO);
            replay.measure(name + ", read seldom", Integer.parseInt(count), DOZE);
        });
    }

    private PaceRecording recording(int rate) throws IOException {
        Path file = folder.resolve("pace-" + rate + ".ndjson");
        return PaceRecording.write(file, rate, options.number("pace-seconds"));
    }

    /** A replay that runs. */
    private interface Running {
        void measure(String name, int clients, Duration doze) throws IOException;
    }

    private interface Programme {
        void run(Running replay) throws IOException;
    }

    private void serve(PaceRecording recording, String speed, Figures figures, Programme programme) throws IOException {
        List<String> command = options.replayCommand(recording.file(), speed);
        try (Child child = Child.start("replay", command, folder)) {
            int port = child.awaitPort(Ways.WIRETAPE_READY);
            new Load().run(port, clients(receivers(50, recording, 1)), WARM_UP);
            programme.run((name, count, doze) -> {
                figures.add(name, measure(name, child, port, recording, count, speed, doze));
                report.say("  pace, " + name + " done");
            });
        }
    }

    private Map<String, Double> measure(
            String name, Child child, int port, PaceRecording recording, int count, String speed, Duration doze)
            throws IOException {
        double factor = Double.parseDouble(speed);
        List<PaceReceiver> receivers = receivers(count, recording, factor);
        ServedPace served = new ServedPace(port);
        served.reset();
        Bystanders others = new Bystanders();
        double cpuBefore = child.tree().cpuSeconds();
        Duration limit = Duration.ofSeconds((long) (options.number("pace-seconds") / factor) + 60);
        Load.Outcome outcome = new Load(ARRIVALS, doze).run(port, clients(receivers), limit);
        if (outcome.failures() > 0) {
            report.problem("pace, " + name + ": " + outcome.failures() + " streams failed, the first with: "
                    + outcome.firstFailure().orElse(""));
        }
        Map<String, Double> figures = new HashMap<>(served.figures());
        Samples late = new Samples(count * recording.micros().size());
        Samples fromFirst = new Samples(count * recording.micros().size());
        Samples last = new Samples(count);
        receivers.forEach(receiver -> receiver.addTo(late, fromFirst, last));
        if (doze.isZero()) {
            figures.put("p50", late.micros(50) / 1000);
            figures.put("p99", late.micros(99) / 1000);
            figures.put("p999", late.micros(99.9) / 1000);
            figures.put("first99", fromFirst.micros(99) / 1000);
            figures.put("drift", last.micros(50) / 1000);
            figures.put("drift99", last.micros(99) / 1000);
        }
        figures.put("frames", outcome.frames() / outcome.seconds());
        figures.put("cpu", (child.tree().cpuSeconds() - cpuBefore) * 1e6 / outcome.frames());
        figures.put("others", others.cores());
        figures.put("errors", (double) outcome.failures());
        figures.put("peak", child.tree().peakMegabytes());
        return figures;
    }

    private static List<Client> clients(List<PaceReceiver> receivers) {
        byte[] request = Script.post("/v1/messages");
        return receivers.stream()
                .map(receiver -> Client.once(request, receiver.frames()))
                .toList();
    }

    private static List<PaceReceiver> receivers(int count, PaceRecording recording, double speed) {
        return Stream.generate(() -> new PaceReceiver(recording, speed))
                .limit(count)
                .toList();
    }
}
