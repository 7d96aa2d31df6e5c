package dev.wiretape.tui.model;

import dev.wiretape.tui.tape.Tape;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** What keys do to an answer that is being served. */
public final class OnDeck {
    /**
     * A line of the menu.
     *
     * @param key the key that chooses it
     * @param text what it does
     * @param order what is ordered
     * @param argument what the order asks for; empty where it asks for nothing
     */
    public record Choice(String key, String text, Order order, String argument) {}

    /** What can be ordered but for what has a key of its own and what one has to type. */
    public static final List<Choice> MENU = List.of(
            new Choice("b", "on to the next content block", Order.RUN_TO, "event=content_block_start"),
            new Choice("t", "on to the next tool use", Order.RUN_TO, "tool"),
            new Choice("e", "on to the next finding", Order.RUN_TO, "finding"),
            new Choice("s", "on to the next stall", Order.RUN_TO, "stall"),
            new Choice("1", "at the recorded speed", Order.SPEED, "1"),
            new Choice("2", "ten times as fast", Order.SPEED, "10"),
            new Choice("3", "ten times as slow", Order.SPEED, "0.1"),
            new Choice("4", "without waiting", Order.SPEED, "max"),
            new Choice("x", "end it here, cleanly", Order.CUT, ""),
            new Choice("c", "close the connection", Order.CLOSE, ""),
            new Choice("r", "reset the connection", Order.RESET, ""));

    private OnDeck() {}

    /** The answer that is looked at, or that the cursor is on. */
    public static Optional<Served> target(Model model) {
        Optional<Tape> tape = model.exchange().isPresent()
                ? model.tape()
                : Optional.of(model.session().cursor())
                        .filter(place -> place < model.library().tapes().size())
                        .map(place -> model.library().tapes().get(place));
        return model.deck().flatMap(deck -> tape.flatMap(deck::playing));
    }

    static Model step(Model model) {
        return order(model, served -> new Effect.Act(served.id(), Order.STEP, ""));
    }

    static Model holdOrGoOn(Model model) {
        return order(model, served -> new Effect.Act(served.id(), served.held() ? Order.GO_ON : Order.HOLD, ""));
    }

    static Model menu(Model model) {
        return target(model).isPresent() ? model.with(Overlay.SERVED, 0) : nothing(model);
    }

    static Model prompt(Model model, Prompt.Kind kind) {
        return target(model).isPresent() ? model.with(new Prompt(kind, "")) : nothing(model);
    }

    static Model choose(Model model, String key) {
        Model closed = model.with(Overlay.NONE, 0);
        return MENU.stream()
                .filter(choice -> choice.key().equals(key))
                .findFirst()
                .map(choice -> typed(closed, choice.order(), choice.argument()))
                .orElse(closed);
    }

    static Model typed(Model model, Order order, String argument) {
        return order(model, served -> new Effect.Act(served.id(), order, argument));
    }

    private static Model order(Model model, Function<Served, Effect> order) {
        return target(model).map(served -> model.with(order.apply(served))).orElseGet(() -> nothing(model));
    }

    private static Model nothing(Model model) {
        return model.says("nobody waits for more of this exchange");
    }
}
