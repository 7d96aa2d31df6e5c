package dev.wiretape.tui.view;

import dev.wiretape.tui.model.Model;
import dev.wiretape.tui.paint.Canvas;
import dev.wiretape.tui.paint.Ink;
import dev.wiretape.tui.paint.Paper;
import dev.wiretape.tui.paint.Style;
import dev.wiretape.tui.tape.Tape;
import java.util.List;

/** Exchanges as bars on the session's time axis. */
final class BarsView {
    private static final int MOST_ON_ONE_AXIS = 200;

    private final Canvas canvas;
    private final Model model;
    private final boolean oneSession;
    private final boolean timed;
    private final long begin;
    private final long span;

    /** The axis is that of all exchanges, or in a long session that of those from {@code first} on, {@code rows} of them. */
    BarsView(Canvas canvas, Model model, int first, int rows) {
        this.canvas = canvas;
        this.model = model;
        List<Integer> places = model.session().places();
        boolean whole = model.library().tapes().size() <= MOST_ON_ONE_AXIS;
        List<Tape> tapes = whole
                ? model.library().tapes()
                : places.subList(Math.min(first, places.size()), Math.min(first + rows, places.size())).stream()
                        .map(model.library().tapes()::get)
                        .toList();
        this.oneSession =
                tapes.stream().map(t -> t.header().session()).distinct().count() <= 1;
        this.timed = tapes.stream().anyMatch(Tape::timed);
        this.begin = whole ? 0 : tapes.stream().mapToLong(this::t0).min().orElse(0);
        this.span = Math.max(
                1,
                tapes.stream()
                        .filter(t -> t.timed() || !timed)
                        .mapToLong(t -> t0(t) - begin + Facts.elapsed(t, model.nowMs()))
                        .max()
                        .orElse(1));
    }

    /** For the region below the list. */
    static BarsView below(Canvas canvas, Model model) {
        int rows = canvas.height() - 1;
        return new BarsView(canvas, model, first(model, rows), rows);
    }

    private static int first(Model model, int rows) {
        int size = model.session().places().size();
        return Math.max(0, Math.min(model.session().index() - rows / 2, size - rows));
    }

    private String from() {
        return begin == 0 ? "0" : Units.span(begin);
    }

    private String axis() {
        return begin == 0 ? "0 to " + Units.span(span) : "from " + from() + " on, " + Units.span(span);
    }

    /** The region below the list. */
    void draw() {
        Pieces.title(canvas, "Side by side", timed ? axis() : "no times", false);
        List<Integer> places = model.session().places();
        int rows = canvas.height() - 1;
        int first = first(model, rows);
        for (int y = 1; y <= rows && first + y - 1 < places.size(); y++) {
            Tape tape = model.library().tapes().get(places.get(first + y - 1));
            boolean cursor = tape.place() == model.session().cursor();
            Paper paper = cursor ? Paper.RESTING : Paper.NORMAL;
            canvas.clear(y, Style.PLAIN.on(paper));
            canvas.right(
                    6,
                    y,
                    Long.toString(SessionView.number(tape)),
                    Style.of(Ink.DIM).on(paper));
            bar(tape, 8, y, paper);
        }
    }

    /** The axis above bars that begin in column {@code x}. */
    void axis(int x, int y) {
        canvas.text(x, y, from(), Style.of(Ink.DIM));
        canvas.right(canvas.width() - 1, y, timed ? Units.span(begin + span) : "", Style.of(Ink.DIM));
    }

    /** One bar: waiting, then streaming. */
    void bar(Tape tape, int x, int y, Paper paper) {
        int width = canvas.width() - x - 1;
        if (width < 4 || (timed && !tape.timed())) {
            return;
        }
        long t0 = t0(tape) - begin;
        long elapsed = Facts.elapsed(tape, model.nowMs());
        int from = (int) (t0 * width / span);
        int to = (int) Math.max(from, Math.min(width - 1, (t0 + elapsed) * width / span));
        int first = (int) Math.min(to, (t0 + tape.firstContent().orElse(elapsed)) * width / span);
        boolean ascii = canvas.signs().ascii();
        boolean whole = tape.end().filter(e -> e.word().equals("complete")).isPresent();
        boolean live = tape.live(model.nowMs());
        Ink ink = live ? Ink.LIVE : whole ? Ink.TEXT : Ink.ERROR;
        canvas.line(
                x + from,
                y,
                first - from + 1,
                ascii ? "." : "░",
                Style.of(Ink.DIM).on(paper));
        canvas.line(
                x + first, y, to - first + 1, ascii ? "#" : "█", Style.of(ink).on(paper));
        if (live) {
            canvas.text(x + to, y, canvas.signs().live(), Style.of(Ink.LIVE).on(paper));
        }
    }

    /** Recordings of several sessions have no common beginning: then each begins at 0. */
    private long t0(Tape tape) {
        return oneSession ? tape.header().t0() : 0;
    }
}
