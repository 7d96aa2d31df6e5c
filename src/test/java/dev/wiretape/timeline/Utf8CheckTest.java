package dev.wiretape.timeline;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class Utf8CheckTest {
    @Test
    void agreesWithTheJdkOnRandomBytes() {
        Random random = new Random(11);
        for (int i = 0; i < 300_000; i++) {
            byte[] bytes = "ä€😀 plain text that is long".getBytes(UTF_8);
            for (int edits = random.nextInt(3); edits > 0; edits--) {
                bytes[random.nextInt(bytes.length)] = (byte) random.nextInt(256);
            }
            assertThat(Utf8Check.firstIllFormed(bytes) < 0)
                    .as(() -> new String(bytes, UTF_8))
                    .isEqualTo(jdkDecodes(bytes));
        }
    }

    @Test
    void namesTheFirstByteThatIsWrong() {
        assertThat(Utf8Check.firstIllFormed(new byte[] {'a', (byte) 0xC3, (byte) 0xA4, (byte) 0xFF, (byte) 0xFE}))
                .isEqualTo(3);
    }

    private static boolean jdkDecodes(byte[] bytes) {
        try {
            UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes));
            return true;
        } catch (CharacterCodingException e) {
            return false;
        }
    }
}
