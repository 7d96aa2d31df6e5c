package dev.wiretape.tui.term;

import static org.assertj.core.api.Assertions.assertThat;

import com.googlecode.lanterna.SGR;
import com.googlecode.lanterna.TextColor;
import dev.wiretape.tui.paint.Ink;
import dev.wiretape.tui.paint.Paper;
import dev.wiretape.tui.paint.Style;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(30)
class PaletteTest {
    /** What terminals with a dark and with a light theme commonly have as their ground. */
    private static final List<Integer> GROUNDS = List.of(0x0C0C0C, 0xFFFFFF);

    /** Rules and boxes are no text. */
    private static final Ink NO_TEXT = Ink.RULE;

    static Stream<Arguments> texts() {
        return Stream.of(false, true)
                .flatMap(light -> Stream.of(Ink.values())
                        .filter(ink -> ink != NO_TEXT && ink != Ink.NORMAL)
                        .flatMap(ink -> Stream.of(Paper.values()).map(paper -> Arguments.of(light, ink, paper))));
    }

    /** Contrast as WCAG 2.2 §1.4.3 defines it; 4 is a little below what it asks of small text. */
    @ParameterizedTest(name = "light {0}: {1} on {2}")
    @MethodSource("texts")
    void everyInkCanBeReadOnEveryPaper(boolean light, Ink ink, Paper paper) {
        Palette palette = new Palette(new Colours(Colours.Depth.TRUE, light, false));
        Style style = Style.of(ink).on(paper);
        int ground = GROUNDS.get(light ? 1 : 0);

        assertThat(contrast(rgb(palette.ink(style), 0), rgb(palette.paper(style), ground)))
                .isGreaterThanOrEqualTo(4);
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void withoutColourTheCursorIsReversedAndWhatIsFreshUnderlined(boolean sixteen) {
        Colours.Depth depth = sixteen ? Colours.Depth.SIXTEEN : Colours.Depth.NONE;
        Palette palette = new Palette(new Colours(depth, false, false));

        assertThat(palette.look(Style.PLAIN.on(Paper.CURSOR))).contains(SGR.REVERSE);
        assertThat(palette.look(Style.PLAIN.on(Paper.FRESH))).contains(SGR.UNDERLINE);
    }

    @Test
    void noColourMeansNone() {
        Palette palette = new Palette(Colours.of(Map.of("NO_COLOR", "1", "COLORTERM", "truecolor")));

        for (Ink ink : Ink.values()) {
            assertThat(palette.ink(Style.of(ink))).as(ink.name()).isEqualTo(TextColor.ANSI.DEFAULT);
        }
    }

    private static int rgb(TextColor colour, int ground) {
        return colour instanceof TextColor.RGB
                ? colour.getRed() << 16 | colour.getGreen() << 8 | colour.getBlue()
                : ground;
    }

    private static double contrast(int a, int b) {
        double lighter = Math.max(luminance(a), luminance(b));
        double darker = Math.min(luminance(a), luminance(b));
        return (lighter + 0.05) / (darker + 0.05);
    }

    private static double luminance(int rgb) {
        return 0.2126 * linear(rgb >> 16 & 0xFF) + 0.7152 * linear(rgb >> 8 & 0xFF) + 0.0722 * linear(rgb & 0xFF);
    }

    private static double linear(int value) {
        double share = value / 255.0;
        return share <= 0.03928 ? share / 12.92 : Math.pow((share + 0.055) / 1.055, 2.4);
    }
}
