package dev.wiretape.promises;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import dev.wiretape.recording.Entry;
import dev.wiretape.recording.Exchange;
import dev.wiretape.recording.Outcome;
import dev.wiretape.recording.Recording;
import dev.wiretape.testing.Figures;
import dev.wiretape.testing.IgnoredSignals;
import dev.wiretape.testing.Scale;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Signals at random moments of a stream. */
@Timeout(3600)
@DisabledOnOs(value = OS.WINDOWS, disabledReason = "signals are POSIX")
class SignalsTest {
    private static final int TIMES = Scale.of("signals", 1, 200);

    @TempDir
    Path folder;

    /** Those that end a program. */
    enum Signal {
        HUP(129),
        INT(130),
        TERM(143);

        private final int code;

        Signal(int code) {
            this.code = code;
        }
    }

    @ParameterizedTest
    @EnumSource
    void aSignalEndsTheRecorderAndWritesTheEndOfWhatStillRuns(Signal signal) throws Exception {
        assumeFalse(IgnoredSignals.include(signal.name()), "this process ignores the signal");
        long slowest = 0;
        try (NumberedStreams upstream = new NumberedStreams(Integer.MAX_VALUE, 100_000, 0)) {
            for (int i = 0; i < TIMES; i++) {
                slowest = Math.max(slowest, once(upstream, signal, i));
            }
        }
        Figures.measured(
                19,
                "signals-" + signal,
                "%d × SIG%s: nothing lost, %,d ms at most",
                TIMES,
                signal,
                slowest / 1_000_000);
    }

    /** How long it took, in ns. */
    private long once(NumberedStreams upstream, Signal signal, int seed) throws Exception {
        Path out = folder.resolve(signal + "-" + seed);
        try (ChildRecorder recorder = ChildRecorder.start(ChildRecorder.Setup.of(out, upstream.port()));
                StreamClient client = StreamClient.of(recorder.port(), "/v1/messages")) {
            long moment = new Random(seed).nextInt(30_000);
            await("the moment of signal " + seed).atMost(Duration.ofSeconds(60)).until(() -> client.count() > moment);
            long begin = System.nanoTime();
            assertThat(recorder.signal(signal.name())).as("exit code").isEqualTo(signal.code);
            long took = System.nanoTime() - begin;

            client.end().get(60, TimeUnit.SECONDS);
            assertThat(client.isComplete())
                    .as("a cut stream must not look whole")
                    .isFalse();
            Recording recording = Recording.scan(recorder.recordings().get(0));
            assertThat(recording.tornBytes()).isZero();
            Exchange exchange = recording.exchanges().get(0);
            assertThat(exchange.frames()).isGreaterThanOrEqualTo(client.frames().size());
            assertThat(exchange.end().flatMap(Entry.End::outcome)).contains(Outcome.RECORDER_STOPPED);
            return took;
        }
    }
}
