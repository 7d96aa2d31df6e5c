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

    private static final Map<TextColor, Integer> XTERM = Map.ofEntries(
            Map.entry(TextColor.ANSI.RED, 0xCD0000),
            Map.entry(TextColor.ANSI.GREEN, 0x00CD00),
            Map.entry(TextColor.ANSI.YELLOW, 0xCDCD00),
            Map.entry(TextColor.ANSI.BLUE, 0x0000EE),
            Map.entry(TextColor.ANSI.MAGENTA, 0xCD00CD),
            Map.entry(TextColor.ANSI.CYAN, 0x00CDCD),
            Map.entry(TextColor.ANSI.WHITE, 0xE5E5E5),
            Map.entry(TextColor.ANSI.BLACK_BRIGHT, 0x7F7F7F),
            Map.entry(TextColor.ANSI.GREEN_BRIGHT, 0x00FF00),
            Map.entry(TextColor.ANSI.BLUE_BRIGHT, 0x5C5CFF),
            Map.entry(TextColor.ANSI.MAGENTA_BRIGHT, 0xFF00FF),
            Map.entry(TextColor.ANSI.CYAN_BRIGHT, 0x00FFFF));

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

    /** Of the palette of 256 the nearest is taken, which must not come too near to its ground. */
    @ParameterizedTest(name = "light {0}: {1} on {2}")
    @MethodSource("texts")
    void everyInkOfThePaletteCanBeReadOnEveryPaper(boolean light, Ink ink, Paper paper) {
        Palette palette = new Palette(new Colours(Colours.Depth.PALETTE, light, false));
        Style style = Style.of(ink).on(paper);
        int ground = GROUNDS.get(light ? 1 : 0);

        assertThat(contrast(rgb(palette.ink(style), 0), rgb(palette.paper(style), ground)))
                .isGreaterThanOrEqualTo(3);
    }

    /** Sixteen colours are what the user makes of them; this is what xterm does. */
    @ParameterizedTest(name = "light {0}: {1} on {2}")
    @MethodSource("texts")
    void everyOneOfSixteenInksCanBeReadOnItsGround(boolean light, Ink ink, Paper paper) {
        Palette palette = new Palette(new Colours(Colours.Depth.SIXTEEN, light, false));
        Style style = Style.of(ink).on(paper);
        TextColor colour = palette.ink(style);

        assertThat(palette.paper(style)).isEqualTo(TextColor.ANSI.DEFAULT);
        if (palette.look(style).contains(SGR.REVERSE)) {
            assertThat(colour).isEqualTo(TextColor.ANSI.DEFAULT);
        } else if (colour != TextColor.ANSI.DEFAULT) {
            assertThat(contrast(XTERM.get(colour), GROUNDS.get(light ? 1 : 0))).isGreaterThanOrEqualTo(3);
        }
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
        return colour instanceof TextColor.RGB || colour instanceof TextColor.Indexed
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
