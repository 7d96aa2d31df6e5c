package dev.wiretape.loop;

import dev.wiretape.NeedsCorpus;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Bytes, hash, frames, chunk boundaries and end come back as they were sent. */
@Timeout(300)
class ClosedLoopTest {
    @Test
    void bundledRecordingsComeBack(@TempDir Path out) throws Exception {
        Loop.goRound(Path.of("recordings"), out);
    }

    @Test
    @NeedsCorpus
    void streamsInRandomSlicesComeBack(@TempDir Path in, @TempDir Path out) throws Exception {
        Loop.goRound(Imported.whole(in), out);
    }

    @Test
    @NeedsCorpus
    void streamsThatWereCutComeBackCutAtTheSameByte(@TempDir Path in, @TempDir Path out) throws Exception {
        Loop.goRound(Imported.cut(in), out);
    }
}
