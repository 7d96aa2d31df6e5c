package dev.wiretape.tui.view;

import dev.wiretape.message.Block;
import dev.wiretape.tui.model.ExchangePane;
import dev.wiretape.tui.model.Focus;
import dev.wiretape.tui.model.LaneGeometry;
import dev.wiretape.tui.model.Model;
import dev.wiretape.tui.paint.Canvas;
import dev.wiretape.tui.paint.Ink;
import dev.wiretape.tui.paint.Paper;
import dev.wiretape.tui.paint.Rect;
import dev.wiretape.tui.paint.Style;
import dev.wiretape.tui.tape.Lanes;
import dev.wiretape.tui.tape.Meaning;
import dev.wiretape.tui.tape.Tape;
import java.util.Optional;
import java.util.OptionalLong;

/** A lane per content block on a time axis. */
final class LanesView {
    private final Canvas canvas;
    private final Model model;
    private final ExchangePane pane;
    private final Tape tape;
    private final Lanes lanes;
    private final int names;
    private final int axis;

    private LanesView(Canvas canvas, Model model, ExchangePane pane, Tape tape) {
        this.canvas = canvas;
        this.model = model;
        this.pane = pane;
        this.tape = tape;
        this.lanes = model.close().place() == tape.place() ? model.close().lanes() : Lanes.NONE;
        Rect all = new Rect(0, 0, canvas.width(), canvas.height());
        this.names = LaneGeometry.names(all);
        this.axis = Math.max(1, canvas.width() - names - LaneGeometry.tail(all));
    }

    static void draw(Canvas canvas, Model model, ExchangePane pane, Tape tape) {
        new LanesView(canvas, model, pane, tape).draw();
    }

    private void draw() {
        String part = tape.timed()
                ? Units.span(lanes.from()) + " to " + Units.span(lanes.to())
                : "in their order; the source had no times";
        Pieces.title(canvas, "Lanes", pane.window().all() ? part : "zoomed: " + part, pane.focus() == Focus.LANES);
        if (canvas.height() < 2 || tape.rows().count() == 0) {
            return;
        }
        phases(1);
        int y = 2;
        int room = canvas.height() - y - (canvas.height() > 6 ? 1 : 0);
        int first = firstLane(room);
        for (int i = first; i < lanes.lanes().size() && y < canvas.height(); i++) {
            if (i - first < room) {
                lane(y++, lanes.lanes().get(i));
            }
        }
        if (lanes.lanes().isEmpty()) {
            canvas.text(1, y, "no content block yet", Style.of(Ink.DIM));
        } else if (y < canvas.height()) {
            ticks(canvas.height() - 1);
        }
        cursor(Math.min(canvas.height(), Math.max(y, 3)));
    }

    /** So that the lane under the cursor can be seen. */
    private int firstLane(int room) {
        int current = 0;
        for (int i = 0; i < lanes.lanes().size(); i++) {
            if (lanes.lanes().get(i).firstRow() <= pane.row()) {
                current = i;
            }
        }
        return Math.max(
                0,
                Math.min(
                        current - room + 1 + (current < lanes.lanes().size() - 1 ? 1 : 0),
                        lanes.lanes().size() - room));
    }

    private void phases(int y) {
        canvas.text(1, y, names - 2, "phases", Style.of(Ink.DIM));
        long headers = lanes.headers().orElse(lanes.last());
        long content = lanes.firstContent().orElse(lanes.last());
        boolean ascii = canvas.signs().ascii();
        stretch(y, 0, headers, ascii ? "." : "░", Ink.DIM);
        stretch(y, headers, content, ascii ? ":" : "▒", Ink.INFO);
        stretch(y, content, lanes.last(), canvas.signs().horizontal(), Ink.GOOD);
        pings(y);
        if (tape.timed()) {
            label(y, 0, headers, lanes.headers().isPresent() ? "headers " + Units.span(headers) : "waiting", Ink.DIM);
            lanes.firstContent().ifPresent(t -> label(y, headers, t, "ttft " + Units.span(t), Ink.INFO));
        }
        Optional<Meaning> meaning = model.meaning(tape.place());
        String stop = meaning.flatMap(Meaning::stopReason).orElse(ending());
        int end = Math.max(0, lanes.column(lanes.last()) + 1);
        int width = stop.length() + 2;
        int x = names + Math.min(end, axis) + 1;
        int fits = x + width <= canvas.width() ? x : Math.max(names, canvas.width() - width);
        boolean good = meaning.flatMap(Meaning::stopReason).isPresent()
                && !stop.equals("max_tokens")
                && !stop.equals("refusal");
        canvas.text(fits, y, " " + stop, Style.of(good ? Ink.GOOD : Ink.WARNING).strong());
    }

    private String ending() {
        if (tape.end().isPresent()) {
            return tape.end().get().word();
        }
        return tape.live(model.nowMs()) ? canvas.signs().live() : "no end";
    }

    private void pings(int y) {
        for (int i = 0; i < lanes.columns() && i < axis; i++) {
            if (lanes.pings()[i] > 0) {
                canvas.text(names + i, y, canvas.signs().dot(), Style.of(Ink.DIM));
            }
        }
    }

    private void stretch(int y, long from, long to, String sign, Ink ink) {
        int first = Math.max(0, lanes.column(from));
        int last = Math.min(axis - 1, lanes.column(to));
        if (to > lanes.from() && from < lanes.to() && to > from) {
            canvas.line(names + first, y, last - first + 1, sign, Style.of(ink));
        }
    }

    private void label(int y, long from, long to, String text, Ink ink) {
        int first = Math.max(0, lanes.column(from));
        int last = Math.min(axis, lanes.column(to));
        if (last - first > text.length() + 2) {
            canvas.text(names + first + (last - first - text.length()) / 2, y, " " + text + " ", Style.of(ink));
        }
    }

    private void lane(int y, Lanes.Lane lane) {
        boolean under = tape.rows().count() > pane.row()
                && tape.rows().block(pane.row()).orElse(-1) == lane.index()
                && lane.firstRow() <= pane.row();
        Ink ink = Pieces.ofType(lane.type());
        Style name = under ? Style.of(ink).strong() : Style.of(ink);
        canvas.text(0, y, under ? ">" : " ", Style.of(Ink.FOCUS));
        canvas.text(1, y, names - 2, lane.index() + " " + name(lane), name);
        long stop = lane.stop().orElse(lane.lastDelta());
        int first = lanes.column(lane.start());
        int last = lanes.column(stop);
        int most = 1;
        for (int count : lane.density()) {
            most = Math.max(most, count);
        }
        for (int i = Math.max(0, first); i <= Math.min(axis - 1, last) && i < lanes.columns(); i++) {
            int count = lane.density()[i];
            boolean stalled = count == 0 && stalled(i);
            String sign = count > 0
                    ? canvas.signs().level(Math.sqrt((double) count / most))
                    : stalled ? canvas.signs().stall() : canvas.signs().span();
            canvas.text(names + i, y, sign, Style.of(count > 0 ? ink : stalled ? Ink.ERROR : Ink.RULE));
        }
        if (tape.timed() && canvas.width() - names - axis >= 8) {
            String span = Units.span(stop - lane.start()) + (lane.stop().isEmpty() ? "+" : "");
            canvas.right(canvas.width(), y, span, Style.of(lane.stop().isEmpty() ? Ink.WARNING : Ink.DIM));
        }
    }

    private boolean stalled(int column) {
        long from = lanes.time(column);
        long to = lanes.time(column + 1);
        return model.meaning(tape.place()).stream()
                .flatMap(m -> m.depth().stream())
                .flatMap(d -> d.report().timings().stalls().stream())
                .anyMatch(stall -> stall.from() < to && stall.to() > from);
    }

    private String name(Lanes.Lane lane) {
        String type = lane.type().isEmpty() ? "never started" : lane.type();
        Optional<Meaning> meaning = model.meaning(tape.place());
        int frame = tape.rows().framesBefore(lane.firstRow());
        return meaning.flatMap(Meaning::depth)
                .flatMap(d -> d.last().blocks().stream()
                        .filter(b -> b.startFrame() == frame)
                        .findFirst()
                        .flatMap(Block::toolName))
                .map(tool -> type.equals("tool_use") ? "tool " + tool : type + " " + tool)
                .orElse(type);
    }

    private void ticks(int y) {
        int step = 12;
        for (int i = 0; i < axis; i += step) {
            canvas.text(names + i, y, canvas.signs().vertical(), Style.of(Ink.RULE));
            if (tape.timed() && i + step <= axis + 2) {
                canvas.text(names + i + 1, y, Units.span(lanes.time(i)), Style.of(Ink.DIM));
            }
        }
    }

    private void cursor(int bottom) {
        if (tape.rows().count() <= pane.row()) {
            return;
        }
        int column = lanes.column(pane.playback().t(tape.rows(), pane.row()));
        if (column < 0 || column > lanes.columns()) {
            return;
        }
        int x = names + Math.min(column, axis - 1);
        for (int y = 1; y < bottom; y++) {
            canvas.restyle(x, y, 1, s -> s.on(Paper.CURSOR).strong());
            if (canvas.glyph(x, y).isBlank()) {
                canvas.text(x, y, canvas.signs().vertical(), Style.of(Ink.FOCUS).on(Paper.CURSOR));
            }
        }
        for (OptionalLong zero : new OptionalLong[] {pane.zero()}) {
            zero.ifPresent(t -> canvas.text(
                    names + Math.max(0, Math.min(axis - 1, lanes.column(t))),
                    1,
                    canvas.signs().mark(),
                    Style.of(Ink.MARK)));
        }
    }
}
