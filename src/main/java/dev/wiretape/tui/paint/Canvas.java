package dev.wiretape.tui.paint;

import dev.wiretape.timeline.Visible;
import java.text.Normalizer;
import java.util.Arrays;
import java.util.function.UnaryOperator;

/**
 * A page of cells. All text of the user interface goes through {@link #text}, where whatever could act on a terminal
 * becomes a visible mark. A glyph of two cells stands in the first, the second is empty. Writing outside has no effect.
 */
public final class Canvas {
    private static final String[] ASCII = new String[0x7F];
    private static final int MOST_MARKS = 3;

    static {
        for (int c = 0; c < ASCII.length; c++) {
            ASCII[c] = c < ' ' ? "?" : Character.toString(c);
        }
    }

    private final int pageWidth;
    private final String[] glyphs;
    private final Style[] styles;
    private final Rect area;
    private final Glyphs signs;

    /** An empty page. */
    public Canvas(int width, int height, Glyphs signs) {
        this.pageWidth = width;
        this.glyphs = new String[width * height];
        this.styles = new Style[width * height];
        this.area = new Rect(0, 0, width, height);
        this.signs = signs;
        Arrays.fill(glyphs, " ");
        Arrays.fill(styles, Style.PLAIN);
    }

    private Canvas(Canvas page, Rect area) {
        this.pageWidth = page.pageWidth;
        this.glyphs = page.glyphs;
        this.styles = page.styles;
        this.area = area;
        this.signs = page.signs;
    }

    /** The part of this page at {@code part}, with coordinates of its own. */
    public Canvas at(Rect part) {
        int x = Math.min(part.x(), area.width());
        int y = Math.min(part.y(), area.height());
        int width = Math.min(part.width(), area.width() - x);
        int height = Math.min(part.height(), area.height() - y);
        return new Canvas(this, new Rect(area.x() + x, area.y() + y, width, height));
    }

    /** Cells in a row. */
    public int width() {
        return area.width();
    }

    /** Rows. */
    public int height() {
        return area.height();
    }

    /** The signs to draw with. */
    public Glyphs signs() {
        return signs;
    }

    /** The glyph in a cell; empty in the second cell of a wide one. */
    public String glyph(int x, int y) {
        return glyphs[index(x, y)];
    }

    /** The style of a cell. */
    public Style style(int x, int y) {
        return styles[index(x, y)];
    }

    /** Writes text from a cell on, to the right edge at most; returns the column behind it. */
    public int text(int x, int y, CharSequence text, Style style) {
        return text(x, y, width() - x, text, style);
    }

    /** Writes text into {@code room} cells; what does not fit ends in an ellipsis. Returns the column behind it. */
    public int text(int x, int y, int room, CharSequence text, Style style) {
        int limit = Math.min(x + room, width());
        if (y < 0 || y >= height() || x < 0 || x >= limit) {
            return x;
        }
        String clean = composed(text, limit - x);
        int at = x;
        int i = 0;
        while (i < clean.length()) {
            int next = glyphEnd(clean, i);
            String glyph = glyph(clean, i, next);
            int cells = glyph.isEmpty() ? 0 : cells(glyph);
            boolean last = next >= clean.length();
            if (at + cells > limit || (!last && at + cells == limit)) {
                put(at, y, limit - at, signs.ellipsis(), style);
                return limit;
            }
            put(at, y, cells, glyph, style);
            at += cells;
            i = next;
        }
        return at;
    }

    /** How many cells a text takes, if there is room. */
    public int measure(CharSequence text) {
        String clean = composed(text, Integer.MAX_VALUE);
        int cells = 0;
        for (int i = 0; i < clean.length(); ) {
            int next = glyphEnd(clean, i);
            String glyph = glyph(clean, i, next);
            cells += glyph.isEmpty() ? 0 : cells(glyph);
            i = next;
        }
        return cells;
    }

    /** How many cells the sign shown for a code point takes; 0 for a mark that combines with the one before. */
    public static int cells(int codePoint) {
        if (codePoint < 0x300) {
            return 1;
        }
        return combines(codePoint) ? 0 : Widths.of(Visible.of(codePoint));
    }

    /** Writes text so that it ends before column {@code end}. */
    public void right(int end, int y, CharSequence text, Style style) {
        int start = end - measure(text);
        text(Math.max(0, start), y, end - Math.max(0, start), text, style);
    }

    /** Repeats a sign over {@code cells} cells. */
    public void line(int x, int y, int cells, String sign, Style style) {
        for (int i = Math.max(0, x); i < Math.min(x + cells, width()) && y >= 0 && y < height(); i++) {
            set(i, y, sign, style);
        }
    }

    /** Empties a row, in a style. */
    public void clear(int y, Style style) {
        line(0, y, width(), " ", style);
    }

    /** Changes the style of {@code cells} cells and leaves what stands in them. */
    public void restyle(int x, int y, int cells, UnaryOperator<Style> change) {
        for (int i = Math.max(0, x); i < Math.min(x + cells, width()) && y >= 0 && y < height(); i++) {
            styles[index(i, y)] = change.apply(styles[index(i, y)]);
        }
    }

    private void put(int x, int y, int cells, String glyph, Style style) {
        if (cells <= 0) {
            return;
        }
        set(x, y, glyph, style);
        for (int i = 1; i < cells; i++) {
            set(x + i, y, cells(glyph) > 1 ? "" : " ", style);
        }
    }

    private void set(int x, int y, String glyph, Style style) {
        int at = index(x, y);
        if (glyphs[at].isEmpty() && !glyph.isEmpty() && x > 0 && area.x() + x > 0) {
            glyphs[at - 1] = " ";
        }
        boolean cutsWide = !glyph.isEmpty() && cells(glyph) == 1 && (at + 1) % pageWidth != 0;
        if (cutsWide && glyphs[at + 1].isEmpty()) {
            glyphs[at + 1] = " ";
        }
        glyphs[at] = glyph;
        styles[at] = style;
    }

    private int index(int x, int y) {
        return (area.y() + y) * pageWidth + area.x() + x;
    }

    /** Not more of the text than can be seen, with accents on their letters where Unicode has one sign for both. */
    private static String composed(CharSequence text, int cells) {
        int most = (int) Math.min(text.length(), 8L * Math.max(1, cells));
        String part = text.subSequence(0, most).toString();
        for (int i = 0; i < part.length(); i++) {
            if (part.charAt(i) >= 0x300) {
                return Normalizer.normalize(part, Normalizer.Form.NFC);
            }
        }
        return part;
    }

    private static int glyphEnd(String text, int from) {
        int next = from + Character.charCount(text.codePointAt(from));
        while (next < text.length() && text.charAt(next) >= 0x300 && combines(text.codePointAt(next))) {
            next += Character.charCount(text.codePointAt(next));
        }
        return next;
    }

    private String glyph(String text, int from, int to) {
        char c = text.charAt(from);
        if (c >= ' ' && c < 0x7F && to == from + 1) {
            return ASCII[c];
        }
        int base = text.codePointAt(from);
        if (combines(base)) {
            return selects(base) ? "" : signs.dot();
        }
        if (signs.ascii()) {
            return base < 0x7F && base >= ' ' ? ASCII[base] : "?";
        }
        StringBuilder glyph = new StringBuilder().appendCodePoint(Visible.of(base));
        int marks = 0;
        for (int i = from + Character.charCount(base); i < to; i += Character.charCount(text.codePointAt(i))) {
            int mark = text.codePointAt(i);
            if (!selects(mark) && Visible.of(mark) == mark && marks++ < MOST_MARKS) {
                glyph.appendCodePoint(mark);
            }
        }
        return glyph.toString();
    }

    private static int cells(String glyph) {
        if (glyph.length() == 1) {
            return Widths.of(glyph.charAt(0));
        }
        // Marks stand on what is before them, but for those that Unicode calls spacing.
        boolean spacing = glyph.codePoints().anyMatch(c -> Character.getType(c) == Character.COMBINING_SPACING_MARK);
        return spacing ? 2 : Widths.of(glyph.codePointAt(0));
    }

    private static boolean combines(int codePoint) {
        int type = Character.getType(codePoint);
        return type == Character.NON_SPACING_MARK
                || type == Character.ENCLOSING_MARK
                || type == Character.COMBINING_SPACING_MARK;
    }

    /** The variation selectors, which choose a form and are nothing themselves. */
    private static boolean selects(int codePoint) {
        return (codePoint >= 0xFE00 && codePoint <= 0xFE0F) || (codePoint >= 0xE0100 && codePoint <= 0xE01EF);
    }
}
