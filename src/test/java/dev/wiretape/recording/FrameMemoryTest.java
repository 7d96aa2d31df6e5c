package dev.wiretape.recording;

import static dev.wiretape.recording.Tapes.chunk;
import static dev.wiretape.recording.Tapes.entries;
import static dev.wiretape.recording.Tapes.utf8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class FrameMemoryTest {
    private static final int MEBI = 1024 * 1024;

    @TempDir
    Path out;

    private Tapes tapes;

    @BeforeEach
    void openSession() throws IOException {
        tapes = new Tapes(out);
    }

    @AfterEach
    void closeSession() {
        tapes.close();
        assertThat(tapes.failures).isEmpty();
    }

    @Test
    void whereFramesTogetherAreTooLargeOneIsRecordedInPiecesAndNoByteIsLost() throws IOException {
        List<ExchangeRecorder> recorders = List.of(tapes.streaming(), tapes.streaming(), tapes.streaming());
        for (int i = 0; i < 7; i++) {
            recorders.forEach(recorder -> chunk(recorder, mebibyte()));
        }
        recorders.forEach(recorder -> chunk(recorder, utf8("\n\n")));
        recorders.forEach(recorder -> recorder.end(Outcome.COMPLETE, ""));

        assertThat(List.of(frames(1), frames(2), frames(3)))
                .as("frames of the three, of which two have room")
                .containsExactly(1, 0, 1);
        for (int seq = 1; seq <= 3; seq++) {
            assertThat(ExchangeRecorderTest.bodyBytes(tapes.file(seq)))
                    .as("body of exchange %d", seq)
                    .hasSize(7 * MEBI + 2);
        }
    }

    @Test
    void whoeverEndsInTheMiddleOfAFrameGivesItsRoomBack() throws IOException {
        for (int i = 0; i < 4; i++) {
            ExchangeRecorder cut = tapes.streaming();
            grow(cut, 7);
            cut.end(Outcome.UPSTREAM_RESET, "");
        }
        ExchangeRecorder last = tapes.streaming();
        grow(last, 7);
        chunk(last, utf8("\n\n"));
        last.end(Outcome.COMPLETE, "");

        assertThat(frames(5)).isEqualTo(1);
    }

    @Test
    void whatIsRecordedInPiecesLeavesItsRoomToOthers() throws IOException {
        List<ExchangeRecorder> large = List.of(tapes.streaming(), tapes.streaming(), tapes.streaming());
        large.forEach(recorder -> grow(recorder, 9));
        ExchangeRecorder last = tapes.streaming();
        grow(last, 7);
        chunk(last, utf8("\n\n"));
        last.end(Outcome.COMPLETE, "");
        large.forEach(recorder -> recorder.end(Outcome.COMPLETE, ""));

        assertThat(frames(4)).isEqualTo(1);
    }

    private int frames(int seq) throws IOException {
        return entries(tapes.file(seq), Entry.Frame.class).size();
    }

    private static void grow(ExchangeRecorder recorder, int mebibytes) {
        for (int i = 0; i < mebibytes; i++) {
            chunk(recorder, mebibyte());
        }
    }

    private static byte[] mebibyte() {
        byte[] chunk = new byte[MEBI];
        Arrays.fill(chunk, (byte) 'x');
        return chunk;
    }
}
