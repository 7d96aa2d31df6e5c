package dev.wiretape.message;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class DeltaReaderTest {
    private static final List<Part> TEXTS =
            List.of(Part.TEXT, Part.THINKING, Part.INPUT, Part.SIGNATURE, Part.COMPACTION);
    private static final List<String> PIECES = List.of(
            "a",
            "é",
            "😀",
            "\\n",
            "\\\"",
            "\\\\",
            "\\/",
            "\\u00e9",
            "\\ud83d\\ude00",
            "\\ud83d",
            "{\\\"",
            ":",
            "}",
            " ");

    @Test
    void readsADeltaAsTheJsonParserDoes() {
        Random random = new Random(11);
        int shortCuts = 0;
        for (int i = 0; i < 200_000; i++) {
            String data = delta(random);
            String tried = i % 4 == 0 ? data : RandomJson.damage(random, data);
            WireEvent shortCut = DeltaReader.read(tried);
            if (shortCut != null) {
                shortCuts++;
                assertThat(describe(shortCut)).as(tried).isEqualTo(describe(WireReader.parse(tried)));
            }
        }
        assertThat(shortCuts).isGreaterThan(50_000);
    }

    @Test
    void everyKnownTextDeltaTakesTheShortCut() {
        for (Part part : TEXTS) {
            String data = "{\"type\":\"content_block_delta\",\"index\":12,\"delta\":{\"type\":\"" + part.deltaType()
                    + "\",\"" + part.deltaMember() + "\":\"x\"}}      ";
            assertThat(DeltaReader.read(data)).as(data).isNotNull();
        }
    }

    private static String delta(Random random) {
        Part part = TEXTS.get(random.nextInt(TEXTS.size()));
        StringBuilder text = new StringBuilder();
        for (int i = random.nextInt(6); i > 0; i--) {
            text.append(PIECES.get(random.nextInt(PIECES.size())));
        }
        return "{\"type\":\"content_block_delta\",\"index\":" + random.nextInt(20) + ",\"delta\":{\"type\":\""
                + part.deltaType() + "\",\"" + part.deltaMember() + "\":\"" + text + "\"}}"
                + " ".repeat(random.nextInt(3));
    }

    private static String describe(WireEvent event) {
        return event.notJson
                + event.object
                + event.type
                + event.hasIndex
                + event.index
                + event.deltaType
                + event.delta.raw()
                + event.deltaMembers
                + event.others;
    }
}
