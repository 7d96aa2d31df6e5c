package dev.wiretape.replay;

import static org.assertj.core.api.Assertions.assertThat;

import dev.wiretape.recording.Entry;
import dev.wiretape.recording.Field;
import dev.wiretape.recording.Outcome;
import dev.wiretape.recording.Part;
import dev.wiretape.recording.Payload;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(20)
class CueReaderTest {
    @Test
    void aFrameWithoutPartsLiesInTheChunkAtItsTime() throws IOException {
        assertThat(chunks(Tape.post("/", "").stream(5).frame(10, "a\n\n").frame(20, "b\n\n")))
                .containsExactly("10:a\n\n", "20:b\n\n");
    }

    @Test
    void framesOfOneTimeCameInOneChunk() throws IOException {
        assertThat(chunks(Tape.post("/", "").stream(5)
                        .frame(10, "a\n\n")
                        .frame(10, "b\n\n")
                        .frame(11, "c\n\n")))
                .containsExactly("10:a\n\nb\n\n", "11:c\n\n");
    }

    @Test
    void partsCutAFrameWhereTheChunksDid() throws IOException {
        Tape tape = Tape.post("/", "").stream(5)
                .frame(10, "a\n\n")
                .frame(30, "hello\n\n", new Part(1, 10), new Part(4, 20), new Part(2, 30))
                .frame(30, "b\n\n");
        assertThat(chunks(tape)).containsExactly("10:a\n\nh", "20:ello", "30:\n\nb\n\n");
    }

    @Test
    void theEndOfAChunkMayLieInsideALastFrame() throws IOException {
        Tape tape = Tape.post("/", "").stream(5)
                .frame(10, "a\n\n")
                .partial(20, "data: x", new Part(3, 10), new Part(4, 20))
                .end(21, Outcome.UPSTREAM_RESET);
        assertThat(chunks(tape)).containsExactly("10:a\n\ndat", "20:a: x");
        assertThat(finish(tape)).isEqualTo(new Cue.Finish(21, Cue.Ending.RESET, List.of()));
    }

    @Test
    void bodyLinesAreChunks() throws IOException {
        assertThat(chunks(Tape.post("/", "").head(5, 200).body(10, "{\"a\":").body(12, "1}")))
                .containsExactly("10:{\"a\":", "12:1}");
    }

    @Test
    void partsCutABodyLineAsTheyCutAFrame() throws IOException {
        Entry.Body body =
                new Entry.Body(20, Payload.of("{\"a\":1}"), false, List.of(new Part(3, 10), new Part(4, 20)), 0);
        assertThat(chunks(Tape.post("/", "").head(5, 200).line(body).body(20, "\n")))
                .containsExactly("10:{\"a", "20:\":1}\n");
    }

    @Test
    void aBodyOfOneTimeIsCutBeforeItFillsTheMemory() throws IOException {
        String half = "x".repeat(ChunkJoiner.LARGEST / 2 + 1);
        Tape tape = Tape.imported().body(0, half).body(0, half);
        assertThat(chunks(tape)).containsExactly("0:" + half, "0:" + half);
    }

    @Test
    void aChunkOfWhateverSizeIsCutBeforeItFillsTheMemory() throws IOException {
        String large = "x".repeat(ChunkJoiner.LARGEST);
        Tape tape = Tape.imported().body(3, "ab" + large + large + "cd");
        assertThat(chunks(tape)).containsExactly("3:ab" + large.substring(2), "3:" + large, "3:xxcd");
    }

    @Test
    void timesCountFromTheRequestsLastByte() throws IOException {
        Tape tape = Tape.post("/", "{").line(new Entry.Upload(300, Payload.of("}"))).stream(1000)
                .line(new Entry.Upload(1500, Payload.of(" ")))
                .frame(2000, "a\n\n")
                .end(2100, Outcome.COMPLETE);
        assertThat(tape.cues()).extracting(Cue::t).containsExactly(700L, 1700L, 1800L);
    }

    @Test
    void timesNeverFall() throws IOException {
        Tape tape = Tape.post("/", "").stream(50).frame(20, "a\n\n").end(10, Outcome.COMPLETE);
        assertThat(tape.cues()).extracting(Cue::t).containsExactly(50L, 50L, 50L);
    }

    @Test
    void trailersComeWithTheEnd() throws IOException {
        List<Field> fields = Tape.fields("X-Sum", "7");
        Tape tape =
                Tape.post("/", "").stream(1).line(new Entry.Trailers(2, fields)).end(3, Outcome.COMPLETE);
        assertThat(finish(tape)).isEqualTo(new Cue.Finish(3, Cue.Ending.CLEAN, fields));
    }

    @Test
    void onlyWhatWasSeenToEndEndsCleanly() throws IOException {
        for (Outcome outcome : Outcome.values()) {
            Cue.Ending expected = switch (outcome) {
                case COMPLETE, UPSTREAM_UNREACHABLE -> Cue.Ending.CLEAN;
                case UPSTREAM_RESET -> Cue.Ending.RESET;
                default -> Cue.Ending.CUT;
            };
            Tape tape = Tape.post("/", "").stream(1).frame(2, "a\n\n").end(3, outcome);
            assertThat(finish(tape).ending()).as("%s", outcome).isEqualTo(expected);
        }
        assertThat(finish(Tape.post("/", "").stream(1).frame(2, "a\n\n")))
                .as("no end line")
                .isEqualTo(new Cue.Finish(2, Cue.Ending.CUT, List.of()));
        Entry.End future = new Entry.End(9, Optional.empty(), "abducted", 0, 0, "", "");
        assertThat(finish(Tape.post("/", "").stream(1).line(future)).ending())
                .as("an outcome of a later version")
                .isEqualTo(Cue.Ending.CUT);
    }

    @Test
    void anUnreachableUpstreamIsA502EvenIfNoneWasRecorded() throws IOException {
        Entry.End end = new Entry.End(7, Outcome.UPSTREAM_UNREACHABLE, 0, 0, "", "connection refused");
        List<Cue> cues = Tape.post("/", "").line(end).cues();
        assertThat(((Cue.Head) cues.get(0)).response().status()).isEqualTo(502);
        assertThat(((Cue.Chunk) cues.get(1)).bytes().text())
                .isEqualTo(
                        "{\"type\":\"error\",\"error\":{\"type\":\"api_error\",\"message\":\"connection refused\"}}");
    }

    @Test
    void anImportedStreamWithoutAHeadGetsOne() throws IOException {
        List<Cue> cues =
                Tape.imported().frame(0, "a\n\n").end(0, Outcome.COMPLETE).cues();
        assertThat(((Cue.Head) cues.get(0)).response().headers())
                .containsExactly(new Field("Content-Type", "text/event-stream; charset=utf-8"));
    }

    @Test
    void aBodyThatCouldNotBeDecodedOnBreaksThere() throws IOException {
        Tape tape = Tape.post("/", "").stream(1)
                .frame(2, "a\n\n")
                .line(new Entry.Body(3, Payload.of("garbage"), true))
                .end(4, Outcome.COMPLETE);
        assertThat(chunks(tape)).containsExactly("2:a\n\n");
        assertThat(finish(tape).ending()).isEqualTo(Cue.Ending.CUT);
    }

    private static List<String> chunks(Tape tape) throws IOException {
        return tape.cues().stream()
                .filter(Cue.Chunk.class::isInstance)
                .map(Cue.Chunk.class::cast)
                .map(chunk -> chunk.t() + ":" + chunk.bytes().text())
                .toList();
    }

    private static Cue.Finish finish(Tape tape) throws IOException {
        List<Cue> cues = tape.cues();
        return (Cue.Finish) cues.get(cues.size() - 1);
    }
}
