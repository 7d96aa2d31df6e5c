package dev.wiretape.recording.fault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.wiretape.recording.Entry;
import dev.wiretape.recording.Payload;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Where faults happen, by what frames are. */
@Timeout(20)
class FaultPlacesTest {
    /** Each frame 0.1 s after the one before, but for the fifth, which comes 3 s after it. */
    private static final List<String> FRAMES = List.of(
            data("message_start", "\"message\":{\"type\":\"message\"}"),
            data("content_block_start", "\"index\":0,\"content_block\":{\"type\":\"text\",\"text\":\"\"}"),
            data("content_block_delta", "\"index\":0,\"delta\":{\"type\":\"text_delta\",\"text\":\"a\"}"),
            data("ping", "\"x\":1"),
            data("content_block_start", "\"index\":1,\"content_block\":{\"type\":\"tool_use\",\"name\":\"save_it\"}"),
            data("content_block_delta", "\"index\":1,\"delta\":{\"type\":\"input_json_delta\",\"partial_json\":\"\"}"),
            data(
                    "content_block_delta",
                    "\"index\":0,\"delta\":{\"type\":\"text_delta\",\"text\":\"" + "b".repeat(300) + "\"}"),
            data("message_stop", "\"y\":1"));

    private static final Sights SIGHTS = (frame, word) -> (frame == 4 && word.equals("stall"))
            || (frame == 6 && List.of("finding", "warning", "some-rule").contains(word));

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "tool | 4",
                "tool=save | 4",
                "tool=other | ",
                "tool:save | 4 5",
                "stall | 4",
                "stall=2 | 4",
                "stall=0.05 | 1 2 3 4 5 6 7",
                "finding | 6",
                "finding=warning | 6",
                "finding=some-rule | 6",
                "finding=error | ",
                "is:finding | 6",
                "-is:ping event:ping | ",
                "gap:>2s | 4",
                "size:>300 | 6",
                "delta:json | 5",
                "event:block_delta block:0 | 2 6",
                "event:block_delta,block=0,nth=2 | 6",
                "-event:block,frame=3 | 3",
            })
    void framesAreFoundByWhatTheyAre(String place, String expected) {
        List<byte[]> frames =
                FRAMES.stream().map(text -> Payload.of(text).toBytes()).toList();
        List<Long> times =
                IntStream.range(0, frames.size()).mapToObj(FaultPlacesTest::t).toList();

        String found = Spot.parse(place).in(frames, times, SIGHTS).stream()
                .mapToObj(Integer::toString)
                .collect(Collectors.joining(" "));

        assertThat(found).isEqualTo(expected == null ? "" : expected);
    }

    @Test
    void faultsFindThemAsBreakpointsDo() {
        FaultRun run = new Faults(List.of(Fault.parse("drop@gap:>2s"), Fault.parse("drop@finding")), 0).run(1, SIGHTS);
        for (int i = 0; i < FRAMES.size(); i++) {
            assertThat(run.step(new Entry.Frame(t(i), i, Payload.of(FRAMES.get(i)), List.of())))
                    .isNotNull();
        }
        assertThat(run.happened()).hasSize(2);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "drop@status:200",
                "drop@evnt:ping",
                "drop@gap:soon",
                "drop@is:red",
                "drop@stall=x",
                "reset@byte=3,gap:>1s",
                "drop@tool=a b",
            })
    void nonsenseIsRefused(String spec) {
        assertThatThrownBy(() -> Fault.parse(spec)).isInstanceOf(FaultSyntaxException.class);
    }

    @Test
    void aFaultSaysWhetherTheStreamMustBeUnderstood() {
        assertThat(Fault.parse("drop@finding").needsSights()).isTrue();
        assertThat(Fault.parse("drop@is:error").needsSights()).isTrue();
        assertThat(Fault.parse("drop@stall").needsSights()).isTrue();
        assertThat(Fault.parse("drop@stall=2").needsSights()).isFalse();
        assertThat(Fault.parse("drop@tool").needsSights()).isFalse();
        assertThat(Fault.parse("drop@is:ping").needsSights()).isFalse();
    }

    private static long t(int frame) {
        return 100_000L * frame + (frame >= 4 ? 2_900_000 : 0);
    }

    private static String data(String type, String more) {
        return "event: " + type + "\ndata: {\"type\":\"" + type + "\"," + more + "}\n\n";
    }
}
