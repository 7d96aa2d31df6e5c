package dev.wiretape.tui.view;

import dev.wiretape.recording.Entry;
import dev.wiretape.tui.model.ExchangePane;
import dev.wiretape.tui.model.Keymap;
import dev.wiretape.tui.model.Model;
import dev.wiretape.tui.model.OnDeck;
import dev.wiretape.tui.model.Overlay;
import dev.wiretape.tui.model.Served;
import dev.wiretape.tui.paint.Canvas;
import dev.wiretape.tui.paint.Ink;
import dev.wiretape.tui.paint.Paper;
import dev.wiretape.tui.paint.Style;
import dev.wiretape.tui.tape.Library;
import dev.wiretape.tui.tape.Meaning;
import dev.wiretape.tui.tape.Tape;
import java.util.Optional;

/** The first and the last line of the screen. */
final class EdgeView {
    private static final Style BAR = Style.PLAIN.on(Paper.BAR);
    private static final Style BAR_DIM = Style.of(Ink.DIM).on(Paper.BAR);

    private EdgeView() {}

    static void title(Canvas canvas, Model model) {
        canvas.clear(0, BAR);
        int x = canvas.text(
                0, 0, " wiretape ", Style.of(Ink.FOCUS).on(Paper.BAR).strong());
        String right = right(model);
        int room = Math.max(0, canvas.width() - x - canvas.measure(right) - 2);
        if (model.exchange().isPresent() && model.tape().isPresent()) {
            exchange(canvas, model, model.exchange().get(), model.tape().get(), x, room);
        } else {
            session(canvas, model, x, room);
        }
        canvas.right(canvas.width() - 1, 0, right, BAR);
    }

    private static void session(Canvas canvas, Model model, int x, int room) {
        Library library = model.library();
        long live = library.live(model.nowMs());
        String counts =
                "  " + Units.plural(library.tapes().size(), "exchange") + (live > 0 ? ", " + live + " live" : "");
        String path = library.path().toString();
        int forPath = Math.max(8, room - counts.length());
        String shown = path.length() <= forPath ? path : "…" + path.substring(path.length() - forPath + 1);
        int at = canvas.text(x, 0, room, shown, BAR);
        canvas.text(at, 0, room - (at - x), counts, BAR_DIM);
    }

    private static void exchange(Canvas canvas, Model model, ExchangePane pane, Tape tape, int x, int room) {
        int end = x + room;
        int at = canvas.text(x, 0, room, tape.name() + "  ", BAR.strong());
        at = canvas.text(
                at,
                0,
                end - at,
                tape.response().map(r -> r.status() + "  ").orElse(""),
                Style.of(status(tape)).on(Paper.BAR));
        String from = model.deck()
                .flatMap(deck -> deck.of(tape))
                .map(served -> served.recording() + " for " + served.client() + "  ")
                .orElse("");
        at = canvas.text(at, 0, end - at, from, BAR);
        String what = model.meaning(pane.place()).flatMap(Meaning::model).orElse("");
        at = canvas.text(at, 0, end - at, what.isEmpty() ? "" : what + "  ", BAR_DIM);
        String path = tape.request()
                .map(r -> r.method() + " " + SessionView.path(r.url()))
                .orElse("");
        canvas.text(at, 0, end - at, path, BAR_DIM);
    }

    private static Ink status(Tape tape) {
        return tape.response().map(Entry.Response::status).filter(s -> s < 400).isPresent() ? Ink.GOOD : Ink.ERROR;
    }

    private static String right(Model model) {
        Library library = model.library();
        if (!library.caughtUp() && library.failure().isEmpty()) {
            return library.total() == 0
                    ? "reading"
                    : "reading " + 100 * library.read() / library.total() + "% of " + Units.size(library.total());
        }
        if (!model.hits().done()) {
            return "searching " + Math.round(100 * model.hits().share()) + "%, "
                    + Units.plural(model.hits().found().length, "hit");
        }
        if (model.exchange().isPresent() && model.tape().isPresent()) {
            return state(model, model.exchange().get(), model.tape().get());
        }
        return model.session().follow() && library.live(model.nowMs()) > 0 ? "follow" : "";
    }

    private static String state(Model model, ExchangePane pane, Tape tape) {
        if (pane.playback().playing() || pane.playback().speed() != 1) {
            String sign = "play";
            return (pane.playback().playing() ? sign : "paused") + " x"
                    + trimmed(pane.playback().speed())
                    + (pane.playback().idleLimitUs() > 0
                            ? ", gaps " + Units.span(pane.playback().idleLimitUs())
                            : "");
        }
        Optional<Served> served = model.deck().flatMap(deck -> deck.playing(tape));
        if (served.isPresent()) {
            return Facts.served(served.get());
        }
        if (tape.end().isPresent()) {
            String word = tape.end().get().word();
            return word.equals("complete") ? "" : word;
        }
        if (tape.live(model.nowMs())) {
            return Facts.live(tape, model.nowMs());
        }
        return "no end: the recorder was killed";
    }

    private static String trimmed(double speed) {
        return speed == Math.rint(speed) ? Long.toString((long) speed) : Double.toString(speed);
    }

    static void bottom(Canvas canvas, Model model) {
        canvas.clear(0, BAR);
        if (model.prompt().open()) {
            int x = canvas.text(
                    0,
                    0,
                    " " + model.prompt().kind().sign(),
                    Style.of(Ink.KEY).on(Paper.BAR).strong());
            String text = model.prompt().text();
            int room = Math.max(1, canvas.width() - x - 1);
            int at = canvas.text(x, 0, text.length() > room ? text.substring(text.length() - room) : text, BAR);
            canvas.text(at, 0, "_", Style.of(Ink.FOCUS).on(Paper.BAR).strong());
            String aside = model.notice().isEmpty() ? model.prompt().kind().hint() : model.notice();
            canvas.text(
                    at + 2,
                    0,
                    aside,
                    model.notice().isEmpty() ? BAR_DIM : Style.of(Ink.WARNING).on(Paper.BAR));
        } else if (model.overlay() == Overlay.SET_MARK || model.overlay() == Overlay.GO_TO_MARK) {
            canvas.text(1, 0, "a letter names the mark", Style.of(Ink.KEY).on(Paper.BAR));
        } else if (!model.notice().isEmpty()) {
            canvas.text(1, 0, model.notice(), Style.of(Ink.WARNING).on(Paper.BAR));
        } else {
            keys(canvas, model, next(canvas, model));
        }
    }

    /** What a client that is held will get next; returns where that ends. */
    private static int next(Canvas canvas, Model model) {
        String next = OnDeck.target(model)
                .filter(Served::held)
                .map(served -> "next: " + served.next().strip().replaceAll("\\R", " "))
                .orElse("");
        if (next.isEmpty()) {
            return 1;
        }
        return 2
                + canvas.text(1, 0, canvas.width() / 2, next, Style.of(Ink.LIVE).on(Paper.BAR));
    }

    private static void keys(Canvas canvas, Model model, int from) {
        String found = model.hits().query().isEmpty()
                ? ""
                : Units.plural(model.hits().found().length, "hit") + " for "
                        + model.hits().query();
        int end = canvas.width();
        if (!found.isEmpty()) {
            int room = Math.min(canvas.measure(found), end / 2);
            end -= room + 2;
            canvas.text(end + 1, 0, room, found, Style.of(Ink.MARK).on(Paper.BAR));
        }
        int x = key(canvas, from, end, "?", "help");
        for (Keymap.Binding binding :
                Keymap.of(model.exchange().isPresent(), model.deck().isPresent())) {
            if (!binding.bar().isEmpty() && !binding.bar().equals("help")) {
                x = key(canvas, x, end, binding.keys().get(0), binding.bar());
            }
        }
    }

    private static int key(Canvas canvas, int x, int end, String key, String word) {
        if (x + key.length() + word.length() + 3 > end) {
            return x;
        }
        int at = canvas.text(x, 0, key, Style.of(Ink.KEY).on(Paper.BAR).strong());
        return canvas.text(at, 0, " " + word + "  ", BAR);
    }
}
