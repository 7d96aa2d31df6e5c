package dev.wiretape.sse;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.HexFormat;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class Utf8Test {

    /** The Encoding standard's rule is the Unicode standard's "maximal subpart" (table 3-8 there). */
    @ParameterizedTest
    @CsvSource({
        "ED A0 80, 3", "ED BF BF, 3", "ED A0, 2", "ED, 1", "C0 AF, 2", "E0 80 BF, 3", "F0 81 82, 3", "F4 91 92 93, 4",
        "F1 80 80, 1", "E1 80, 1", "E1 80 E2, 2", "F0 90, 1", "FF, 1", "80 BF, 2", "F8 88 80 80 80, 5", "C2, 1"
    })
    void everyMaximalSubpartIsOneReplacement(String hex, int replacements) {
        byte[] bytes = HexFormat.ofDelimiter(" ").parseHex(hex);
        assertThat(Utf8.decode(bytes, 0, bytes.length)).isEqualTo("\uFFFD".repeat(replacements));
    }

    @Test
    void bytesWithoutEncodedSurrogatesAreDecodedAsTheJdkDoes() {
        Random random = new Random(3);
        byte[] leads = HexFormat.of().parseHex("41C2E0E1EEEFF0F1F4F5809FA0BF8F90");
        for (int round = 0; round < 50_000; round++) {
            byte[] bytes = new byte[1 + random.nextInt(8)];
            for (int i = 0; i < bytes.length; i++) {
                bytes[i] = leads[random.nextInt(leads.length)];
            }
            assertThat(Utf8.decode(bytes, 0, bytes.length))
                    .as(HexFormat.of().formatHex(bytes))
                    .isEqualTo(new String(bytes, UTF_8));
        }
    }
}
