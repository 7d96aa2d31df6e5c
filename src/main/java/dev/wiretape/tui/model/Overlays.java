package dev.wiretape.tui.model;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Keys while something lies over the screen. */
public final class Overlays {
    /**
     * A line of a menu.
     *
     * @param key the key that chooses it
     * @param text what it is
     * @param effect what it does
     */
    public record Choice(String key, String text, Effect effect) {}

    /** What can be copied. */
    public static final List<Choice> COPY = List.of(
            new Choice("f", "the frame, byte for byte", new Effect.Copy(Effect.Copy.What.FRAME)),
            new Choice("b", "the block's text so far", new Effect.Copy(Effect.Copy.What.BLOCK)),
            new Choice("i", "the tool's input so far", new Effect.Copy(Effect.Copy.What.INPUT)),
            new Choice("m", "the message so far", new Effect.Copy(Effect.Copy.What.MESSAGE)),
            new Choice("c", "a curl command, without the key", new Effect.Copy(Effect.Copy.What.CURL)));

    /** What can be exported. */
    public static final List<Choice> EXPORT = List.of(
            new Choice("s", "sse: the body, byte for byte", new Effect.Export(Effect.Export.Kind.SSE)),
            new Choice("e", "events: a JSON line for each event", new Effect.Export(Effect.Export.Kind.EVENTS)),
            new Choice("t", "text: what the message said", new Effect.Export(Effect.Export.Kind.TEXT)));

    private Overlays() {}

    static Model key(Model model, String key) {
        return switch (model.overlay()) {
            case HELP -> help(model, key);
            case COPY -> choose(model, COPY, key);
            case EXPORT -> choose(model, EXPORT, key);
            case SERVED -> OnDeck.choose(model, key);
            case SET_MARK -> setMark(model, key);
            case GO_TO_MARK -> goToMark(model, key);
            case NONE -> model;
        };
    }

    private static Model help(Model model, String key) {
        int page = Math.max(1, model.height() - 4);
        return switch (key) {
            case "j", "down" -> model.with(Overlay.HELP, model.overlayScroll() + 1);
            case "k", "up" -> model.with(Overlay.HELP, model.overlayScroll() - 1);
            case "pgdn", "ctrl-f", "space" -> model.with(Overlay.HELP, model.overlayScroll() + page);
            case "pgup", "ctrl-b" -> model.with(Overlay.HELP, model.overlayScroll() - page);
            case "Q", "ctrl-c" -> model.quitting();
            default -> model.with(Overlay.NONE, 0);
        };
    }

    private static Model choose(Model model, List<Choice> choices, String key) {
        Model closed = model.with(Overlay.NONE, 0);
        return choices.stream()
                .filter(choice -> choice.key().equals(key))
                .findFirst()
                .map(choice -> closed.with(choice.effect()))
                .orElse(closed);
    }

    private static Model setMark(Model model, String key) {
        Model closed = model.with(Overlay.NONE, 0);
        if (key.length() != 1 || model.exchange().isEmpty()) {
            return closed;
        }
        ExchangePane pane = model.exchange().get();
        Map<String, Integer> marks = new HashMap<>(pane.marks());
        if (Integer.valueOf(pane.row()).equals(marks.get(key))) {
            marks.remove(key);
            return closed.with(pane.with(marks)).says("mark " + key + " is gone");
        }
        marks.put(key, pane.row());
        return closed.with(pane.with(marks)).says("mark " + key + " is here; ' " + key + " comes back");
    }

    private static Model goToMark(Model model, String key) {
        Model closed = model.with(Overlay.NONE, 0);
        if (model.exchange().isEmpty()) {
            return closed;
        }
        ExchangePane pane = model.exchange().get();
        Integer row = pane.marks().get(key);
        return row == null ? closed.says("there is no mark " + key) : OnExchange.to(closed, pane, row);
    }
}
