package dev.wiretape.tui.model;

import dev.wiretape.tui.tape.Hits;
import dev.wiretape.tui.tape.Library;
import java.util.Optional;

/** What a message does to the model. Pure. */
public final class Update {
    private Update() {}

    /** The model after {@code msg}. */
    public static Model apply(Model model, Msg msg) {
        if (msg instanceof Msg.Fetched fetched) {
            return model.with(fetched.close());
        }
        return Settle.settle(step(model, msg));
    }

    private static Model step(Model model, Msg msg) {
        if (msg instanceof Msg.Key key) {
            return key(model, key.name());
        } else if (msg instanceof Msg.Paste paste) {
            return Prompts.paste(model, paste.text());
        } else if (msg instanceof Msg.Mouse mouse) {
            return Mice.mouse(model, mouse);
        } else if (msg instanceof Msg.Resized resized) {
            return model.resized(resized.width(), resized.height());
        } else if (msg instanceof Msg.Grew grew) {
            return grew(model, grew.library());
        } else if (msg instanceof Msg.Understood understood) {
            return model.with(understood.meanings());
        } else if (msg instanceof Msg.Searched searched) {
            return searched(model, searched.hits());
        } else if (msg instanceof Msg.Serves serves) {
            return model.with(model.deck().orElse(Deck.EMPTY).with(serves.answers()));
        } else if (msg instanceof Msg.Tick tick) {
            return tick(model, tick.nowMs());
        } else if (msg instanceof Msg.Quit) {
            return model.quitting();
        } else if (msg instanceof Msg.Notice notice) {
            return model.says(notice.text());
        }
        throw new IllegalArgumentException("a message nobody handles: " + msg);
    }

    /** Who follows is taken to what begins, even if it is over before it can be shown. */
    private static Model grew(Model model, Library library) {
        boolean begun = model.library().caughtUp()
                && library.tapes().size() > model.library().tapes().size();
        Model grown = model.with(library);
        return begun && model.session().follow()
                ? grown.with(model.session().to(library.tapes().size() - 1))
                : grown;
    }

    private static Model key(Model model, String key) {
        if (model.prompt().open()) {
            return Prompts.key(model, key);
        }
        if (model.overlay() != Overlay.NONE) {
            return Overlays.key(model, key);
        }
        Optional<Action> action =
                Keymap.action(model.exchange().isPresent(), model.deck().isPresent(), key);
        if (action.isEmpty() && model.exchange().isPresent() && key.length() == 1) {
            int number = key.charAt(0) - '0';
            for (Tab tab : Tab.values()) {
                if (tab.number() == number) {
                    return model.with(model.exchange().get().with(tab));
                }
            }
        }
        Model quiet = model.notice().isEmpty() ? model : model.says("");
        return action.map(a -> act(quiet, a)).orElse(quiet);
    }

    private static Model act(Model model, Action action) {
        return switch (action) {
            case QUIT -> model.quitting();
            case HELP -> model.with(Overlay.HELP, 0);
            case SUSPEND -> model.with(new Effect.Suspend());
            case SEARCH -> model.with(new Prompt(Prompt.Kind.SEARCH, ""));
            case FILTER ->
                model.with(new Prompt(
                        Prompt.Kind.FILTER,
                        model.exchange()
                                .map(e -> e.filter().text())
                                .orElse(model.session().filter().text())));
            case GO_TO -> model.with(new Prompt(Prompt.Kind.GO_TO, ""));
            case REDRAW -> model;
            case SERVE_FRAME -> OnDeck.step(model);
            case SERVE_OR_HOLD -> OnDeck.holdOrGoOn(model);
            case SERVED_MENU -> OnDeck.menu(model);
            case SERVE_UNTIL -> OnDeck.prompt(model, Prompt.Kind.SERVE_UNTIL);
            case SERVE_BROKEN -> OnDeck.prompt(model, Prompt.Kind.SERVE_BROKEN);
            default ->
                model.exchange()
                        .map(pane -> OnExchange.act(model, pane, action))
                        .orElseGet(() -> OnSession.act(model, action));
        };
    }

    private static Model searched(Model model, Hits hits) {
        if (!hits.query().equals(model.query())) {
            return model;
        }
        boolean first = model.hits().found().length == 0 && hits.found().length > 0;
        Model found = model.searching(hits.query(), hits);
        if (hits.done() && hits.found().length == 0) {
            return found.says("nothing found for " + hits.query());
        }
        return first ? OnExchange.nearestHit(found) : found;
    }

    private static Model tick(Model model, long nowMs) {
        Model later = model.at(nowMs);
        if (later.exchange().isEmpty() || later.tape().isEmpty()) {
            return later;
        }
        ExchangePane pane = later.exchange().get();
        if (!pane.playback().playing()) {
            return later;
        }
        Playback.Arrived arrived = pane.playback().advance(later.tape().get().rows(), pane.row(), nowMs);
        return later.with(pane.to(arrived.row()).with(arrived.playback()));
    }
}
