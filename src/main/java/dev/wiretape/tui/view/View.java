package dev.wiretape.tui.view;

import dev.wiretape.message.Block;
import dev.wiretape.message.MessageSnapshot;
import dev.wiretape.tui.model.ExchangePane;
import dev.wiretape.tui.model.Layout;
import dev.wiretape.tui.model.Model;
import dev.wiretape.tui.paint.Canvas;
import dev.wiretape.tui.paint.Glyphs;
import dev.wiretape.tui.paint.Ink;
import dev.wiretape.tui.paint.Style;
import dev.wiretape.tui.tape.Library;
import dev.wiretape.tui.tape.Rows;
import dev.wiretape.tui.tape.Tape;
import java.util.List;
import java.util.Optional;

/** The model as a page. Pure. */
public final class View {
    private View() {}

    /** Draws the model, with these signs. */
    public static Canvas draw(Model model, Glyphs signs) {
        Canvas canvas = new Canvas(model.width(), model.height(), signs);
        if (Layout.tooSmall(model)) {
            tooSmall(canvas);
            return canvas;
        }
        Layout layout = Layout.of(model);
        EdgeView.title(canvas.at(layout.title()), model);
        if (model.exchange().isPresent() && model.tape().isPresent()) {
            exchange(canvas, model, layout, model.exchange().get(), model.tape().get());
        } else {
            session(canvas, model, layout);
        }
        OverlayView.draw(canvas, model);
        EdgeView.bottom(canvas.at(layout.bottom()), model);
        return canvas;
    }

    /** The place of the exchange that is shown in depth: opened, or in short below the list; -1 if none is. */
    public static int looked(Model model) {
        boolean below = !Layout.tooSmall(model) && !Layout.of(model).summary().isEmpty();
        return model.exchange()
                .map(ExchangePane::place)
                .orElse(below ? model.session().cursor() : -1);
    }

    /** The places of the exchanges that stand in the list on the screen; none while one is opened. */
    public static List<Integer> listed(Model model) {
        List<Integer> places = model.session().places();
        if (model.exchange().isPresent()) {
            return List.of();
        }
        int from = Math.min(model.session().top(), places.size());
        int to = Math.min(from + Layout.of(model).visibleRows(), places.size());
        return List.copyOf(places.subList(from, to));
    }

    /** The block a row is about, as of that row. */
    public static Optional<Block> block(Rows rows, int row, MessageSnapshot now) {
        return BlockTab.block(rows, row, now);
    }

    private static void exchange(Canvas canvas, Model model, Layout layout, ExchangePane pane, Tape tape) {
        if (!layout.timeline().isEmpty()) {
            TimelineView.draw(canvas.at(layout.timeline()), model, pane, tape);
        }
        if (!layout.lanes().isEmpty()) {
            LanesView.draw(canvas.at(layout.lanes()), model, pane, tape);
        }
        if (!layout.detail().isEmpty()) {
            DetailView.draw(canvas.at(layout.detail()), model, pane, tape, layout.detail());
        }
        int divider = layout.detail().x() - 1;
        if (divider > 0 && !layout.timeline().isEmpty()) {
            for (int y = layout.timeline().y(); y < layout.bottom().y(); y++) {
                canvas.text(divider, y, canvas.signs().vertical(), Style.of(Ink.RULE));
            }
        }
    }

    private static void session(Canvas canvas, Model model, Layout layout) {
        Library library = model.library();
        if (model.session().places().isEmpty()) {
            nothing(canvas, model, library);
            return;
        }
        SessionView.draw(canvas.at(layout.list()), model);
        if (!layout.bars().isEmpty()) {
            BarsView.below(canvas.at(layout.bars()), model).draw();
        }
        if (!layout.summary().isEmpty()) {
            SummaryView.draw(
                    canvas.at(layout.summary()),
                    model,
                    library.tapes().get(model.session().cursor()));
        }
        notes(canvas, library, layout);
    }

    /** What is wrong with the files, below the list if there is room. */
    private static void notes(Canvas canvas, Library library, Layout layout) {
        String note = library.failure()
                .orElse(
                        library.damages().isEmpty()
                                ? ""
                                : Units.plural(library.damages().size(), "line") + " cannot be read, the first: "
                                        + library.damages().get(0));
        int y = layout.list().y() + layout.list().height() - 1;
        boolean room = library.tapes().size() + 1 < layout.list().height();
        if (!note.isEmpty() && room) {
            canvas.text(2, y, note, Style.of(Ink.ERROR));
        }
    }

    private static void nothing(Canvas canvas, Model model, Library library) {
        int y = Math.max(2, model.height() / 3);
        if (!library.tapes().isEmpty()) {
            centred(
                    canvas,
                    y,
                    "no exchange passes the filter " + model.session().filter().text(),
                    Ink.WARNING);
            centred(canvas, y + 2, "f changes it", Ink.DIM);
        } else if (library.failure().isPresent()) {
            centred(canvas, y, library.failure().get(), Ink.ERROR);
        } else if (!library.damages().isEmpty()) {
            centred(canvas, y, "this is no recording", Ink.ERROR);
            centred(canvas, y + 2, library.damages().get(0), Ink.NORMAL);
        } else if (!library.caughtUp()) {
            centred(canvas, y, "reading " + library.path(), Ink.DIM);
        } else {
            centred(canvas, y, "no exchange yet", Ink.NORMAL);
            String hint = model.hint().isEmpty() ? "it will show here as soon as a request comes" : model.hint();
            centred(canvas, y + 2, hint, Ink.DIM);
        }
    }

    private static void centred(Canvas canvas, int y, String text, Ink ink) {
        int width = Math.min(canvas.width() - 2, canvas.measure(text));
        canvas.text(Math.max(1, (canvas.width() - width) / 2), y, canvas.width() - 2, text, Style.of(ink));
    }

    private static void tooSmall(Canvas canvas) {
        String need = "needs " + Layout.LEAST_WIDTH + "x" + Layout.LEAST_HEIGHT;
        canvas.text(0, 0, "too small:", Style.of(Ink.WARNING));
        canvas.text(0, 1, need, Style.PLAIN);
        canvas.text(0, canvas.height() - 1, "Q quits", Style.of(Ink.DIM));
    }
}
