package dev.wiretape.tui.term;

import com.googlecode.lanterna.SGR;
import com.googlecode.lanterna.TextCharacter;
import com.googlecode.lanterna.TextColor;
import com.googlecode.lanterna.graphics.TextGraphics;
import dev.wiretape.tui.paint.Canvas;
import dev.wiretape.tui.paint.Style;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.Map;

/** Copies a page to the terminal library's screen. Characters are kept: each costs a look at Unicode's tables. */
public final class Painter {
    private static final int MOST_KEPT = 20_000;

    private final Palette palette;
    private final Clusters clusters;
    private final Map<Style, Map<String, TextCharacter>> kept = new HashMap<>();
    private int count;

    /** A painter for a terminal that can show {@code colours} and knows {@code clusters}. */
    public Painter(Colours colours, Clusters clusters) {
        this.palette = new Palette(colours);
        this.clusters = clusters;
    }

    /** Copies {@code page} to {@code graphics}, which has its size. */
    public void paint(Canvas page, TextGraphics graphics) {
        for (int y = 0; y < page.height(); y++) {
            for (int x = 0; x < page.width(); x++) {
                String glyph = page.glyph(x, y);
                if (!glyph.isEmpty()) {
                    boolean wide = x + 1 < page.width() && page.glyph(x + 1, y).isEmpty();
                    graphics.setCharacter(x, y, character(glyph, wide ? 2 : 1, page.style(x, y)));
                }
            }
        }
    }

    private TextCharacter character(String glyph, int cells, Style style) {
        if (count > MOST_KEPT) {
            kept.clear();
            count = 0;
        }
        Map<String, TextCharacter> ofStyle = kept.computeIfAbsent(style, s -> new HashMap<>());
        TextCharacter known = ofStyle.get(glyph);
        if (known == null) {
            TextColor ink = palette.ink(style);
            TextColor paper = palette.paper(style);
            EnumSet<SGR> look = palette.look(style);
            known = Cells.of(
                    cells == 1 && glyph.length() > 1 ? clusters.standIn(glyph) : glyph, cells, ink, paper, look);
            ofStyle.put(glyph, known);
            count++;
        }
        return known;
    }
}
