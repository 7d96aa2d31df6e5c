package dev.wiretape.tui.paint;

import static org.assertj.core.api.Assertions.assertThat;

import dev.wiretape.testing.Figures;
import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class CanvasTest {
    private static String row(String text, int width, Glyphs signs) {
        Canvas canvas = new Canvas(width, 1, signs);
        canvas.text(0, 0, text, Style.PLAIN);
        StringBuilder row = new StringBuilder();
        for (int x = 0; x < width; x++) {
            row.append(canvas.glyph(x, 0));
        }
        return row.toString();
    }

    @Test
    void noCodePointReachesTheTerminalAsControl() throws IOException {
        Canvas canvas = new Canvas(4, 1, Glyphs.UNICODE);
        for (int c = 0; c <= Character.MAX_CODE_POINT; c++) {
            canvas.clear(0, Style.PLAIN);
            canvas.text(0, 0, new StringBuilder("a").appendCodePoint(c), Style.PLAIN);
            for (int x = 0; x < 4; x++) {
                assertHarmless(canvas.glyph(x, 0), c);
            }
        }
        Figures.measured(10, "code-points", "%,d code points: none acts", Character.MAX_CODE_POINT + 1);
    }

    private static void assertHarmless(String glyph, int codePoint) {
        glyph.codePoints().forEach(shown -> {
            int type = Character.getType(shown);
            boolean harmful = type == Character.CONTROL
                    || type == Character.FORMAT
                    || type == Character.SURROGATE
                    || type == Character.LINE_SEPARATOR
                    || type == Character.PARAGRAPH_SEPARATOR;
            assertThat(harmful)
                    .as("U+%04X is shown as U+%04X", codePoint, shown)
                    .isFalse();
        });
    }

    @Test
    void nothingButAsciiIsDrawnWhereNothingElseCanBe() {
        Canvas canvas = new Canvas(4, 1, Glyphs.ASCII);
        for (int c = 0; c <= Character.MAX_CODE_POINT; c++) {
            canvas.clear(0, Style.PLAIN);
            canvas.text(0, 0, Character.toString(c), Style.PLAIN);
            assertThat(canvas.glyph(0, 0)).as("U+%04X", c).matches("[ -~]?");
        }
    }

    @Test
    void controlsAreShownAsPictures() {
        assertThat(row("\u001b[2J\u0000\u007f\u009b", 8, Glyphs.UNICODE)).isEqualTo("␛[2J␀␡· ");
    }

    @Test
    void directionsAndInvisibleSignsAreShownAsDots() {
        assertThat(row("a\u202eb\u200bc\ufeff", 8, Glyphs.UNICODE)).isEqualTo("a·b·c·  ");
    }

    @Test
    void lettersForNothingAreShownAsDots() {
        assertThat(row("a\u3164b\u115fc", 6, Glyphs.UNICODE)).isEqualTo("a·b·c ");
        assertThat(row("a\u034fb", 4, Glyphs.UNICODE)).doesNotContain("\u034f");
    }

    @Test
    void wideSignsTakeTwoCells() {
        assertThat(row("漢字x", 6, Glyphs.UNICODE)).isEqualTo("漢字x ");
        assertThat(row("😀x", 4, Glyphs.UNICODE)).isEqualTo("😀x ");
        assertThat(row("✅x", 4, Glyphs.UNICODE)).isEqualTo("✅x ");
    }

    @Test
    void accentsStandOnTheirLetters() {
        assertThat(row("e\u0301x", 3, Glyphs.UNICODE)).isEqualTo("éx ");
    }

    @Test
    void whatDoesNotFitEndsInAnEllipsis() {
        assertThat(row("abcdef", 4, Glyphs.UNICODE)).isEqualTo("abc…");
        assertThat(row("abcd", 4, Glyphs.UNICODE)).isEqualTo("abcd");
        assertThat(row("漢字漢", 5, Glyphs.UNICODE)).isEqualTo("漢字…");
        assertThat(row("漢字漢", 4, Glyphs.UNICODE)).isEqualTo("漢… ");
    }

    @Test
    void overwritingHalfOfAWideSignLeavesNoHalf() {
        Canvas canvas = new Canvas(4, 1, Glyphs.UNICODE);
        canvas.text(0, 0, "漢字", Style.PLAIN);
        canvas.text(1, 0, "x", Style.PLAIN);
        assertThat(canvas.glyph(0, 0)).isEqualTo(" ");
        assertThat(canvas.glyph(1, 0)).isEqualTo("x");
        assertThat(canvas.glyph(2, 0)).isEqualTo("字");
    }

    @Test
    void writingOutsideHasNoEffect() {
        Canvas canvas = new Canvas(3, 2, Glyphs.UNICODE);
        canvas.text(-1, 0, "x", Style.PLAIN);
        canvas.text(0, 5, "x", Style.PLAIN);
        canvas.text(7, 0, "x", Style.PLAIN);
        canvas.right(2, 9, "x", Style.PLAIN);
        canvas.line(-5, 0, 3, "x", Style.PLAIN);
        assertThat(canvas.glyph(0, 0)).isEqualTo(" ");
    }
}
