package dev.wiretape.tui.term;

import static org.assertj.core.api.Assertions.assertThat;

import com.googlecode.lanterna.TerminalSize;
import com.googlecode.lanterna.TextCharacter;
import com.googlecode.lanterna.TextColor;
import com.googlecode.lanterna.graphics.BasicTextImage;
import dev.wiretape.tui.paint.Canvas;
import dev.wiretape.tui.paint.Glyphs;
import dev.wiretape.tui.paint.Ink;
import dev.wiretape.tui.paint.Paper;
import dev.wiretape.tui.paint.Style;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(120)
class PainterTest {
    private static final Colours TRUE = new Colours(Colours.Depth.TRUE, false, false);

    @Test
    void theLibraryCountsTheCellsOfEveryCodePointAsThePageDoes() {
        Painter painter = new Painter(TRUE, new Clusters());
        BasicTextImage image = new BasicTextImage(new TerminalSize(3, 1));
        for (int c = 0; c <= Character.MAX_CODE_POINT; c++) {
            Canvas page = new Canvas(3, 1, Glyphs.UNICODE);
            page.text(0, 0, Character.toString(c), Style.PLAIN);
            painter.paint(page, image.newTextGraphics());
            TextCharacter first = image.getCharacterAt(0, 0);
            assertThat(first.isDoubleWidth())
                    .as("U+%04X, drawn as %s", c, first.getCharacterString())
                    .isEqualTo(page.glyph(1, 0).isEmpty());
        }
    }

    @Test
    void aLetterWithMarksTakesOneCellAndReachesTheTerminalWhole() {
        Clusters clusters = new Clusters();
        Painter painter = new Painter(TRUE, clusters);
        BasicTextImage image = new BasicTextImage(new TerminalSize(6, 1));
        Canvas page = new Canvas(6, 1, Glyphs.UNICODE);
        int end = page.text(0, 0, "q\u0303\u0E01\u0E35\u0E48.\u0915\u093F", Style.PLAIN);
        painter.paint(page, image.newTextGraphics());

        assertThat(end).isEqualTo(5);
        List<String> shown = IntStream.range(0, 4)
                .mapToObj(x -> clusters.shown(image.getCharacterAt(x, 0).getCharacterString()))
                .toList();
        assertThat(shown).containsExactly("q\u0303", "\u0E01\u0E35\u0E48", ".", "\u0915\u093F");
        assertThat(IntStream.range(0, 4)
                        .mapToObj(x -> image.getCharacterAt(x, 0).isDoubleWidth()))
                .containsExactly(false, false, false, true);
    }

    @Test
    void noColourMeansNone() {
        Painter painter = new Painter(Colours.of(Map.of("NO_COLOR", "1", "COLORTERM", "truecolor")), new Clusters());
        BasicTextImage image = new BasicTextImage(new TerminalSize(1, 1));
        for (Ink ink : Ink.values()) {
            for (Paper paper : Paper.values()) {
                Canvas page = new Canvas(1, 1, Glyphs.UNICODE);
                page.text(0, 0, "x", Style.of(ink).on(paper));
                painter.paint(page, image.newTextGraphics());
                TextCharacter cell = image.getCharacterAt(0, 0);
                assertThat(cell.getForegroundColor()).isEqualTo(TextColor.ANSI.DEFAULT);
                assertThat(cell.getBackgroundColor()).isEqualTo(TextColor.ANSI.DEFAULT);
                assertThat(paper == Paper.CURSOR && !cell.isReversed())
                        .as("the cursor is seen")
                        .isFalse();
            }
        }
    }

    @Test
    void theEnvironmentSaysWhatTheTerminalCanShow() {
        assertThat(Colours.of(Map.of("TERM", "xterm-256color", "COLORTERM", "truecolor"))
                        .depth())
                .isEqualTo(Colours.Depth.TRUE);
        assertThat(Colours.of(Map.of("TERM", "screen-256color")).depth()).isEqualTo(Colours.Depth.PALETTE);
        assertThat(Colours.of(Map.of("TERM", "xterm")).depth()).isEqualTo(Colours.Depth.SIXTEEN);
        assertThat(Colours.of(Map.of("TERM", "dumb")).depth()).isEqualTo(Colours.Depth.NONE);
        assertThat(Colours.of(Map.of("COLORFGBG", "0;15")).light()).isTrue();
        assertThat(Colours.of(Map.of("COLORFGBG", "15;0")).light()).isFalse();
        assertThat(Colours.of(Map.of("LANG", "C")).ascii()).isTrue();
        assertThat(Colours.of(Map.of("LANG", "de_DE.UTF-8")).ascii()).isFalse();
    }
}
