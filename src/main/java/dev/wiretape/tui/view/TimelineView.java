package dev.wiretape.tui.view;

import dev.wiretape.tui.model.ExchangePane;
import dev.wiretape.tui.model.Focus;
import dev.wiretape.tui.model.Model;
import dev.wiretape.tui.paint.Canvas;
import dev.wiretape.tui.paint.Ink;
import dev.wiretape.tui.paint.Paper;
import dev.wiretape.tui.paint.Style;
import dev.wiretape.tui.tape.LineKind;
import dev.wiretape.tui.tape.Remark;
import dev.wiretape.tui.tape.Rows;
import dev.wiretape.tui.tape.Tape;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;

/** A row per frame. */
final class TimelineView {
    private static final long STALL_US = 1_000_000;
    private static final long SLOW_US = 200_000;

    /** Where the columns stand. */
    private record Columns(int number, int time, int gap, int bar, int event, int block, int delta, int size) {
        static Columns of(int width, int digits) {
            boolean wide = width >= 104;
            return new Columns(
                    digits,
                    9,
                    width < 52 ? 0 : 7,
                    width < 66 ? 0 : wide ? 6 : 4,
                    wide ? 19 : width < 44 ? 9 : 13,
                    width < 44 ? 0 : 2,
                    wide ? 16 : width < 60 ? 0 : 10,
                    width < 72 ? 0 : 5);
        }
    }

    private final Canvas canvas;
    private final Model model;
    private final ExchangePane pane;
    private final Tape tape;
    private final Rows rows;
    private final Columns columns;
    private final Map<Integer, Remark.Level> remarks = new HashMap<>();

    private TimelineView(Canvas canvas, Model model, ExchangePane pane, Tape tape) {
        this.canvas = canvas;
        this.model = model;
        this.pane = pane;
        this.tape = tape;
        this.rows = tape.rows();
        this.columns = Columns.of(
                canvas.width(), Math.max(3, Integer.toString(rows.frames()).length()));
        for (Remark remark : model.remarks(tape)) {
            remark.frame().ifPresent(f -> remarks.merge(f, remark.level(), (a, b) -> a.compareTo(b) <= 0 ? a : b));
        }
    }

    static void draw(Canvas canvas, Model model, ExchangePane pane, Tape tape) {
        new TimelineView(canvas, model, pane, tape).draw();
    }

    private void draw() {
        Pieces.title(canvas, "Timeline", state(), pane.focus() == Focus.TIMELINE);
        header();
        for (int y = 2; y < canvas.height(); y++) {
            int index = pane.top() + y - 2;
            if (index >= pane.rows().size()) {
                break;
            }
            row(y, pane.rows().row(index));
        }
        if (pane.rows().size() == 0) {
            String why = rows.count() == 0
                    ? "nothing has arrived yet"
                    : "nothing passes the filter " + pane.filter().text();
            canvas.text(2, 3, why, Style.of(Ink.DIM));
        }
    }

    private String state() {
        StringBuilder state = new StringBuilder();
        if (!pane.filter().isEmpty()) {
            state.append(pane.filter().text()).append("  ");
        }
        if (!pane.pings()) {
            state.append("no pings  ");
        }
        if (pane.follow()) {
            state.append("follow  ");
        }
        int at = pane.rows().size() == 0 ? 0 : pane.index() + 1;
        return state.append(Units.count(at))
                .append('/')
                .append(Units.count(pane.rows().size()))
                .toString();
    }

    private void header() {
        Style style = Style.of(Ink.DIM);
        int x = 2;
        x = right(x, columns.number(), 1, "#", style);
        x = right(x, columns.time(), 1, pane.zero().isPresent() ? "T+ s" : "time s", style);
        x = right(x, columns.gap(), 1, "gap", style);
        x += columns.bar() + (columns.bar() > 0 ? 2 : 1);
        x = left(x, columns.event(), 1, "event", style);
        x = right(x, columns.block(), 1, "bl", style) + (columns.block() > 0 ? 1 : 0);
        x = left(x, columns.delta(), 1, "kind", style);
        x = right(x, columns.size(), 1, "bytes", style) + (columns.size() > 0 ? 1 : 0);
        canvas.text(x, 1, "preview", style);
    }

    private void row(int y, int row) {
        boolean cursor = row == pane.row();
        boolean found = model.hits().has(tape.place(), row);
        Paper paper = !cursor ? Paper.NORMAL : pane.focus() == Focus.TIMELINE ? Paper.CURSOR : Paper.RESTING;
        Style base = Style.PLAIN.on(paper);
        canvas.clear(y, base);
        Ink ink = Pieces.ink(rows, row);
        Style style = Style.of(ink).on(paper);
        Style dim = Style.of(Ink.DIM).on(paper);
        flag(y, row, paper);
        canvas.text(1, y, chunk(row), Style.of(Ink.RULE).on(paper));
        boolean frame = rows.kind(row) == LineKind.FRAME;
        int x = 2;
        x = right(x, columns.number(), y, frame ? Integer.toString(rows.framesBefore(row)) : "", dim);
        x = right(
                x,
                columns.time(),
                y,
                tape.timed() ? Units.moment(rows.t(row) - pane.zero().orElse(0)) : "-",
                Style.of(Ink.TIME).on(paper));
        x = gap(x, y, row, paper);
        x = left(x, columns.event(), y, event(row), frame ? style.on(paper) : style.strong());
        x = right(x, columns.block(), y, block(row), dim) + (columns.block() > 0 ? 1 : 0);
        x = left(x, columns.delta(), y, delta(row), style);
        x = right(x, columns.size(), y, rows.size(row) == 0 ? "" : Units.size(rows.size(row)), dim)
                + (columns.size() > 0 ? 1 : 0);
        String preview =
                model.close().place() == tape.place() ? model.close().previews().getOrDefault(row, "") : "";
        canvas.text(x, y, preview, found ? style.on(Paper.FOUND) : style);
        if (cursor) {
            canvas.restyle(
                    0,
                    y,
                    canvas.width(),
                    s -> s.on(s.paper() == Paper.FOUND ? Paper.FOUND : paper).strong());
        }
    }

    private void flag(int y, int row, Paper paper) {
        Remark.Level level = rows.kind(row) == LineKind.FRAME ? remarks.get(rows.framesBefore(row)) : null;
        if (level != null) {
            canvas.text(
                    0,
                    y,
                    Pieces.letter(level),
                    Style.of(Pieces.ink(level)).strong().on(paper));
        } else if (rows.kind(row) == LineKind.DAMAGED) {
            canvas.text(0, y, "E", Style.of(Ink.ERROR).strong().on(paper));
        } else if (pane.marks().containsValue(row)) {
            canvas.text(0, y, canvas.signs().mark(), Style.of(Ink.MARK).on(paper));
        } else if (row == pane.row()) {
            canvas.text(0, y, ">", Style.of(Ink.FOCUS).on(paper));
        }
    }

    /** Which rows one network chunk brought, and which row came in several. */
    private String chunk(int row) {
        boolean above = rows.sameChunk(row);
        boolean below = row + 1 < rows.count() && rows.sameChunk(row + 1);
        if (above) {
            return below ? canvas.signs().chunkMiddle() : canvas.signs().chunkBottom();
        }
        return below
                ? canvas.signs().chunkTop()
                : rows.split(row) ? canvas.signs().split() : " ";
    }

    private int gap(int x, int y, int row, Paper paper) {
        long gap = rows.gap(row);
        boolean none = row == 0 || gap == 0 || !tape.timed();
        Ink ink = gap >= STALL_US ? Ink.ERROR : gap >= SLOW_US ? Ink.WARNING : Ink.DIM;
        Style style = Style.of(ink).on(paper);
        int after = right(x, columns.gap(), y, none ? "" : Units.span(gap), gap >= STALL_US ? style.strong() : style);
        if (columns.bar() == 0) {
            return after + 1;
        }
        // A millisecond is nothing, ten seconds fill the bar; in between it is the number of digits that counts.
        double share = none ? 0 : (Math.log10((double) Math.max(1, gap)) - 3) / 4;
        canvas.text(after + 1, y, columns.bar(), Pieces.bar(canvas, share, columns.bar()), style);
        return after + columns.bar() + 2;
    }

    private String event(int row) {
        if (rows.kind(row) != LineKind.FRAME) {
            return rows.kind(row).name().toLowerCase(Locale.ROOT);
        }
        String event = rows.event(row);
        if (event.isEmpty()) {
            return "(no event)";
        }
        return columns.event() < 19 && event.startsWith("content_") ? event.substring("content_".length()) : event;
    }

    private String delta(int row) {
        String delta = rows.delta(row);
        return columns.delta() < 16 && delta.endsWith("_delta")
                ? delta.substring(0, delta.length() - "_delta".length())
                : delta;
    }

    private String block(int row) {
        return rows.block(row).isPresent() ? Integer.toString(rows.block(row).getAsInt()) : "";
    }

    private int left(int x, int width, int y, String text, Style style) {
        if (width == 0) {
            return x;
        }
        canvas.text(x, y, width, text, style);
        return x + width + 1;
    }

    private int right(int x, int width, int y, String text, Style style) {
        if (width == 0) {
            return x;
        }
        canvas.text(x + Math.max(0, width - text.length()), y, Math.min(width, text.length()), text, style);
        return x + width + (x == 2 ? 1 : 0);
    }
}
