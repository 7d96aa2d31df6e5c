package dev.wiretape.tui.view;

import dev.wiretape.tui.model.Keymap;
import dev.wiretape.tui.model.Model;
import dev.wiretape.tui.model.OnDeck;
import dev.wiretape.tui.model.Overlays;
import dev.wiretape.tui.paint.Canvas;
import dev.wiretape.tui.paint.Ink;
import dev.wiretape.tui.paint.Rect;
import dev.wiretape.tui.paint.Style;
import java.util.List;

/** What lies over the screen: the keys, and menus. */
final class OverlayView {
    private OverlayView() {}

    static void draw(Canvas canvas, Model model) {
        switch (model.overlay()) {
            case HELP -> help(canvas, model);
            case COPY -> menu(canvas, "Copy", Overlays.COPY);
            case EXPORT -> menu(canvas, "Export beside the recording", Overlays.EXPORT);
            case SERVED -> served(canvas, model);
            case NONE, SET_MARK, GO_TO_MARK -> {
                // The bottom line tells.
            }
        }
    }

    private static void help(Canvas canvas, Model model) {
        Rect body = new Rect(0, 1, canvas.width(), canvas.height() - 2);
        Canvas page = canvas.at(body);
        for (int y = 0; y < page.height(); y++) {
            page.clear(y, Style.PLAIN);
        }
        Pieces.title(page, "Keys", "any other key closes", true);
        Doc doc = new Doc();
        boolean exchange = model.exchange().isPresent();
        List<Keymap.Binding> bindings = Keymap.of(exchange, model.deck().isPresent());
        for (String group :
                bindings.stream().map(Keymap.Binding::group).distinct().toList()) {
            doc.add(group, Style.of(Ink.FOCUS).strong()).end();
            bindings.stream()
                    .filter(b -> b.group().equals(group))
                    .forEach(b -> doc.add(Units.format("  %-16s ", String.join("  ", b.keys())), Ink.KEY)
                            .add(b.help())
                            .end());
        }
        if (exchange) {
            doc.add("  1 to 7           ", Ink.KEY).add("a tab of the detail").end();
            doc.add("Filter words", Style.of(Ink.FOCUS).strong()).end();
            doc.add("  event: delta: block: gap:>2s size:>4k tool: is:finding is:ping, - before one turns it round")
                    .end();
        } else {
            doc.add("Filter words", Style.of(Ink.FOCUS).strong()).end();
            doc.add("  status: stop: end: tool: model: path: is:finding, - before one turns it round")
                    .end();
        }
        doc.draw(page.at(new Rect(1, 1, page.width() - 2, page.height() - 1)), model.overlayScroll());
    }

    private static void menu(Canvas canvas, String title, List<Overlays.Choice> choices) {
        Canvas box = box(canvas, title, choices.size());
        for (int i = 0; i < choices.size(); i++) {
            choice(box, i, choices.get(i).key(), choices.get(i).text());
        }
    }

    private static void served(Canvas canvas, Model model) {
        Canvas box = box(
                canvas,
                "The client" + OnDeck.target(model).map(s -> " " + s.client()).orElse(""),
                OnDeck.MENU.size());
        for (int i = 0; i < OnDeck.MENU.size(); i++) {
            choice(box, i, OnDeck.MENU.get(i).key(), OnDeck.MENU.get(i).text());
        }
    }

    private static Canvas box(Canvas canvas, String title, int choices) {
        int width = Math.min(canvas.width() - 2, 46);
        int height = Math.min(canvas.height() - 2, choices + 2);
        Rect at = new Rect((canvas.width() - width) / 2, Math.max(1, (canvas.height() - height) / 2), width, height);
        Canvas box = canvas.at(at);
        for (int y = 0; y < box.height(); y++) {
            box.clear(y, Style.PLAIN);
        }
        Pieces.title(box, title, "", true);
        box.line(0, choices + 1, width, box.signs().horizontal(), Style.of(Ink.FOCUS));
        return box;
    }

    private static void choice(Canvas box, int index, String key, String text) {
        int x = box.text(2, index + 1, key, Style.of(Ink.KEY).strong());
        box.text(x + 2, index + 1, text, Style.PLAIN);
    }
}
