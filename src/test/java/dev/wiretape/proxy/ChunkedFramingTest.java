package dev.wiretape.proxy;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ChunkedFramingTest {
    private static final String THREE = "1\r\na\r\n00B\r\nhello\r\nyou!\r\na\r\n0123456789\r\n";
    private static final String DATA = "ahello\r\nyou!0123456789";

    @Test
    void theDataIsTheSameWhereverTheInputIsCut() {
        for (int first = 0; first <= THREE.length(); first++) {
            for (int second = first; second <= THREE.length(); second++) {
                ChunkedFraming framing = new ChunkedFraming();
                String data = join(framing, THREE.substring(0, first))
                        + join(framing, THREE.substring(first, second))
                        + join(framing, THREE.substring(second));
                assertThat(data).as("cut at %d and %d", first, second).isEqualTo(DATA);
                assertThat(framing.isStopped() || framing.isBroken()).isFalse();
            }
        }
    }

    @Test
    void oneChunkIsKnownAsSuchAndNothingElseIs() {
        assertThat(isOne("5\r\nhello\r\n")).isTrue();
        assertThat(isOne("5\r\nhello\r\n1\r\na\r\n")).isFalse();
        assertThat(isOne("5\r\nhello\r")).isFalse();
        assertThat(isOne("5\r\nhello\r\n1")).isFalse();
        ChunkedFraming framing = new ChunkedFraming();
        join(framing, "5\r\nhe");
        join(framing, "llo\r\n");
        assertThat(framing.wasOneChunk()).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"0~~", "5;ext=1~hello~", "g", "~", "5 ~hello~", "5\n", "12345678~", "-1~", "5\rx"})
    void whatIsNotPlainIsLeftForTheFullDecoderAsItStands(String odd) {
        String tail = odd.replace("~", "\r\n");
        for (int cut = 0; cut <= tail.length(); cut++) {
            ChunkedFraming framing = new ChunkedFraming();
            String first = "1\r\na\r\n" + tail.substring(0, cut);
            assertThat(join(framing, first)).isEqualTo("a");
            String rest = first.substring(framing.stoppedAt() - 2) + tail.substring(cut);
            if (!framing.isStopped()) {
                assertThat(join(framing, rest)).isEmpty();
                rest = rest.substring(framing.stoppedAt() - 2);
            }
            assertThat(framing.isStopped()).as("cut at %d", cut).isTrue();
            assertThat(new String(framing.heldLine(), US_ASCII) + rest).isEqualTo(tail);
        }
    }

    @Test
    void dataWithoutItsLineEndIsBroken() {
        for (String bad : new String[] {"1\r\nab\r\n", "1\r\na\nb", "1\r\na\ra"}) {
            ChunkedFraming framing = new ChunkedFraming();
            assertThat(join(framing, bad)).isEqualTo("a");
            assertThat(framing.isBroken()).as(bad).isTrue();
        }
    }

    private static boolean isOne(String input) {
        ChunkedFraming framing = new ChunkedFraming();
        join(framing, input);
        return framing.wasOneChunk();
    }

    private static String join(ChunkedFraming framing, String input) {
        byte[] bytes = ("##" + input).getBytes(US_ASCII);
        int length = framing.join(bytes, 2, bytes.length);
        return new String(Arrays.copyOfRange(bytes, 2, 2 + length), US_ASCII);
    }
}
