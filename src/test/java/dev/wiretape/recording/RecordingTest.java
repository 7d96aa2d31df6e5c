package dev.wiretape.recording;

import static dev.wiretape.recording.Tapes.chunk;
import static dev.wiretape.recording.Tapes.entries;
import static dev.wiretape.recording.Tapes.utf8;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.wiretape.testing.Figures;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class RecordingTest {
    @TempDir
    Path out;

    @Test
    void aScanFindsTheExchangeAndCountsItsFrames() throws IOException {
        Recording recording = Recording.scan(recorded());

        assertThat(recording.damages()).isEmpty();
        assertThat(recording.tornBytes()).isZero();
        Exchange exchange = recording.exchanges().get(0);
        assertThat(exchange.frames()).isEqualTo(2);
        assertThat(exchange.request().map(Entry.Request::method)).contains("POST");
        assertThat(exchange.response().map(Entry.Response::status)).contains(200);
        assertThat(exchange.end().map(Entry.End::word)).contains("complete");
    }

    @Test
    void aRecordingCutAtAnyByteYieldsEveryLineBeforeTheCut() throws IOException {
        byte[] whole = Files.readAllBytes(recorded());
        List<Entry> all = entries(recordingOf(whole));
        for (int cut = 0; cut <= whole.length; cut++) {
            Path file = recordingOf(Arrays.copyOf(whole, cut));
            int complete = 0;
            int torn = cut;
            for (int i = 0; i < cut; i++) {
                if (whole[i] == '\n') {
                    complete++;
                    torn = cut - i - 1;
                }
            }

            assertThat(entries(file)).as("cut at %d", cut).isEqualTo(all.subList(0, complete));
            if (complete > 0) {
                assertThat(Recording.scan(file).tornBytes())
                        .as("cut at %d", cut)
                        .isEqualTo(torn);
            }
        }
        Figures.measured(2, "cuts", "cut at each of %,d bytes: no whole line lost", whole.length + 1);
    }

    @Test
    void aTailOfNulsIsTorn() throws IOException {
        byte[] whole = Files.readAllBytes(recorded());
        Path file = recordingOf(Arrays.copyOf(whole, whole.length + 4096));

        assertThat(Recording.scan(file).tornBytes()).isEqualTo(4096);
        assertThat(Recording.scan(file).exchanges().get(0).end()).isPresent();
    }

    @Test
    void aDamagedLineIsNamedAndTheLinesAfterItAreRead() throws IOException {
        List<String> lines = new ArrayList<>(Files.readAllLines(recorded(), UTF_8));
        lines.set(3, lines.get(3).substring(0, 20));
        Path file = recordingOf(utf8(String.join("\n", lines) + "\n"));

        List<Entry> read = new ArrayList<>();
        List<DamagedRecordingException> damages = new ArrayList<>();
        try (RecordingReader reader = RecordingReader.open(file)) {
            boolean more = true;
            while (more) {
                try {
                    Optional<Line> line = reader.next();
                    line.ifPresent(l -> read.add(l.entry()));
                    more = line.isPresent();
                } catch (DamagedRecordingException e) {
                    damages.add(e);
                }
            }
        }

        assertThat(damages).extracting(DamagedRecordingException::line).containsExactly(4L);
        assertThat(damages.get(0)).hasMessageContaining(file + ": line 4 is not JSON");
        assertThat(read).hasSize(lines.size() - 1);
    }

    @Test
    void whatIsNoRecordingIsRefusedWithLineAndReason() throws IOException {
        assertThatThrownBy(() -> Recording.scan(recordingOf(utf8("hello\n"))))
                .isInstanceOf(DamagedRecordingException.class)
                .hasMessageContaining("line 1 is not JSON")
                .hasMessageContaining("so this is no recording");
        assertThatThrownBy(
                        () -> Recording.scan(recordingOf(utf8("{\"kind\":\"frame\",\"t\":0,\"n\":0,\"raw\":\"\"}\n"))))
                .isInstanceOf(DamagedRecordingException.class)
                .hasMessageContaining("line 1 is no header");
        assertThatThrownBy(() -> Recording.scan(recordingOf(new byte[0])))
                .isInstanceOf(DamagedRecordingException.class);
        assertThatThrownBy(() -> Recording.scan(
                        recordingOf(utf8("{\"kind\":\"header\",\"format\":\"wiretape\",\"version\":2}\n"))))
                .hasMessageContaining("format version 2, and this wiretape reads up to 1; a newer one reads it");
    }

    @Test
    void unknownKindsAndFieldsAreKeptAndIgnored() throws IOException {
        List<String> lines = new ArrayList<>(Files.readAllLines(recorded(), UTF_8));
        lines.add(2, "{\"kind\":\"weather\",\"t\":3,\"sky\":\"blue\"}");
        lines.set(3, lines.get(3).replace("{\"kind\":\"response\",", "{\"kind\":\"response\",\"mood\":[1,{}],"));
        Path file = recordingOf(utf8(String.join("\n", lines) + "\n"));

        assertThat(entries(file).get(2)).isEqualTo(new Entry.Unknown("weather"));
        assertThat(entries(file)).hasSize(lines.size());
        try (RecordingReader reader = RecordingReader.open(file)) {
            reader.next();
            reader.next();
            reader.next();
            assertThat(reader.json().text()).isEqualTo("{\"kind\":\"weather\",\"t\":3,\"sky\":\"blue\"}");
        }
    }

    @Test
    void concatenatedRecordingsAreARecording() throws IOException {
        byte[] one = Files.readAllBytes(recorded());
        Path file = recordingOf(one);
        Files.write(file, one, StandardOpenOption.APPEND);

        List<Exchange> exchanges = Recording.scan(file).exchanges();
        assertThat(exchanges).hasSize(2);
        assertThat(exchanges.get(1).from()).isEqualTo(one.length);
        try (RecordingReader reader = exchanges.get(1).open()) {
            Line first = reader.next().orElseThrow();
            assertThat(first.entry()).isInstanceOf(Entry.Header.class);
            assertThat(first.number())
                    .isEqualTo(exchanges.get(0).open().next().orElseThrow().number() + lineCount(one));
        }
    }

    @Test
    void uploadsBelongToTheRequest() throws IOException {
        try (Tapes tapes = new Tapes(out)) {
            ExchangeRecorder recorder = tapes.begin();
            recorder.request("PUT", "http://api.test/x", "1.1", List.of(), utf8("ab"));
            recorder.upload(utf8("--cd"), 2, 2);
            recorder.end(Outcome.COMPLETE, "");

            assertThat(Recording.scan(tapes.file(1))
                            .exchanges()
                            .get(0)
                            .request()
                            .map(r -> r.body().text()))
                    .contains("abcd");
        }
    }

    @Test
    void loneSurrogatesAreDamageNotQuestionMarks() throws IOException {
        List<String> lines = new ArrayList<>(Files.readAllLines(recorded(), UTF_8));
        lines.set(3, "{\"kind\":\"frame\",\"t\":1,\"n\":0,\"raw\":\"data: \\ud83d\\n\\n\"}");
        Path file = recordingOf(utf8(String.join("\n", lines) + "\n"));

        assertThatThrownBy(() -> entries(file)).hasMessageContaining("line 4 has a lone surrogate in \"raw\"");
    }

    @Test
    void aLineLongerThanAnyOfOursIsNamedAndPassedOver() throws IOException {
        List<String> lines = Files.readAllLines(recorded(), UTF_8);
        Path file = recordingOf(new byte[0]);
        try (var out = Files.newBufferedWriter(file, UTF_8)) {
            out.write(lines.get(0) + "\n{\"kind\":\"weather\",\"sky\":\"");
            String piece = "x".repeat(1024 * 1024);
            for (int i = 0; i <= Lines.LONGEST / piece.length(); i++) {
                out.write(piece);
            }
            out.write("\"}\n" + lines.get(1) + "\n");
        }
        Recording recording = Recording.scan(file);

        assertThat(recording.damages())
                .extracting(DamagedRecordingException::line)
                .containsExactly(2L);
        assertThat(recording.exchanges().get(0).request()).isPresent();
    }

    @Test
    void aDamagedFrameIsFoundByAScan() throws IOException {
        List<String> lines = new ArrayList<>(Files.readAllLines(recorded(), UTF_8));
        lines.set(3, lines.get(3).substring(0, 30));
        Path file = recordingOf(utf8(String.join("\n", lines) + "\n{\"torn"));

        assertThat(Recording.scan(file).notices("a.ndjson", "the rest is read"))
                .satisfiesExactly(
                        damaged -> assertThat(damaged)
                                .startsWith(file + ": line 4 is not JSON")
                                .endsWith("; the rest is read"),
                        torn -> assertThat(torn).startsWith("a.ndjson ends within a line (6 bytes left out)"));
    }

    @Test
    void ofManyDamagedLinesOneIsNamedAndTheOthersAreCounted() throws IOException {
        String header = Files.readAllLines(recorded(), UTF_8).get(0);
        Recording recording = Recording.scan(recordingOf(utf8(header + "\n" + "oops\n".repeat(1000))));

        assertThat(recording.damages()).hasSize(Recording.MOST_DAMAGES);
        assertThat(recording.notices("a.ndjson", "the rest is read"))
                .hasSize(2)
                .last()
                .isEqualTo("a.ndjson has 999 more lines that cannot be read");
    }

    private Path recorded() throws IOException {
        try (Tapes tapes = new Tapes(out)) {
            ExchangeRecorder recorder = tapes.streaming();
            chunk(recorder, utf8("event: a\ndata: {\"x\":\"😀\"}\n\n"));
            chunk(recorder, utf8("data: 2\n\ndata: left"));
            recorder.end(Outcome.COMPLETE, "");
            return tapes.file(1);
        }
    }

    private Path recordingOf(byte[] bytes) throws IOException {
        return Files.write(out.resolve("case.ndjson"), bytes);
    }

    private static long lineCount(byte[] bytes) {
        return new String(bytes, UTF_8).lines().count();
    }
}
