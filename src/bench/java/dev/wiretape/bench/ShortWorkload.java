package dev.wiretape.bench;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * Streams of twenty frames back to back on sixteen connections which are kept alive.
 *
 * @param seconds of one run
 */
record ShortWorkload(int seconds, int warmUpSeconds) implements Workload {
    private static final int CONNECTIONS = 16;
    private static final int FRAMES = 20;

    @Override
    public List<Metric> metrics() {
        return List.of(
                Metric.compared("streams", "streams/s", 0),
                Metric.compared("cpu", "cpu µs/stream", 1),
                Metric.plain("errors", "errors", 0));
    }

    @Override
    public Measured measure(Way way) throws IOException {
        double cpuBefore = way.cpuSeconds();
        Load.Outcome outcome = send(way, seconds);
        double cpu = way.cpuSeconds() - cpuBefore;
        return new Measured(
                Map.of(
                        "streams", outcome.streams() / outcome.seconds(),
                        "cpu", cpu * 1e6 / outcome.streams(),
                        "errors", (double) outcome.failures()),
                outcome);
    }

    @Override
    public Load.Outcome warmUp(Way way) throws IOException {
        return send(way, warmUpSeconds);
    }

    private static Load.Outcome send(Way way, int length) throws IOException {
        byte[] request = Script.unpaced(FRAMES).request();
        long end = System.nanoTime() + length * 1_000_000_000L;
        List<Client> clients = IntStream.range(0, CONNECTIONS)
                .mapToObj(index -> new Client(request, new FrameReceiver(FRAMES), () -> System.nanoTime() < end))
                .toList();
        return new Load().run(way.port(), clients, Duration.ofSeconds(length + 30L));
    }
}
