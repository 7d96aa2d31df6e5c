package dev.wiretape.message;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.wiretape.Corpus;
import dev.wiretape.NeedsCorpus;
import dev.wiretape.sse.Event;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A look back at a frame shows what was to be seen at that frame. */
@Timeout(120)
class LookBackTest {

    static Stream<Path> streams() {
        return Corpus.streams().stream();
    }

    @NeedsCorpus
    @ParameterizedTest
    @MethodSource("streams")
    void snapshotAtAnyFrameIsTheSnapshotThen(Path stream) throws IOException {
        assertLooksBack(Files.readAllBytes(stream), stream.getFileName().toString());
    }

    @Test
    void snapshotAtAnyFrameIsTheSnapshotThenWhateverTheStream() {
        Random random = new Random(8);
        for (int i = 0; i < 300; i++) {
            byte[] stream = Mutations.of(Mutations.PLAIN, random);
            assertLooksBack(stream, new String(stream, UTF_8));
        }
    }

    @Test
    void snapshotTakenEarlyDoesNotChangeWhileTheStreamGoesOn() {
        MessageFold fold = new MessageFold();
        fold.apply(0, event("content_block_start", ",\"index\":0,\"content_block\":{\"type\":\"text\",\"text\":\"\"}"));
        int frame = 0;
        MessageSnapshot early = fold.snapshot();
        for (int i = 0; i < 100_000; i++) {
            fold.apply(
                    ++frame,
                    event(
                            "content_block_delta",
                            ",\"index\":0,\"delta\":{\"type\":\"text_delta\",\"text\":\"" + i + " \"}"));
            if (i == 10) {
                early = fold.snapshot();
            }
        }
        assertThat(early.blocks().get(0).text()).hasToString("0 1 2 3 4 5 6 7 8 9 10 ");
        Text all = fold.snapshot().blocks().get(0).text();
        assertThat(all.toString())
                .startsWith("0 1 2 ")
                .endsWith(" 99998 99999 ")
                .hasSize(all.length());
        assertThat(all.subSequence(40_000, 40_020)).hasToString(all.toString().substring(40_000, 40_020));
        assertThat(fold.snapshotAt(11)).isEqualTo(early);
    }

    private static Event event(String type, String members) {
        return new Event(type, "{\"type\":\"" + type + "\"" + members + "}", "", true);
    }

    private static void assertLooksBack(byte[] stream, String what) {
        Fold whole = Fold.of(stream);
        MessageFold again = new MessageFold();
        List<Event> events = Fold.events(stream);
        for (int i = 0; i < events.size(); i++) {
            int frame = whole.changes().get(i).frame();
            again.apply(frame, events.get(i));
            assertThat(whole.fold().snapshotAt(frame))
                    .as("%s at frame %d", what, frame)
                    .isEqualTo(again.snapshot());
        }
    }
}
