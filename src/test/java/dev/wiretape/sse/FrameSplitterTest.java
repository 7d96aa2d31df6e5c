package dev.wiretape.sse;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(120)
class FrameSplitterTest {
    private static final String[] TOKENS = {
        "\n", "\n", "\r", "\r\n", "\r\n", ":", " ", "data", "event", "id", "retry", "data: x", "é", "\uFEFF", "\0", "12"
    };

    @Test
    void framesAndPendingAreTheInputAndItsCutsDoNotDependOnTheChunks() {
        Random random = new Random(20261120);
        for (int round = 0; round < 20_000; round++) {
            byte[] input = randomStream(random);
            Parsed whole = Parsed.whole(input);
            assertThat(whole.bytes()).as("%s whole", show(input)).isEqualTo(input);
            Parsed chunked = Parsed.inChunks(input, "", at -> 1 + random.nextInt(7));
            assertThat(chunked.bytes()).as("%s in chunks", show(input)).isEqualTo(input);
            assertThat(chunked.frameLengths()).as("frames of %s", show(input)).isEqualTo(whole.frameLengths());
            assertThat(chunked.events()).as("events of %s", show(input)).isEqualTo(whole.events());
        }
    }

    @Test
    void eventsOfRandomBytesAreThoseOfTheStandardsAlgorithm() {
        Random random = new Random(7);
        for (int round = 0; round < 20_000; round++) {
            byte[] input = randomStream(random);
            assertThat(Parsed.whole(input).events()).as(show(input)).isEqualTo(ReferenceParser.parse(input));
        }
    }

    @Test
    void everyShortMixOfLineEndingsIsCutTheSameAtEveryPosition() {
        for (int length = 1; length <= 7; length++) {
            for (int number = 0; number < Math.pow(4, length); number++) {
                byte[] input = ("data:a" + mix(length, number) + "data:b\n\n").getBytes(UTF_8);
                Parsed whole = Parsed.whole(input);
                assertThat(whole.events()).as(show(input)).isEqualTo(ReferenceParser.parse(input));
                for (int cut = 1; cut < input.length; cut++) {
                    assertThat(Parsed.cutAt(input, cut).frameLengths())
                            .as("%s cut at %d", show(input), cut)
                            .isEqualTo(whole.frameLengths());
                }
            }
        }
    }

    @Test
    void streamsThatDifferOnlyInTheirLineEndingsGiveTheSameEvents() {
        String lf = ": hello\n\nevent: a\nid: 1\ndata: one\ndata: two\n\nretry: 10\n\ndata\n\ndata: last\n\n";
        List<Event> events = Parsed.whole(lf.getBytes(UTF_8)).events();
        assertThat(events).hasSize(3);
        for (String ending : List.of("\r", "\r\n")) {
            byte[] twin = lf.replace("\n", ending).getBytes(UTF_8);
            for (int cut = 1; cut < twin.length; cut++) {
                Parsed parsed = Parsed.cutAt(twin, cut);
                assertThat(parsed.events()).as("%s cut at %d", show(twin), cut).isEqualTo(events);
                assertThat(parsed.frames()).as("%s cut at %d", show(twin), cut).hasSize(5);
                assertThat(parsed.pending()).isEmpty();
            }
        }
    }

    @Test
    void frameThatEndsWithABareCarriageReturnIsHandedOverAtOnce() {
        FrameSplitter splitter = new FrameSplitter();
        List<String> frames = new ArrayList<>();
        feed(splitter, "data: a\r\r", frames);
        assertThat(frames).containsExactly("data: a\r\r");
        assertThat(splitter.pendingLength()).isZero();
    }

    @Test
    void carriageReturnAfterACrlfLineWaitsForItsLineFeedOrTheEnd() {
        FrameSplitter splitter = new FrameSplitter();
        List<String> frames = new ArrayList<>();
        feed(splitter, "data: a\r\n\r", frames);
        assertThat(frames).isEmpty();
        splitter.end((bytes, offset, length) -> frames.add(new String(bytes, offset, length, UTF_8)));
        assertThat(frames).containsExactly("data: a\r\n\r");
        assertThat(splitter.pending()).isEmpty();
    }

    @Test
    void unfinishedFrameStaysPendingAtTheEnd() {
        FrameSplitter splitter = new FrameSplitter();
        List<String> frames = new ArrayList<>();
        feed(splitter, "data: a\n\ndata: b\n", frames);
        splitter.end((bytes, offset, length) -> frames.add(new String(bytes, offset, length, UTF_8)));
        assertThat(frames).containsExactly("data: a\n\n");
        assertThat(splitter.pending()).asString(UTF_8).isEqualTo("data: b\n");
    }

    @Test
    void frameAtTheBoundIsKeptWholeAndOneByteMoreOverflows() {
        byte[] frame = "data: 123456\n\n".getBytes(UTF_8);
        for (int chunk = 1; chunk <= frame.length; chunk++) {
            List<String> frames = new ArrayList<>();
            FrameSplitter fits = new FrameSplitter(frame.length);
            feedInChunks(fits, frame, chunk, frames);
            assertThat(frames).as("chunks of %d", chunk).containsExactly("data: 123456\n\n");
            assertThat(fits.overflowed()).isFalse();

            FrameSplitter tight = new FrameSplitter(frame.length - 1);
            frames.clear();
            int taken = feedInChunks(tight, frame, chunk, frames);
            assertThat(frames).as("chunks of %d, bound too small", chunk).isEmpty();
            assertThat(tight.overflowed()).isTrue();
            assertThat(taken).as("chunks of %d", chunk).isEqualTo(frame.length - 1);
            assertThat(tight.pending()).isEqualTo(Arrays.copyOf(frame, taken));
        }
    }

    @Test
    void afterAnOverflowNothingIsTakenNorKept() {
        FrameSplitter splitter = new FrameSplitter(4);
        List<String> frames = new ArrayList<>();
        assertThat(feed(splitter, "a\n\nbcdef", frames)).isEqualTo(7);
        assertThat(feed(splitter, "\n\n\n\n", frames)).isZero();
        assertThat(frames).containsExactly("a\n\n");
        assertThat(splitter.pending()).asString(UTF_8).isEqualTo("bcde");
    }

    @Test
    void frameOfEightMebibytesFedByteByByteIsCopiedALinearNumberOfTimes() {
        // A copy of all that is held per byte fed would be 35 terabytes: this test would not end.
        byte[] frame = new byte[FrameSplitter.DEFAULT_MAX_FRAME_BYTES];
        Arrays.fill(frame, (byte) 'x');
        frame[frame.length - 2] = '\n';
        frame[frame.length - 1] = '\n';
        Parsed parsed = Parsed.inChunks(frame, "", at -> 1);
        assertThat(parsed.frameLengths()).containsExactly(frame.length);
        assertThat(parsed.pending()).isEmpty();
    }

    @Test
    void eightMebibytesOfBlankLinesAreThatManyFrames() {
        byte[] blank = new byte[1 << 20];
        Arrays.fill(blank, (byte) '\n');
        assertThat(Parsed.whole(blank).frames()).hasSize(blank.length);
    }

    @Test
    void boundBelowOneIsRefused() {
        assertThatThrownBy(() -> new FrameSplitter(0)).hasMessageContaining("maxFrameBytes");
    }

    private static byte[] randomStream(Random random) {
        int tokens = random.nextInt(24);
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < tokens; i++) {
            text.append(TOKENS[random.nextInt(TOKENS.length)]);
        }
        byte[] bytes = text.toString().getBytes(UTF_8);
        if (bytes.length > 0 && random.nextInt(4) == 0) {
            bytes[random.nextInt(bytes.length)] = (byte) random.nextInt(256);
        }
        return bytes;
    }

    private static String mix(int length, int number) {
        StringBuilder mix = new StringBuilder();
        for (int i = 0, rest = number; i < length; i++, rest /= 4) {
            mix.append("\r\nx:".charAt(rest % 4));
        }
        return mix.toString();
    }

    private static int feed(FrameSplitter splitter, String text, List<String> frames) {
        byte[] bytes = text.getBytes(UTF_8);
        return feedInChunks(splitter, bytes, bytes.length, frames);
    }

    private static int feedInChunks(FrameSplitter splitter, byte[] bytes, int chunk, List<String> frames) {
        int taken = 0;
        for (int at = 0; at < bytes.length; at += chunk) {
            taken += splitter.feed(
                    bytes,
                    at,
                    Math.min(chunk, bytes.length - at),
                    (b, offset, length) -> frames.add(new String(b, offset, length, UTF_8)));
        }
        return taken;
    }

    private static String show(byte[] input) {
        return new String(input, UTF_8).replace("\r", "\\r").replace("\n", "\\n");
    }
}
