package dev.wiretape.jmh;

import dev.wiretape.sse.EventDecoder;
import dev.wiretape.sse.FrameSplitter;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;
import org.openjdk.jmh.infra.Blackhole;

/** Frames of about 160 bytes: nanoseconds a frame to cut them, and to cut and decode them. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(
        value = 1,
        jvmArgs = {"-Xmx512m", "-XX:+UseSerialGC"})
@Warmup(iterations = 2, time = 2)
@Measurement(iterations = 3, time = 3)
public class SseBenchmark {
    private final byte[] frames = new LongToolStream().thousandFrames();

    /** The size of a network chunk. */
    @Param({"16384", "64"})
    public int chunk;

    /** Cuts only. */
    @Benchmark
    @OperationsPerInvocation(1_000)
    public void split(Blackhole hole) {
        FrameSplitter splitter = new FrameSplitter();
        for (int at = 0; at < frames.length; at += chunk) {
            splitter.feed(
                    frames, at, Math.min(chunk, frames.length - at), (raw, offset, length) -> hole.consume(length));
        }
    }

    /** Cuts and decodes. */
    @Benchmark
    @OperationsPerInvocation(1_000)
    public void splitAndDecode(Blackhole hole) {
        FrameSplitter splitter = new FrameSplitter();
        EventDecoder decoder = new EventDecoder();
        for (int at = 0; at < frames.length; at += chunk) {
            splitter.feed(
                    frames,
                    at,
                    Math.min(chunk, frames.length - at),
                    (raw, offset, length) -> hole.consume(decoder.decode(raw, offset, length)));
        }
    }
}
