package dev.wiretape.jmh;

import dev.wiretape.timeline.ExchangeReport;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** Bytes to message, times and findings, in one pass: frames a second on one core. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
@Fork(
        value = 1,
        jvmArgs = {"-Xmx512m", "-XX:+UseSerialGC"})
@Warmup(iterations = 2, time = 3)
@Measurement(iterations = 3, time = 5)
public class InspectionBenchmark {
    private final LongToolStream stream = new LongToolStream();

    /** Splits, assembles, times and checks 1,000,000 frames with a tool input of 50 MB. */
    @Benchmark
    @OperationsPerInvocation(LongToolStream.FRAMES)
    public ExchangeReport millionFrames() {
        return stream.inspect();
    }
}
