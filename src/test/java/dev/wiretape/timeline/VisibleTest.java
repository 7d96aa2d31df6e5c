package dev.wiretape.timeline;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class VisibleTest {
    @Test
    void noCodePointOfAllBecomesAControlOrSomethingHidden() {
        int[] harmful = IntStream.rangeClosed(0, Character.MAX_CODE_POINT)
                .filter(codePoint -> isHarmful(Visible.of(codePoint)))
                .toArray();

        assertThat(harmful).isEmpty();
    }

    @Test
    void whatIsHarmlessStaysAsItIs() {
        String text = "plain äöü ß 漢字 🎉 e\u0301 \u00a0 ~{}";

        assertThat(Visible.of(text)).isEqualTo(text);
    }

    @Test
    void controlsBecomePicturesAndWhatHidesBecomesADot() {
        assertThat(Visible.of("a\u001b[2J\r\n\t\u007f")).isEqualTo("a␛[2J␍␊␉␡");
        assertThat(Visible.of("\u009b31m \u202etxet \u200b \ufeff \ue000 \u2028"))
                .isEqualTo("·31m ·txet · · · ·");
        assertThat(Visible.of("\ud83d alone \udf89")).isEqualTo("· alone ·");
    }

    @Test
    void longTextEndsInAnEllipsisAndNeverInHalfACharacter() {
        assertThat(Visible.of("abc", 3)).isEqualTo("abc");
        assertThat(Visible.of("abcd", 3)).isEqualTo("ab…");
        assertThat(Visible.of("🎉🎉🎉", 2)).isEqualTo("🎉…");
        assertThat(Visible.of("", 1)).isEmpty();
    }

    private static boolean isHarmful(int codePoint) {
        return switch (Character.getType(codePoint)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.SURROGATE,
                    Character.PRIVATE_USE,
                    Character.UNASSIGNED,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR -> true;
            default -> false;
        };
    }
}
