package dev.wiretape.timeline;

import static org.assertj.core.api.Assertions.assertThat;

import dev.wiretape.recording.Line;
import dev.wiretape.recording.RecordingReader;
import dev.wiretape.recording.SessionFolder;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What the linter says of the recordings that are bundled: one for each thing that happens to a stream. */
@Timeout(60)
class BundledRecordingsTest {
    private static final Path FOLDER = Path.of("recordings");

    /** Those with findings; the others have none. */
    private static final Map<String, List<String>> FINDINGS = Map.of(
            "buffered-by-a-gateway.ndjson", List.of("burst"),
            "error-event-mid-stream.ndjson", List.of("error-event"),
            "max-tokens-in-tool-json.ndjson", List.of("input-cut", "stop-max-tokens"),
            "rate-limited-429.ndjson", List.of("http-error"),
            "refusal.ndjson", List.of("stop-refusal"),
            "reset-mid-frame.ndjson", List.of("upstream-reset"),
            "stall-with-pings.ndjson", List.of("stall"));

    static List<Path> recordings() throws IOException {
        return SessionFolder.recordings(FOLDER);
    }

    @ParameterizedTest
    @MethodSource("recordings")
    void theFindingsAreThoseTheRecordingWasMadeFor(Path recording) throws IOException {
        assertThat(report(recording).findings().stream()
                        .map(finding -> finding.rule().name()))
                .containsExactlyElementsOf(
                        FINDINGS.getOrDefault(recording.getFileName().toString(), List.of()));
    }

    @Test
    void theCutIsFoundInTheFrameAndTheBlockItHappenedIn() throws IOException {
        Finding cut = report(FOLDER.resolve("max-tokens-in-tool-json.ndjson"))
                .findings()
                .get(0);
        assertThat(cut.rule().name()).isEqualTo("input-cut");
        assertThat(cut.frame()).hasValue(53);
        assertThat(cut.block()).hasValue(1);
    }

    private static ExchangeReport report(Path recording) throws IOException {
        Inspection inspection = new Inspection();
        try (RecordingReader reader = RecordingReader.open(recording)) {
            for (Optional<Line> line = reader.next(); line.isPresent(); line = reader.next()) {
                inspection.add(line.get());
            }
        }
        return inspection.report();
    }
}
