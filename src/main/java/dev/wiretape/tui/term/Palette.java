package dev.wiretape.tui.term;

import com.googlecode.lanterna.SGR;
import com.googlecode.lanterna.TextColor;
import dev.wiretape.tui.paint.Ink;
import dev.wiretape.tui.paint.Paper;
import dev.wiretape.tui.paint.Style;
import java.util.EnumSet;
import java.util.Map;

/** The colours of meanings, for what a terminal can show. */
final class Palette {
    /**
     * A colour for dark ground, one for light, and of the sixteen one for each. Green, cyan and yellow cannot be read on
     * white, nor can bright black on the ground of some dark themes.
     */
    private record Colour(int dark, int light, TextColor.ANSI sixteenDark, TextColor.ANSI sixteenLight) {}

    private static final Map<Ink, Colour> INKS = Map.ofEntries(
            Map.entry(Ink.DIM, new Colour(0x98A1AE, 0x59616E, TextColor.ANSI.WHITE, TextColor.ANSI.BLACK_BRIGHT)),
            Map.entry(
                    Ink.RULE, new Colour(0x4B5563, 0xB6BCC6, TextColor.ANSI.BLACK_BRIGHT, TextColor.ANSI.BLACK_BRIGHT)),
            Map.entry(Ink.FOCUS, new Colour(0x7DD3FC, 0x005F87, TextColor.ANSI.CYAN_BRIGHT, TextColor.ANSI.BLUE)),
            Map.entry(Ink.KEY, new Colour(0xFCD34D, 0x92400E, TextColor.ANSI.YELLOW, TextColor.ANSI.BLUE)),
            Map.entry(Ink.TIME, new Colour(0xA8B3C4, 0x475569, TextColor.ANSI.WHITE, TextColor.ANSI.DEFAULT)),
            Map.entry(Ink.TEXT, new Colour(0x86EFAC, 0x136B34, TextColor.ANSI.GREEN, TextColor.ANSI.DEFAULT)),
            Map.entry(Ink.THINKING, new Colour(0xD8B4FE, 0x7E22CE, TextColor.ANSI.MAGENTA, TextColor.ANSI.MAGENTA)),
            Map.entry(Ink.TOOL, new Colour(0x67E8F9, 0x0E6377, TextColor.ANSI.CYAN, TextColor.ANSI.BLUE)),
            Map.entry(Ink.FRAME, new Colour(0x93C5FD, 0x1D4ED8, TextColor.ANSI.BLUE_BRIGHT, TextColor.ANSI.BLUE)),
            Map.entry(Ink.GOOD, new Colour(0x4ADE80, 0x136B34, TextColor.ANSI.GREEN, TextColor.ANSI.DEFAULT)),
            Map.entry(Ink.LIVE, new Colour(0x4ADE80, 0x136B34, TextColor.ANSI.GREEN_BRIGHT, TextColor.ANSI.BLUE)),
            Map.entry(Ink.INFO, new Colour(0x93C5FD, 0x1D4ED8, TextColor.ANSI.BLUE_BRIGHT, TextColor.ANSI.BLUE)),
            Map.entry(Ink.WARNING, new Colour(0xFBBF24, 0x924408, TextColor.ANSI.YELLOW, TextColor.ANSI.MAGENTA)),
            Map.entry(Ink.ERROR, new Colour(0xFB8A8A, 0xB91C1C, TextColor.ANSI.RED, TextColor.ANSI.RED)),
            Map.entry(Ink.MARK, new Colour(0xF0ABFC, 0xA21CAF, TextColor.ANSI.MAGENTA_BRIGHT, TextColor.ANSI.MAGENTA)));

    private static final Map<Paper, Colour> PAPERS = Map.of(
            Paper.BAR, new Colour(0x1F2937, 0xEBEDF1, TextColor.ANSI.DEFAULT, TextColor.ANSI.DEFAULT),
            Paper.CURSOR, new Colour(0x1B3350, 0xD3E5FE, TextColor.ANSI.DEFAULT, TextColor.ANSI.DEFAULT),
            Paper.RESTING, new Colour(0x272F3B, 0xE9EEF4, TextColor.ANSI.DEFAULT, TextColor.ANSI.DEFAULT),
            Paper.FRESH, new Colour(0x333C17, 0xFEF08A, TextColor.ANSI.DEFAULT, TextColor.ANSI.DEFAULT),
            Paper.FOUND, new Colour(0x5F2410, 0xFED7AA, TextColor.ANSI.DEFAULT, TextColor.ANSI.DEFAULT));

    private final Colours colours;

    Palette(Colours colours) {
        this.colours = colours;
    }

    /** On a reversed ground all text is plain: there ink is ground, and a row of words becomes one of patches. */
    TextColor ink(Style style) {
        return reversed(style) ? TextColor.ANSI.DEFAULT : colour(INKS.get(style.ink()));
    }

    TextColor paper(Style style) {
        return colour(PAPERS.get(style.paper()));
    }

    /** Bold, underlined, and reversed where a ground has no colour of its own. */
    EnumSet<SGR> look(Style style) {
        EnumSet<SGR> look = EnumSet.noneOf(SGR.class);
        boolean poor = poor();
        boolean strongInk = style.ink() == Ink.ERROR || style.ink() == Ink.FOCUS || style.ink() == Ink.KEY;
        if (style.bold() || (strongInk && (reversed(style) || colours.depth() == Colours.Depth.NONE))) {
            look.add(SGR.BOLD);
        }
        if (style.underline() || (poor && (style.paper() == Paper.FRESH || style.paper() == Paper.RESTING))) {
            look.add(SGR.UNDERLINE);
        }
        if (reversed(style)) {
            look.add(SGR.REVERSE);
        }
        return look;
    }

    private boolean poor() {
        return colours.depth() == Colours.Depth.NONE || colours.depth() == Colours.Depth.SIXTEEN;
    }

    private boolean reversed(Style style) {
        return poor() && (style.paper() == Paper.CURSOR || style.paper() == Paper.FOUND || style.paper() == Paper.BAR);
    }

    private TextColor colour(Colour colour) {
        if (colour == null) {
            return TextColor.ANSI.DEFAULT;
        }
        int rgb = colours.light() ? colour.light() : colour.dark();
        int red = rgb >> 16;
        int green = rgb >> 8 & 0xFF;
        int blue = rgb & 0xFF;
        return switch (colours.depth()) {
            case TRUE -> new TextColor.RGB(red, green, blue);
            case PALETTE -> TextColor.Indexed.fromRGB(red, green, blue);
            case SIXTEEN -> colours.light() ? colour.sixteenLight() : colour.sixteenDark();
            case NONE -> TextColor.ANSI.DEFAULT;
        };
    }
}
