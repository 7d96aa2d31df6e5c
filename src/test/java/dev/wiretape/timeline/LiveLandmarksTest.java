package dev.wiretape.timeline;

import static org.assertj.core.api.Assertions.assertThat;

import dev.wiretape.recording.Entry;
import dev.wiretape.recording.Line;
import dev.wiretape.recording.RecordingReader;
import dev.wiretape.recording.fault.Sights;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** What is seen while a stream comes, against what is seen when it is over. */
@Timeout(60)
class LiveLandmarksTest {
    @ParameterizedTest
    @CsvSource({
        "stall-with-pings, stall",
        "stall-with-pings, info",
        "error-event-mid-stream, error-event",
    })
    void itIsSeenAtTheFrameWhereItHappens(String recording, String word) throws IOException {
        List<Entry> lines = lines(Path.of("recordings", recording + ".ndjson"));
        Sights all = Landmarks.of(lines);

        List<Long> seen = seen(lines, word);

        assertThat(seen).isNotEmpty().allMatch(frame -> all.at(frame, word));
    }

    @ParameterizedTest
    @MethodSource("dev.wiretape.timeline.BundledRecordingsTest#recordings")
    void nothingIsSeenThatIsNotThere(Path recording) throws IOException {
        List<Entry> lines = lines(recording);
        Sights all = Landmarks.of(lines);

        for (String word : List.of("stall", "finding", "error", "warning", "info")) {
            assertThat(seen(lines, word)).as(word).allMatch(frame -> all.at(frame, word));
        }
    }

    @Test
    void onlyTheNewestFrameIsKnown() throws IOException {
        LiveLandmarks live = new LiveLandmarks();
        lines(Path.of("recordings", "error-event-mid-stream.ndjson")).forEach(live::line);

        assertThat(live.at(0, "finding")).isFalse();
        assertThat(live.at(1_000_000, "finding")).isFalse();
    }

    private static List<Long> seen(List<Entry> lines, String word) {
        LiveLandmarks live = new LiveLandmarks();
        List<Long> seen = new ArrayList<>();
        for (Entry line : lines) {
            live.line(line);
            if (line instanceof Entry.Frame frame && live.at(frame.n(), word)) {
                seen.add(frame.n());
            }
        }
        return seen;
    }

    private static List<Entry> lines(Path recording) throws IOException {
        List<Entry> lines = new ArrayList<>();
        try (RecordingReader reader = RecordingReader.open(recording)) {
            for (Optional<Line> line = reader.next(); line.isPresent(); line = reader.next()) {
                lines.add(line.get().entry());
            }
        }
        return lines;
    }
}
