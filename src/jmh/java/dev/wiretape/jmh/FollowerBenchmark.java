package dev.wiretape.jmh;

import dev.wiretape.message.JsonFollower;
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

/** Following a tool input: nanoseconds a fragment of 12 characters. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(
        value = 1,
        jvmArgs = {"-Xmx512m", "-XX:+UseSerialGC"})
@Warmup(iterations = 2, time = 2)
@Measurement(iterations = 3, time = 3)
public class FollowerBenchmark {
    private static final int ROUNDS = 10_000;
    private static final String[] FRAGMENTS = {
        "{\"a\": \"hello", " wörld, \\n x", " again\", \"b\"", ": [1, 2.5e3,", " null, true ", "], \"c\": {} }, "
    };

    /** An array of small objects. */
    @Benchmark
    @OperationsPerInvocation(ROUNDS * 6)
    public JsonFollower smallFragments() {
        JsonFollower follower = new JsonFollower();
        follower.feed("[");
        for (int i = 0; i < ROUNDS; i++) {
            for (String fragment : FRAGMENTS) {
                follower.feed(fragment);
            }
        }
        if (follower.broken()) {
            throw new IllegalStateException(follower.progress().fault().toString());
        }
        return follower;
    }
}
