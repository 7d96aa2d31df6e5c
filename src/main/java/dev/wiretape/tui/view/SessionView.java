package dev.wiretape.tui.view;

import dev.wiretape.recording.Entry;
import dev.wiretape.tui.model.Layout;
import dev.wiretape.tui.model.Model;
import dev.wiretape.tui.model.Served;
import dev.wiretape.tui.paint.Canvas;
import dev.wiretape.tui.paint.Ink;
import dev.wiretape.tui.paint.Paper;
import dev.wiretape.tui.paint.Style;
import dev.wiretape.tui.tape.Meaning;
import dev.wiretape.tui.tape.Remark;
import dev.wiretape.tui.tape.Tape;
import java.util.List;
import java.util.Optional;

/** The exchanges as rows; on a wide screen with their bars on a common time axis. */
final class SessionView {
    private final Canvas canvas;
    private final Model model;
    private final List<Column> columns;
    private final int used;

    /** A column: how wide, and what stands in it. */
    private record Column(String name, int width, boolean right, Cell cell) {}

    private interface Cell {
        Piece of(Tape tape, Optional<Meaning> meaning);
    }

    /** Text in a colour. */
    record Piece(String text, Ink ink) {}

    private SessionView(Canvas canvas, Model model) {
        this.canvas = canvas;
        this.model = model;
        this.columns = columns(canvas.width(), numbers(model));
        this.used = columns.stream().mapToInt(c -> c.width() + 1).sum() + 2;
    }

    static void draw(Canvas canvas, Model model) {
        new SessionView(canvas, model).draw();
    }

    /** How wide the numbers are that may stand on the screen. */
    private static int numbers(Model model) {
        List<Tape> tapes = model.library().tapes();
        long most = tapes.isEmpty() ? 0 : Math.max(tapes.size(), number(tapes.get(tapes.size() - 1)));
        return Math.max(4, Long.toString(most).length());
    }

    private List<Column> columns(int width, int numbers) {
        boolean wide = width >= 110;
        boolean served = model.deck().isPresent();
        int others = numbers - 4 + (wide ? served ? 77 : 98 : width >= 76 ? 56 : width >= 60 ? 42 : 30);
        int request = Math.max(10, Math.min(36, width - others));
        Column number = new Column("#", numbers, true, (t, m) -> new Piece(Long.toString(number(t)), Ink.DIM));
        Column start = new Column(
                "start",
                8,
                true,
                (t, m) -> new Piece(t.timed() ? "+" + Units.span(t.header().t0()) : "-", Ink.TIME));
        Column what = new Column("request", request, false, (t, m) -> new Piece(request(t), Ink.NORMAL));
        Column of = new Column(
                "model",
                wide ? 20 : 0,
                false,
                (t, m) -> new Piece(m.flatMap(Meaning::model).orElse(""), Ink.DIM));
        Column status = new Column("st", 3, true, (t, m) -> status(t));
        Column ttft = new Column(
                "ttft",
                6,
                true,
                (t, m) -> new Piece(
                        t.timed() && t.firstContent().isPresent()
                                ? Units.span(t.firstContent().getAsLong())
                                : "",
                        Ink.TIME));
        Column total = new Column(
                "total",
                6,
                true,
                (t, m) -> new Piece(t.timed() ? Units.span(Facts.elapsed(t, model.nowMs())) : "-", Ink.TIME));
        Column frames = new Column(
                "frames", 6, true, (t, m) -> new Piece(Units.count(t.rows().frames()), Ink.DIM));
        Column out = new Column(
                "out",
                6,
                true,
                (t, m) -> new Piece(
                        m.map(Meaning::outputTokens)
                                .filter(o -> o.isPresent())
                                .map(o -> Units.count(o.getAsLong()))
                                .orElse(""),
                        Ink.DIM));
        Column end = new Column("end", 16, false, this::ending);
        Column worst = new Column("find", 5, false, (t, m) -> findings(t, m));
        if (width < 60) {
            return List.of(number, what, status, end);
        }
        return width < 76
                ? List.of(number, what, status, total, end, worst)
                : wide
                        ? served
                                ? List.of(number, start, what, status, ttft, total, frames, out, end, worst)
                                : List.of(number, start, what, of, status, ttft, total, frames, out, end, worst)
                        : List.of(number, what, status, ttft, total, frames, end, worst);
    }

    private void draw() {
        int x = 2;
        for (Column column : columns) {
            cell(x, 0, column, column.name(), Style.of(Ink.DIM));
            x += column.width() + 1;
        }
        boolean bars = canvas.width() >= Layout.BARS_BESIDE && canvas.width() - used > 12;
        BarsView beside = new BarsView(canvas, model, model.session().top(), canvas.height() - 1);
        if (bars) {
            beside.axis(used, 0);
        }
        List<Integer> places = model.session().places();
        for (int y = 1; y < canvas.height(); y++) {
            int index = model.session().top() + y - 1;
            if (index >= places.size()) {
                break;
            }
            Tape tape = model.library().tapes().get(places.get(index));
            row(y, tape);
            if (bars) {
                beside.bar(tape, used, y, tape.place() == model.session().cursor() ? Paper.CURSOR : Paper.NORMAL);
            }
        }
    }

    private void row(int y, Tape tape) {
        boolean cursor = tape.place() == model.session().cursor();
        Paper paper = cursor ? Paper.CURSOR : Paper.NORMAL;
        canvas.clear(y, Style.PLAIN.on(paper));
        canvas.text(0, y, cursor ? ">" : " ", Style.of(Ink.FOCUS).on(paper));
        Optional<Meaning> meaning = model.meaning(tape.place());
        int x = 2;
        for (Column column : columns) {
            Piece piece = column.cell().of(tape, meaning);
            cell(x, y, column, piece.text(), Style.of(piece.ink()).on(paper));
            x += column.width() + 1;
        }
        if (cursor) {
            canvas.restyle(0, y, canvas.width(), Style::strong);
        }
        if (model.hits().in(tape.place()) > 0) {
            canvas.text(1, y, canvas.signs().mark(), Style.of(Ink.MARK).on(paper));
        }
    }

    private void cell(int x, int y, Column column, String text, Style style) {
        int start = column.right() ? Math.max(x, x + column.width() - canvas.measure(text)) : x;
        canvas.text(start, y, column.width() - (start - x), text, style);
    }

    /** Its number in the session, or in this folder. */
    static long number(Tape tape) {
        return tape.header().seq() > 0 ? tape.header().seq() : tape.place() + 1;
    }

    /** The method and the path; the file's name where several recordings ask for the same, as samples do. */
    private String request(Tape tape) {
        Optional<Served> served = model.deck().flatMap(deck -> deck.of(tape));
        if (served.isPresent()) {
            return served.get().recording() + " for " + served.get().client();
        }
        boolean numbered = tape.name().matches("\\d+-.*");
        if (!numbered) {
            return tape.name();
        }
        return tape.request().map(r -> r.method() + " " + path(r.url())).orElse("(no request)");
    }

    static String path(String url) {
        int scheme = url.indexOf("://");
        int slash = scheme < 0 ? -1 : url.indexOf('/', scheme + 3);
        return slash < 0 ? url : url.substring(slash);
    }

    private static Piece status(Tape tape) {
        return tape.response()
                .map(Entry.Response::status)
                .map(s -> new Piece(Integer.toString(s), s < 400 ? Ink.GOOD : Ink.ERROR))
                .orElse(new Piece("-", Ink.DIM));
    }

    private Piece ending(Tape tape, Optional<Meaning> meaning) {
        Optional<Served> served = model.deck().flatMap(deck -> deck.playing(tape));
        if (served.isPresent()) {
            return new Piece(Facts.served(served.get()), served.get().held() ? Ink.WARNING : Ink.LIVE);
        }
        if (tape.end().isEmpty()) {
            if (!model.library().caughtUp()) {
                return new Piece("...", Ink.DIM);
            }
            if (tape.live(model.nowMs())) {
                return new Piece(canvas.signs().live() + " " + Facts.live(tape, model.nowMs()), Ink.LIVE);
            }
            return new Piece(canvas.signs().cut() + " no end", Ink.WARNING);
        }
        if (!tape.end().get().word().equals("complete")) {
            return new Piece(canvas.signs().cut() + " " + tape.end().get().word(), Ink.ERROR);
        }
        return meaning.flatMap(Meaning::stopReason)
                .map(stop -> new Piece(stop, Facts.good(stop) ? Ink.GOOD : Ink.WARNING))
                .orElse(new Piece("complete", Ink.DIM));
    }

    private Piece findings(Tape tape, Optional<Meaning> meaning) {
        if (meaning.isEmpty()) {
            return new Piece("...", Ink.DIM);
        }
        List<Remark> remarks = model.remarks(tape);
        return remarks.stream()
                .map(Remark::level)
                .min(Enum::compareTo)
                .map(level -> new Piece(Pieces.letter(level) + " " + remarks.size(), Pieces.ink(level)))
                .orElse(new Piece("", Ink.GOOD));
    }
}
