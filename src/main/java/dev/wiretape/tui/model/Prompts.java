package dev.wiretape.tui.model;

import dev.wiretape.recording.filter.Filter;
import dev.wiretape.recording.filter.Quantity;
import dev.wiretape.tui.tape.Hits;
import dev.wiretape.tui.tape.Rows;
import dev.wiretape.tui.tape.Tape;
import java.util.OptionalLong;

/** Typing at the bottom of the screen. */
final class Prompts {
    private static final int LONGEST = 500;

    private Prompts() {}

    static Model key(Model model, String key) {
        Prompt prompt = model.prompt();
        String text = prompt.text();
        return switch (key) {
            case "esc", "ctrl-c", "ctrl-g" -> model.with(Prompt.NONE);
            case "enter" -> done(model.with(Prompt.NONE), prompt);
            case "backspace" ->
                text.isEmpty()
                        ? model.with(Prompt.NONE)
                        : model.with(prompt.with(text.substring(0, text.offsetByCodePoints(text.length(), -1))));
            case "ctrl-u" -> model.with(prompt.with(""));
            case "ctrl-w" -> model.with(prompt.with(text.stripTrailing().replaceAll("\\S+$", "")));
            case "space" -> model.with(prompt.with(text + " "));
            default -> key.length() == 1 && text.length() < LONGEST ? model.with(prompt.with(text + key)) : model;
        };
    }

    /** Pasted text goes into a prompt, as one line; anywhere else it has no meaning and fires nothing. */
    static Model paste(Model model, String text) {
        if (!model.prompt().open()) {
            return model.says("pasted text was ignored: open / or f first");
        }
        String line = text.strip().replaceAll("\\s*\\R\\s*", " ");
        String whole = model.prompt().text() + line;
        return model.with(model.prompt().with(whole.substring(0, Math.min(LONGEST, whole.length()))));
    }

    private static Model done(Model model, Prompt prompt) {
        return switch (prompt.kind()) {
            case SEARCH -> search(model, prompt.text());
            case FILTER -> filter(model, prompt.text());
            case GO_TO -> goTo(model, prompt.text().trim());
            case SERVE_UNTIL -> OnDeck.typed(model, Order.RUN_TO, prompt.text().strip());
            case SERVE_BROKEN -> OnDeck.typed(model, Order.BREAK, prompt.text().strip());
            case NONE -> model;
        };
    }

    private static Model search(Model model, String text) {
        if (text.equals(model.query()) && model.hits().found().length > 0) {
            return OnExchange.nearestHit(model);
        }
        return model.searching(text, new Hits(text, new long[0], text.isEmpty(), 0));
    }

    private static Model filter(Model model, String text) {
        Filter.Parsed parsed = Filter.parse(text);
        if (!parsed.problem().isEmpty()) {
            return model.with(new Prompt(Prompt.Kind.FILTER, text)).says(parsed.problem());
        }
        return model.exchange()
                .map(pane -> model.with(pane.with(parsed.filter(), pane.pings())))
                .orElseGet(() -> model.with(
                        model.session().with(parsed.filter(), model.session().places())));
    }

    private static Model goTo(Model model, String text) {
        if (model.exchange().isEmpty() || model.tape().isEmpty() || text.isEmpty()) {
            return model;
        }
        Tape tape = model.tape().get();
        Rows rows = tape.rows();
        ExchangePane pane = model.exchange().get();
        if (rows.count() == 0) {
            return model;
        }
        if (text.matches("\\d{1,9}")) {
            int frame = Integer.parseInt(text);
            return frame < rows.frames()
                    ? OnExchange.to(model, pane, rows.rowOfFrame(frame))
                    : model.says("there is no frame " + frame + ", the last is " + (rows.frames() - 1));
        }
        if (text.matches("\\d{1,3}(\\.\\d+)?%")) {
            double share = Double.parseDouble(text.substring(0, text.length() - 1)) / 100;
            return OnExchange.to(model, pane, (int) (Math.min(1, share) * (rows.count() - 1)));
        }
        OptionalLong t = Quantity.time(text);
        return t.isPresent()
                ? OnExchange.to(
                        model, pane, rows.rowAt(t.getAsLong() + pane.zero().orElse(0)))
                : model.says(text + " is neither a frame nor a time; write 120, 3.2s, 1:05 or 50%");
    }
}
