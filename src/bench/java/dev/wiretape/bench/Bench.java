package dev.wiretape.bench;

import java.io.IOException;
import java.io.PrintStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** The benchmark's entry: runs the modes asked for and prints what it found. */
final class Bench {
    private static final Pattern UPSTREAM_READY = Pattern.compile("upstream: listening on (\\d+)");

    private final Options options;
    private final Report report;
    private final Path folder;

    private Bench(Options options, Report report, Path folder) {
        this.options = options;
        this.report = report;
        this.folder = folder;
    }

    /** Exit status: 0 measured, 1 measured but frames or recordings were lost, 2 usage, 70 stuck. */
    public static void main(String[] args) throws IOException, InterruptedException {
        PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
        if (Arrays.asList(args).contains("--help")) {
            out.println(Options.usage());
            return;
        }
        Options options;
        try {
            options = Options.parse(Arrays.asList(args));
        } catch (IllegalArgumentException wrong) {
            System.err.println("bench: " + wrong.getMessage());
            System.exit(2);
            return;
        }
        Report report = new Report(out);
        Path folder;
        try {
            Path temp = Files.createDirectories(Path.of(options.text("temp")));
            folder = Files.createTempDirectory(temp, "wiretape-bench");
        } catch (IOException | InvalidPathException wrong) {
            System.err.println("bench: --temp " + options.text("temp")
                    + " is no folder that can be made or written to; name another one");
            System.exit(2);
            return;
        }
        Runtime.getRuntime().addShutdownHook(new Thread(new Sweep(folder), "sweep"));
        Deadline.start(options.number("deadline-minutes"), report);
        try {
            new Bench(options, report, folder).run();
        } catch (IOException broken) {
            report.problem(broken.getMessage());
        }
        System.exit(report.problems().isEmpty() ? 0 : 1);
    }

    private void run() throws IOException, InterruptedException {
        Map<String, String> machine = Machine.describe();
        machine.forEach((name, fact) -> report.say(String.format(Locale.ROOT, "%-8s %s", name, fact)));
        options.unavailable().forEach(way -> report.say("SKIPPED  " + way));
        if (options.hasWiretape()) {
            StartMode start = new StartMode(options, report, folder);
            start.prepare();
            if (options.wants("start")) {
                start.run();
            }
        }
        try (Child upstream = Child.start("upstream", upstreamCommand(), folder)) {
            int port = upstream.awaitPort(UPSTREAM_READY);
            checkClocks(port);
            relay(new RelayMode(options, report, port, folder));
            if (options.wants("tunnel") && options.hasWiretape()) {
                new TunnelMode(options, report, port, folder).run();
            }
        }
        if (!report.peaks().isEmpty()) {
            report.sayPeaks();
        }
        new Verdicts(report).say();
        writeJson(machine);
    }

    private void relay(RelayMode relay) throws IOException {
        boolean all = options.wantsMemoryAlone();
        int rounds = all ? 1 : options.number("rounds");
        int warmUp = options.number("warm-up");
        if (all || options.wants("latency")) {
            int streams = options.number("streams");
            int rate = options.number("rate");
            relay.run(
                    "latency",
                    streams + " streams × " + rate + " frames/s, from the upstream's write to the client's read",
                    new PacedWorkload(streams, rate, options.number("seconds"), warmUp, 1),
                    rounds);
        }
        if (all || options.wants("many")) {
            int streams = options.number("many-streams");
            relay.run(
                    "many",
                    streams + " streams × 1 frame/s",
                    new PacedWorkload(streams, 1, options.number("many-seconds"), warmUp, 3),
                    rounds);
        }
        if (options.wants("pace") && options.hasWiretape()) {
            new PaceMode(options, report, folder).run();
        }
        if (all || options.wants("short")) {
            relay.run(
                    "short",
                    "20-frame streams back to back, 16 connections",
                    new ShortWorkload(options.number("short-seconds"), warmUp),
                    rounds);
        }
        if (all || options.wants("flood")) {
            long bytes = options.number("flood-mb") * 1_000_000L;
            relay.run(
                    "flood",
                    "8 streams as fast as they go, " + bytes / 1_000_000 + " MB together",
                    new FloodWorkload(bytes, false),
                    all ? 1 : options.number("flood-rounds"));
        }
        if (options.wants("sustained")) {
            long bytes = options.number("sustained-mb") * 1_000_000L;
            relay.run("sustained", "flood of " + bytes / 1_000_000 + " MB", new FloodWorkload(bytes, true), 1);
        }
    }

    private static List<String> upstreamCommand() {
        return List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx256m",
                "-XX:+UseSerialGC",
                "-cp",
                System.getProperty("java.class.path"),
                Upstream.class.getName());
    }

    /** Latency is the difference of two processes' clocks: makes sure that they are one clock. */
    private void checkClocks(int port) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/clock"))
                .build();
        HttpClient client =
                HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
        long before = System.nanoTime();
        long there = Long.parseLong(
                client.send(request, HttpResponse.BodyHandlers.ofString()).body());
        long after = System.nanoTime();
        if (there < before || there > after) {
            throw new IOException("the monotonic clocks of two processes differ; latency cannot be measured here");
        }
    }

    private void writeJson(Map<String, String> machine) throws IOException {
        Optional<String> file = Optional.of(options.text("json")).filter(name -> !name.isEmpty());
        if (file.isPresent()) {
            Map<String, Object> tree = new LinkedHashMap<>();
            tree.put("machine", machine);
            tree.putAll(report.tree());
            Files.writeString(Path.of(file.get()), Json.of(tree) + "\n");
        }
    }
}
