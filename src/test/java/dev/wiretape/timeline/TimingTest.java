package dev.wiretape.timeline;

import static dev.wiretape.timeline.Streams.PING;
import static dev.wiretape.timeline.Streams.START;
import static dev.wiretape.timeline.Streams.STOP;
import static dev.wiretape.timeline.Streams.blockStop;
import static dev.wiretape.timeline.Streams.input;
import static dev.wiretape.timeline.Streams.messageDelta;
import static dev.wiretape.timeline.Streams.text;
import static dev.wiretape.timeline.Streams.textStart;
import static dev.wiretape.timeline.Streams.toolStart;
import static org.assertj.core.api.Assertions.assertThat;

import dev.wiretape.recording.Entry;
import dev.wiretape.recording.Outcome;
import dev.wiretape.recording.Part;
import dev.wiretape.recording.Payload;
import java.util.List;
import java.util.OptionalInt;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class TimingTest {
    private static final long SECOND = 1_000_000;

    /** A thinking-free answer: text, then a tool. */
    private static Exchanges answer() {
        return Exchanges.streaming()
                .at(200_000)
                .frame(START)
                .at(210_000)
                .frame(PING)
                .at(220_000)
                .frame(textStart(0))
                .at(230_000)
                .frame(text(0, ""))
                .at(300_000)
                .frame(text(0, "Hé"))
                .at(340_000)
                .frame(text(0, "llo"))
                .at(350_000)
                .frame(blockStop(0))
                .at(360_000)
                .frame(toolStart(1))
                .at(400_000)
                .frame(input(1, ""))
                .at(500_000)
                .frame(input(1, "{}"))
                .at(510_000)
                .frame(blockStop(1))
                .at(700_000)
                .frame(messageDelta("tool_use"))
                .at(710_000)
                .frame(STOP)
                .at(720_000)
                .end(Outcome.COMPLETE);
    }

    @Test
    void neitherMessageStartNorPingNorAnEmptyDeltaIsTheFirstContent() {
        Timings timings = answer().report().timings();
        assertThat(timings.headers()).hasValue(100_000);
        assertThat(timings.firstByte()).hasValue(200_000);
        assertThat(timings.firstEvent()).hasValue(200_000);
        assertThat(timings.firstContent()).hasValue(300_000);
        assertThat(timings.firstText()).hasValue(300_000);
        assertThat(timings.firstToolByte()).hasValue(500_000);
        assertThat(timings.lastFrame()).hasValue(710_000);
        assertThat(timings.total()).hasValue(720_000);
    }

    @Test
    void gapsAreThoseBetweenContentDeltasOverAllBlocks() {
        // 300 → 340 → 500
        assertThat(answer().report().timings().gaps()).isEqualTo(new Gaps(2, 40_000, 160_000, 160_000));
    }

    @Test
    void aBlockHasItsSpanAndTheBytesItsDeltasBrought() {
        assertThat(answer().report().timings().blocks())
                .containsExactly(
                        new BlockSpan(
                                0,
                                2,
                                OptionalInt.of(6),
                                OptionalLong.of(220_000),
                                OptionalLong.of(350_000),
                                OptionalLong.of(300_000),
                                OptionalLong.of(340_000),
                                3,
                                6),
                        new BlockSpan(
                                1,
                                7,
                                OptionalInt.of(10),
                                OptionalLong.of(360_000),
                                OptionalLong.of(510_000),
                                OptionalLong.of(500_000),
                                OptionalLong.of(500_000),
                                2,
                                2));
    }

    @Test
    void tokensPerSecondGoByUsageAndTheTimeUntilItWasStated() {
        // 12 tokens from 200 to 700 ms
        assertThat(answer().report().timings().tokensPerSecond()).hasValue(24.0);
    }

    @Test
    void aStallIsAGapAboveOneSecondAndFiveMediansWithThePingsAndThePauseInside() {
        Exchanges exchange = Exchanges.streaming().frame(START).frame(textStart(0));
        exchange.after(SECOND).frame(text(0, "a")).after(10_000).frame(text(0, "b"));
        exchange.after(SECOND).frame(PING).after(SECOND).paused().after(500_000).resumed();
        exchange.after(SECOND)
                .frame(PING)
                .after(SECOND)
                .frame(text(0, "c"))
                .frame(STOP)
                .end(Outcome.COMPLETE);
        Timings timings = exchange.report().timings();
        long from = 100_000 + SECOND + 10_000;
        assertThat(timings.stalls()).containsExactly(new Stall(from, from + 4_500_000, OptionalInt.of(6), 2, 500_000));
        assertThat(timings.stallCount()).isEqualTo(1);
        assertThat(timings.paused()).isEqualTo(500_000);
    }

    @Test
    void aSteadySlowStreamHasNoStalls() {
        Exchanges exchange = Exchanges.streaming().frame(START).frame(textStart(0));
        for (int i = 0; i < 5; i++) {
            exchange.after(2 * SECOND).frame(text(0, "a"));
        }
        exchange.after(9 * SECOND).frame(text(0, "b"));
        assertThat(exchange.end(Outcome.COMPLETE).report().timings().stalls()).isEmpty();
    }

    @Test
    void theSilenceBeforeAnEarlyEndIsAStallThatNoFrameEnds() {
        Exchanges exchange =
                Exchanges.streaming().frame(START).frame(textStart(0)).frame(text(0, "a"));
        exchange.after(9 * SECOND).end(Outcome.UPSTREAM_RESET);
        assertThat(exchange.report().timings().stalls())
                .containsExactly(new Stall(100_000, 100_000 + 9 * SECOND, OptionalInt.empty(), 0, 0));
        assertThat(exchange.rules()).containsExactly("upstream-reset", "stall");
    }

    @Test
    void ofManyStallsTheLongestAreListedAndAllAreCounted() {
        Exchanges exchange = Exchanges.streaming().frame(START).frame(textStart(0));
        for (int i = 0; i < 200; i++) {
            exchange.after((2 + i) * SECOND).frame(text(0, "a"));
            exchange.after(1).frame(text(0, "b")).after(1).frame(text(0, "c"));
        }
        Timings timings = exchange.frame(STOP).end(Outcome.COMPLETE).report().timings();
        assertThat(timings.stallCount()).isEqualTo(199);
        assertThat(timings.stalls()).hasSize(Timings.STALLS_LISTED).allMatch(stall -> stall.length() >= 102 * SECOND);
    }

    @Test
    void framesOfOneNetworkChunkAreABurst() {
        Exchanges exchange = Exchanges.streaming().frame(START).after(1);
        for (int i = 0; i < 12; i++) {
            exchange.frame(PING);
        }
        exchange.after(1).frame(PING).end(Outcome.COMPLETE);
        Timings timings = exchange.report().timings();
        assertThat(timings.bursts()).isEqualTo(new Bursts(1, 12, 12, OptionalInt.of(1)));
        assertThat(timings.chunks()).isEqualTo(3);
        assertThat(timings.frames()).isEqualTo(14);
    }

    @Test
    void theFirstByteIsThatOfTheFirstPiece() {
        Exchanges exchange = Exchanges.streaming()
                .at(300_000)
                .frame(Payload.of(PING), List.of(new Part(5, 150_000), new Part(PING.length() - 5, 300_000)))
                .end(Outcome.COMPLETE);
        Timings timings = exchange.report().timings();
        assertThat(timings.firstByte()).hasValue(150_000);
        assertThat(timings.firstEvent()).hasValue(300_000);
        assertThat(timings.chunks()).isEqualTo(2);
    }

    @Test
    void aRecordingWithoutTimesHasNone() {
        Exchanges untimed = Exchanges.begun()
                .add(new Entry.Header(1, "id", "session", 1, "", 0, "import", "test", false))
                .frames(Streams.clean())
                .end(Outcome.COMPLETE);
        Timings timings = untimed.report().timings();
        assertThat(timings.known()).isFalse();
        assertThat(timings.firstContent()).isEmpty();
        assertThat(timings.total()).isEmpty();
        assertThat(timings.gaps()).isEqualTo(Gaps.NONE);
        assertThat(timings.chunks()).isZero();
        assertThat(timings.blocks()).hasSize(1).allMatch(span -> span.start().isEmpty() && span.deltas() == 1);
        assertThat(untimed.rules()).isEmpty();
    }

    @Test
    void whileAnExchangeRunsTheReportSaysHowItStands() {
        Inspection inspection = new Inspection();
        Exchanges.streaming().frame(START).frame(textStart(0)).entries().forEach(inspection::add);
        assertThat(inspection.report().timings().total()).isEmpty();
        assertThat(inspection.report().message().orElseThrow().blocks()).hasSize(1);
        inspection.add(new Entry.End(900_000, Outcome.COMPLETE, 2, 1, "", ""));
        assertThat(inspection.report().timings().total()).hasValue(900_000);
    }
}
