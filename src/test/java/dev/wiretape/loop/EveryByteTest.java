package dev.wiretape.loop;

import static org.assertj.core.api.Assertions.assertThat;

import dev.wiretape.recording.Outcome;
import dev.wiretape.recording.fault.Fault;
import dev.wiretape.recording.fault.Faults;
import dev.wiretape.replay.FaultyReplay;
import dev.wiretape.testing.RawBody;
import dev.wiretape.testing.RawClient;
import dev.wiretape.testing.Taken;
import dev.wiretape.testing.TestRecorder;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** One recording broken at every byte: replay ← recorder ← client. */
@Timeout(300)
class EveryByteTest {
    private static final Path RECORDING = Path.of("recordings/refusal.ndjson");

    @TempDir
    private Path out;

    @ParameterizedTest
    @CsvSource({"cut,COMPLETE,1", "reset,UPSTREAM_RESET,1", "close,UPSTREAM_CLOSED,13"})
    void theClientGetsThePrefixAndTheRecorderTheOutcome(String kind, Outcome outcome, int stride) throws Exception {
        byte[] body = Taken.of(RECORDING).body();
        List<Fault> faults = new ArrayList<>();
        for (int at = 0; at <= body.length; at += stride) {
            faults.add(Fault.parse(kind + "@byte=" + at + ",request=" + (faults.size() + 1)));
        }
        List<Path> files;
        try (FaultyReplay replay = FaultyReplay.of(RECORDING, new Faults(faults, 0));
                TestRecorder recorder = TestRecorder.inFrontOf(replay.url(), out)) {
            for (int at = 0; at <= body.length; at += stride) {
                try (RawClient client = RawClient.connect(recorder.port())) {
                    RawBody heard = client.post("/v1/messages", "{}").readBody(client.readHead());
                    assertThat(heard.bytes())
                            .as("what the client heard of %s at byte %d", kind, at)
                            .isEqualTo(Arrays.copyOf(body, at));
                    assertThat(heard.complete()).as("clean end at byte %d", at).isEqualTo(outcome == Outcome.COMPLETE);
                }
            }
            files = recorder.awaitEnded(faults.size());
        }
        for (int at = 0; at <= body.length; at += stride) {
            Taken taken = Taken.of(files.get(at / stride));
            assertThat(taken.end().orElseThrow().outcome())
                    .as("outcome at byte %d", at)
                    .contains(outcome);
            assertThat(taken.body()).as("what was recorded at byte %d", at).isEqualTo(Arrays.copyOf(body, at));
        }
    }
}
