package dev.wiretape.promises;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.wiretape.testing.Figures;
import dev.wiretape.testing.Scale;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.ToDoubleFunction;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** Streams one after the other on many connections for a long time; nothing may grow with it. */
@Timeout(8000)
@EnabledOnOs(OS.LINUX)
class SoakTest {
    private static final int SECONDS = Scale.of("soak", 3, 3_600);
    private static final int STREAMS = Scale.of("soak.streams", 40, 200);
    private static final boolean LONG = SECONDS >= 600;

    @TempDir
    Path folder;

    /** What the recorder had at a time. */
    private record Sample(double seconds, double megabytes, double descriptors, double threads) {}

    @Test
    void nothingGrowsWithTheNumberOfStreams() throws Exception {
        List<Sample> samples = new ArrayList<>();
        AtomicBoolean over = new AtomicBoolean();
        AtomicLong streams = new AtomicLong();
        ExecutorService clients = Executors.newFixedThreadPool(STREAMS);
        try (NumberedStreams upstream = new NumberedStreams(LONG ? 100 : 10, LONG ? 200_000_000 : 20_000_000, 100);
                ChildRecorder recorder =
                        ChildRecorder.start(ChildRecorder.Setup.of(folder.resolve("out"), upstream.port())
                                .java("-Xms16m", "-Xmx64m", "-XX:MaxDirectMemorySize=32m"))) {
            for (int i = 0; i < STREAMS; i++) {
                var unused = clients.submit(() -> soak(recorder.port(), over, streams));
            }
            await("the first streams").atMost(Duration.ofMinutes(2)).until(() -> streams.get() >= STREAMS);
            long begin = System.nanoTime();
            long step = TimeUnit.SECONDS.toNanos(SECONDS) / 120;
            await("the end of the soak")
                    .atMost(Duration.ofSeconds(2L * SECONDS + 60))
                    .pollInterval(Duration.ofNanos(step))
                    .until(() -> {
                        samples.add(sample(recorder, (System.nanoTime() - begin) / 1e9));
                        return samples.get(samples.size() - 1).seconds() > SECONDS;
                    });
            over.set(true);
            clients.shutdown();
            assertThat(clients.awaitTermination(2, TimeUnit.MINUTES)).isTrue();

            Sample first = samples.get(0);
            await("the descriptors of the streams to be given back")
                    .atMost(Duration.ofMinutes(1))
                    .until(() -> sample(recorder, 0).descriptors() < first.descriptors() + 5);
            assertThat(samples.get(samples.size() - 1).threads()).as("threads").isLessThan(first.threads() + 5);
            report(samples, streams.get());
        } finally {
            over.set(true);
            clients.shutdownNow();
        }
    }

    private static void report(List<Sample> samples, long streams) throws IOException {
        List<Sample> settled = samples.subList(samples.size() / 6, samples.size());
        double memory = 3600 * slope(settled, Sample::megabytes);
        double descriptors = 3600 * slope(settled, Sample::descriptors);
        double threads = 3600 * slope(settled, Sample::threads);
        if (LONG) {
            Figures.measured(
                    8,
                    "soak",
                    "%,d streams in %d min, %d at a time: memory %.0f MB, %+.1f MB/h, descriptors %+.1f/h, threads %+.1f/h",
                    streams,
                    SECONDS / 60,
                    STREAMS,
                    samples.get(samples.size() - 1).megabytes(),
                    memory,
                    descriptors,
                    threads);
            assertThat(memory).as("growth of the memory, MB/h").isLessThan(5);
            assertThat(Math.abs(descriptors))
                    .as("growth of the descriptors per hour")
                    .isLessThan(5);
            assertThat(Math.abs(threads)).as("growth of the threads per hour").isLessThan(1);
        }
    }

    /** Least squares. */
    private static double slope(List<Sample> samples, ToDoubleFunction<Sample> value) {
        double t = samples.stream().mapToDouble(Sample::seconds).average().orElseThrow();
        double v = samples.stream().mapToDouble(value).average().orElseThrow();
        double up = samples.stream()
                .mapToDouble(s -> (s.seconds() - t) * (value.applyAsDouble(s) - v))
                .sum();
        double down = samples.stream()
                .mapToDouble(s -> (s.seconds() - t) * (s.seconds() - t))
                .sum();
        return up / down;
    }

    private static Void soak(int port, AtomicBoolean over, AtomicLong streams) throws Exception {
        while (!over.get()) {
            try (StreamClient client = StreamClient.of(port, "/v1/messages")) {
                client.end().get(2, TimeUnit.MINUTES);
                if (!client.isComplete()) {
                    throw new AssertionError("a stream broke off: " + client.count() + " bytes");
                }
                streams.incrementAndGet();
            }
        }
        return null;
    }

    private static Sample sample(ChildRecorder recorder, double seconds) throws IOException {
        Path process = Path.of("/proc/" + recorder.java().pid());
        double kibibytes = 0;
        double threads = 0;
        for (String line : Files.readAllLines(process.resolve("status"))) {
            if (line.startsWith("VmRSS:")) {
                kibibytes = Double.parseDouble(line.replaceAll("\\D", ""));
            } else if (line.startsWith("Threads:")) {
                threads = Double.parseDouble(line.replaceAll("\\D", ""));
            }
        }
        String[] descriptors = process.resolve("fd").toFile().list();
        return new Sample(seconds, kibibytes * 1024 / 1e6, descriptors == null ? 0 : descriptors.length, threads);
    }
}
