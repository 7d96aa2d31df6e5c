package dev.wiretape.jmh;

import dev.wiretape.message.MessageFold;
import dev.wiretape.message.MessageSnapshot;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** The message as it was at any frame of a stream of 1,000,000 frames. */
@State(Scope.Benchmark)
@BenchmarkMode({Mode.AverageTime, Mode.SampleTime})
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(
        value = 1,
        jvmArgs = {"-Xmx512m", "-XX:+UseSerialGC"})
@Warmup(iterations = 2, time = 2)
@Measurement(iterations = 3, time = 3)
public class SnapshotBenchmark {
    private final SplittableRandom random = new SplittableRandom(1);
    private MessageFold fold;

    /** Folds it once. */
    @Setup
    public void fold() {
        fold = new LongToolStream().fold();
    }

    /** The snapshot at a random frame, with the place of its tool input's cursor. */
    @Benchmark
    public int anyFrame() {
        MessageSnapshot snapshot = fold.snapshotAt(random.nextInt(2, LongToolStream.FRAMES));
        return snapshot.blocks().get(0).input().path().length();
    }
}
