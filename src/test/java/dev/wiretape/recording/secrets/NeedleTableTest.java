package dev.wiretape.recording.secrets;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The search looks at eight bytes at once: what it finds must not depend on which eight. */
@Timeout(60)
class NeedleTableTest {
    private static final String KNOWN = "qz-0123456789";
    private static final List<String> PIECES = List.of(
            "sk-ant-api03-AbCdEfGhIjKl",
            "sk-ant-",
            "sk",
            "s",
            "AKIAABCDEFGHIJKLMNOP",
            "AKI",
            "ghp_" + "a".repeat(36),
            "gh",
            KNOWN,
            "qz-01",
            "q",
            "\"}",
            "\",",
            "\"",
            "{\"text\":\"",
            " ",
            "it is, they say, right",
            "\u00e9",
            "\\n");

    private final NeedleTable table = new NeedleTable(KeyFormat.ALL).with(List.of(KnownValue.of(KNOWN, KNOWN)));

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4})
    void whatIsFoundDoesNotDependOnWhereTheBytesStand(long seed) {
        Random random = new Random(seed);
        for (int i = 0; i < 5_000; i++) {
            byte[] text = text(random);
            List<Seen> expected = search(text, 0);
            for (int blanks = 1; blanks < 9; blanks++) {
                assertThat(search(text, blanks))
                        .as("behind %d blanks: %s", blanks, new String(text, ISO_8859_1))
                        .isEqualTo(expected);
            }
        }
    }

    @Test
    void aKeyIsFoundAtEveryPlace() {
        for (int before = 0; before < 40; before++) {
            for (int behind = 0; behind < 20; behind++) {
                byte[] text = (" ".repeat(before) + KNOWN + " ".repeat(behind)).getBytes(ISO_8859_1);
                assertThat(table.find(text, 0, text.length, new ArrayList<>()))
                        .as("%d bytes before it, %d behind it", before, behind)
                        .extracting(Secret::start)
                        .containsExactly(before);
            }
        }
    }

    /** Blanks in front, within the search, move the text against the groups. */
    private List<Seen> search(byte[] text, int blanks) {
        byte[] moved = new byte[blanks + text.length];
        Arrays.fill(moved, (byte) ' ');
        System.arraycopy(text, 0, moved, blanks, text.length);
        List<Torn> torn = new ArrayList<>();
        List<Seen> seen = new ArrayList<>();
        for (Secret secret : table.find(moved, 0, moved.length, torn)) {
            seen.add(new Seen(secret.start() - blanks, secret.end() - blanks, secret.kind()));
        }
        torn.forEach(t -> seen.add(new Seen(-1, t.matched(), t.name())));
        return seen;
    }

    private static byte[] text(Random random) {
        StringBuilder text = new StringBuilder();
        int pieces = 1 + random.nextInt(8);
        for (int i = 0; i < pieces; i++) {
            text.append(PIECES.get(random.nextInt(PIECES.size())));
        }
        return text.toString().getBytes(ISO_8859_1);
    }

    private record Seen(int start, int end, String what) {}
}
