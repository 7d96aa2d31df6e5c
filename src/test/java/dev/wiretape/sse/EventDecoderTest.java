package dev.wiretape.sse;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class EventDecoderTest {

    private final EventDecoder decoder = new EventDecoder();

    @Test
    void eventNameIsMarkedAsGivenOnlyWhereTheFrameGaveIt() {
        assertThat(decode("event: ping\ndata: {}\n\n")).isEqualTo(new Event("ping", "{}", "", true));
        assertThat(decode("data: {}\n\n")).isEqualTo(new Event("message", "{}", "", false));
        assertThat(decode("event:\ndata: {}\n\n")).isEqualTo(new Event("message", "{}", "", true));
    }

    @Test
    void commentsAndBlankLinesDispatchNothing() {
        assertThat(decoder.decode(": keep-alive\n\n".getBytes(UTF_8))).isEmpty();
        assertThat(decoder.decode("event: x\n\n".getBytes(UTF_8))).isEmpty();
        assertThat(decoder.decode("\n".getBytes(UTF_8))).isEmpty();
        assertThat(decode("data: y\n\n").type())
                .as("the type of a frame without data is forgotten")
                .isEqualTo("message");
    }

    @Test
    void illFormedBytesBecomeReplacementCharacters() {
        byte[] frame = "data: a?b\n\n".getBytes(UTF_8);
        frame[7] = (byte) 0xC3;
        assertThat(decoder.decode(frame).orElseThrow().data()).isEqualTo("a\uFFFDb");
    }

    @Test
    void lineFeedOfACrlfTornByTheFrameBorderIsNotABlankLine() {
        decoder.decode("data: a\n\r".getBytes(UTF_8));
        assertThat(decode("\ndata: b\n\n").data()).isEqualTo("b");
    }

    @Test
    void reconnectionTimeBeyondALongIsTheLargestThereIs() {
        decoder.decode("retry: 99999999999999999999\n\n".getBytes(UTF_8));
        assertThat(decoder.reconnectionTime()).hasValue(Long.MAX_VALUE);
    }

    @Test
    void frameThatNeverEndedSetsTheReconnectionTimeByItsCompleteLinesAndNothingElse() {
        decoder.end("id: 7\ndata: a\nretry: 5\nretry: 9".getBytes(UTF_8));
        assertThat(decoder.reconnectionTime()).hasValue(5);
        assertThat(decoder.lastEventId()).isEmpty();
        assertThat(decode("data: b\n\n")).isEqualTo(new Event("message", "b", "", false));
    }

    private Event decode(String frame) {
        return decoder.decode(frame.getBytes(UTF_8)).orElseThrow();
    }
}
