package dev.wiretape.bench;

import java.io.IOException;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * Eight streams as fast as they go, each frame in an HTTP chunk of its own.
 *
 * @param bytes of all streams together
 * @param sampleMemory whether to follow the resident memory during the run
 */
record FloodWorkload(long bytes, boolean sampleMemory) implements Workload {
    private static final int STREAMS = 8;
    private static final int WARM_UPS = 8;

    /** What compiles is the number of frames, not how long one burst is; recordings stay until the end. */
    private static final long WARM_UP_BYTES = 320_000_000;

    @Override
    public List<Metric> metrics() {
        Metric frames = Metric.compared("frames", "frames/s", 0);
        Metric cpu = Metric.compared("cpu", "cpu µs/frame", 3);
        Metric seconds = Metric.plain("seconds", "seconds", 2);
        return sampleMemory
                ? List.of(
                        frames,
                        seconds,
                        Metric.plain("memory1", "peak MB, 1st half", 0),
                        Metric.plain("memory2", "peak MB, 2nd half", 0))
                : List.of(frames, cpu, seconds);
    }

    @Override
    public Measured measure(Way way) throws IOException {
        double cpuBefore = way.cpuSeconds();
        MemoryCurve memory = new MemoryCurve(way, sampleMemory);
        Load.Outcome outcome = send(way, bytes);
        memory.close();
        Map<String, Double> figures = new HashMap<>();
        figures.put("frames", outcome.frames() / outcome.seconds());
        figures.put("seconds", outcome.seconds());
        figures.put("cpu", (way.cpuSeconds() - cpuBefore) * 1e6 / outcome.frames());
        figures.put("memory1", memory.firstHalfPeak());
        figures.put("memory2", memory.secondHalfPeak());
        return new Measured(figures, outcome);
    }

    @Override
    public Load.Outcome warmUp(Way way) throws IOException {
        long burst = Math.min(bytes, WARM_UP_BYTES);
        for (int i = 1; i < WARM_UPS; i++) {
            send(way, burst);
        }
        return send(way, burst);
    }

    private static Load.Outcome send(Way way, long bytes) throws IOException {
        long frames = bytes / STREAMS / Frames.SIZE;
        byte[] request = Script.unpaced(frames).request();
        List<Client> clients = IntStream.range(0, STREAMS)
                .mapToObj(index -> Client.once(request, new FrameReceiver(frames)))
                .toList();
        return new Load().run(way.port(), clients, Duration.ofSeconds(300));
    }
}
