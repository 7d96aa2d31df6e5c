package dev.wiretape.tui.view;

import dev.wiretape.tui.paint.Canvas;
import dev.wiretape.tui.paint.Ink;
import dev.wiretape.tui.paint.Style;
import java.util.ArrayList;
import java.util.List;

/** Text in several styles, broken to the width of a region and scrolled. */
final class Doc {
    private record Span(String text, Style style) {}

    private final List<List<Span>> lines = new ArrayList<>();
    private List<Span> line = new ArrayList<>();
    private final StringBuilder pending = new StringBuilder();
    private Style pendingStyle = Style.PLAIN;

    /** Adds to the last line; a line feed in the text begins another. */
    Doc add(String text, Style style) {
        int from = 0;
        for (int lf = text.indexOf('\n'); lf >= 0; lf = text.indexOf('\n', from)) {
            span(text.substring(from, lf), style);
            end();
            from = lf + 1;
        }
        span(text.substring(from), style);
        return this;
    }

    Doc add(String text, Ink ink) {
        return add(text, Style.of(ink));
    }

    Doc add(String text) {
        return add(text, Style.PLAIN);
    }

    /** Ends the line. */
    Doc end() {
        flush();
        lines.add(line);
        line = new ArrayList<>();
        return this;
    }

    /** A name and its value on a line of their own. */
    Doc fact(String name, String value, Ink ink) {
        return add(Units.format("%-16s ", name), Ink.DIM).add(value, ink).end();
    }

    Doc fact(String name, String value) {
        return fact(name, value, Ink.NORMAL);
    }

    /** Draws it from the line {@code scroll} on, or as far as it can be scrolled. */
    void draw(Canvas canvas, int scroll) {
        List<List<Span>> broken = broken(canvas.width());
        int most = Math.max(0, broken.size() - canvas.height());
        draw(canvas, broken, Math.min(scroll, most));
    }

    /** The same, counted from the end. */
    void drawFromEnd(Canvas canvas, int scroll) {
        List<List<Span>> broken = broken(canvas.width());
        int most = Math.max(0, broken.size() - canvas.height());
        draw(canvas, broken, Math.max(0, most - scroll));
    }

    private static void draw(Canvas canvas, List<List<Span>> broken, int first) {
        for (int y = 0; y < canvas.height() && first + y < broken.size(); y++) {
            int x = 0;
            for (Span span : broken.get(first + y)) {
                x = canvas.text(x, y, span.text(), span.style());
            }
        }
        int below = broken.size() - first - canvas.height();
        if (canvas.height() > 1 && first > 0) {
            canvas.right(canvas.width(), 0, " " + first + " above ", Style.of(Ink.DIM));
        }
        if (canvas.height() > 1 && below > 0) {
            canvas.right(canvas.width(), canvas.height() - 1, " " + below + " below ", Style.of(Ink.DIM));
        }
    }

    private void span(String text, Style style) {
        if (!style.equals(pendingStyle)) {
            flush();
            pendingStyle = style;
        }
        pending.append(text);
    }

    private void flush() {
        if (!pending.isEmpty()) {
            line.add(new Span(pending.toString(), pendingStyle));
            pending.setLength(0);
        }
    }

    private List<List<Span>> broken(int width) {
        flush();
        List<List<Span>> broken = new ArrayList<>();
        for (List<Span> whole : lines) {
            breakLine(whole, Math.max(1, width), broken);
        }
        if (!line.isEmpty()) {
            breakLine(line, Math.max(1, width), broken);
        }
        return broken;
    }

    private static void breakLine(List<Span> whole, int width, List<List<Span>> to) {
        List<Span> current = new ArrayList<>();
        int cells = 0;
        for (Span span : whole) {
            String text = span.text();
            int from = 0;
            for (int i = 0; i < text.length(); ) {
                int codePoint = text.codePointAt(i);
                int next = Canvas.cells(codePoint);
                if (cells + next > width) {
                    int end = wordEnd(text, from, i, width);
                    current.add(new Span(text.substring(from, end), span.style()));
                    to.add(current);
                    current = new ArrayList<>();
                    from = end;
                    i = end;
                    cells = 0;
                } else {
                    cells += next;
                    i += Character.charCount(codePoint);
                }
            }
            current.add(new Span(text.substring(from), span.style()));
        }
        to.add(current);
    }

    /** Behind the last space before {@code at}, if that leaves a line of decent length. */
    private static int wordEnd(String text, int from, int at, int width) {
        int space = text.lastIndexOf(' ', at - 1);
        return space > from && at - space < width / 3 ? space + 1 : at;
    }
}
