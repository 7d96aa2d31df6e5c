package dev.wiretape.bench;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * Streams at a fixed rate, evenly staggered: how late is each frame, from right before the upstream writes it until the
 * load generator has read it?
 *
 * @param framesPerSecond of each stream
 * @param settleSeconds from the start of a run whose frames are checked but not counted into the latency
 */
record PacedWorkload(int streams, int framesPerSecond, int seconds, int warmUpSeconds, double settleSeconds)
        implements Workload {
    @Override
    public List<Metric> metrics() {
        return List.of(
                Metric.compared("p50", "p50 µs", 1),
                Metric.compared("p99", "p99 µs", 1),
                Metric.plain("p999", "p99.9 µs", 0),
                Metric.compared("cpu", "cpu µs/frame", 1),
                Metric.plain("errors", "errors", 0));
    }

    @Override
    public Measured measure(Way way) throws IOException {
        Samples latencies = new Samples(streams * framesPerSecond * seconds);
        double cpuBefore = way.cpuSeconds();
        Load.Outcome outcome = send(way, seconds, latencies);
        double cpu = way.cpuSeconds() - cpuBefore;
        return new Measured(
                Map.of(
                        "p50", latencies.micros(50),
                        "p99", latencies.micros(99),
                        "p999", latencies.micros(99.9),
                        "cpu", cpu * 1e6 / outcome.frames(),
                        "errors", (double) outcome.failures()),
                outcome);
    }

    @Override
    public Load.Outcome warmUp(Way way) throws IOException {
        return send(way, warmUpSeconds, new Samples(16));
    }

    private Load.Outcome send(Way way, int length, Samples latencies) throws IOException {
        long frames = (long) framesPerSecond * length;
        long interval = 1_000_000_000L / framesPerSecond;
        long countFrom = System.nanoTime() + (long) (settleSeconds * 1e9);
        FrameReceiver.Listener listener = (sequence, stamp, now) -> {
            if (stamp >= countFrom) {
                latencies.add(now - stamp);
            }
        };
        List<Client> clients = IntStream.range(0, streams)
                .mapToObj(index -> Client.once(
                        Script.paced(frames, interval, index, streams).request(), new FrameReceiver(frames, listener)))
                .toList();
        return new Load().run(way.port(), clients, Duration.ofSeconds(length + 30L));
    }
}
