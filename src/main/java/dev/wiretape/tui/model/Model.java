package dev.wiretape.tui.model;

import dev.wiretape.tui.tape.Hits;
import dev.wiretape.tui.tape.Library;
import dev.wiretape.tui.tape.Meaning;
import dev.wiretape.tui.tape.Remark;
import dev.wiretape.tui.tape.Shelf;
import dev.wiretape.tui.tape.Tape;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * All that is on the screen. Immutable.
 *
 * @param width columns of the terminal
 * @param height rows of the terminal
 * @param library what was read so far
 * @param meanings what it meant, by the tape's place
 * @param session the list of exchanges
 * @param exchange the exchange that is looked at; empty on the session screen
 * @param hint what somebody can do who sees an empty list; empty if there is nothing to say
 * @param prompt where one types
 * @param overlay what lies over the screen
 * @param overlayScroll how far that is scrolled
 * @param notice the last thing to tell the user; empty if there is none
 * @param query what is searched for; empty for nothing
 * @param hits what was found
 * @param nowMs the wall clock, ms since 1970
 * @param quit whether to end
 * @param effects what the loop is to do
 * @param close what was fetched for the screen
 * @param deck who is being served what; empty where nobody is
 */
public record Model(
        int width,
        int height,
        Library library,
        Shelf<Meaning> meanings,
        SessionPane session,
        Optional<ExchangePane> exchange,
        String hint,
        Prompt prompt,
        Overlay overlay,
        int overlayScroll,
        String notice,
        String query,
        Hits hits,
        long nowMs,
        boolean quit,
        List<Effect> effects,
        Close close,
        Optional<Deck> deck) {
    private static final String UNFINISHED = "recording-unfinished";

    /** A viewer that has just begun. */
    public static Model start(int width, int height, Library library, long nowMs) {
        return new Model(
                width,
                height,
                library,
                Shelf.empty(),
                SessionPane.START,
                Optional.empty(),
                "",
                Prompt.NONE,
                Overlay.NONE,
                0,
                "",
                "",
                Hits.NONE,
                nowMs,
                false,
                List.of(),
                Close.NOTHING,
                Optional.empty());
    }

    /** The tape that is looked at, on the exchange screen. */
    public Optional<Tape> tape() {
        return exchange.filter(e -> e.place() < library.tapes().size())
                .map(e -> library.tapes().get(e.place()));
    }

    /** What the tape at {@code place} meant, if that is known. */
    public Optional<Meaning> meaning(int place) {
        return meanings.at(place);
    }

    /** The findings in a tape; while it runs, it is no finding that it has not ended. */
    public List<Remark> remarks(Tape tape) {
        List<Remark> all = meaning(tape.place()).map(Meaning::remarks).orElse(List.of());
        return tape.live(nowMs)
                ? all.stream().filter(r -> !r.rule().equals(UNFINISHED)).toList()
                : all;
    }

    /** The same with a hint. */
    public Model hinting(String newHint) {
        return change(c -> c.hint = newHint);
    }

    /** The same with the first exchange opened as soon as it is there. */
    public Model opening() {
        return with(ExchangePane.open(0, true));
    }

    Model resized(int newWidth, int newHeight) {
        return change(c -> {
            c.width = newWidth;
            c.height = newHeight;
        });
    }

    Model with(Library newLibrary) {
        return change(c -> c.library = newLibrary);
    }

    Model with(List<Meaning> understood) {
        Shelf.Maker<Meaning> more = new Shelf.Maker<>(meanings);
        understood.forEach(meaning -> more.put(meaning.place(), meaning));
        return change(c -> c.meanings = more.make());
    }

    Model with(SessionPane newSession) {
        return change(c -> c.session = newSession);
    }

    Model with(Optional<ExchangePane> newExchange) {
        return change(c -> c.exchange = newExchange);
    }

    Model with(ExchangePane newExchange) {
        return with(Optional.of(newExchange));
    }

    Model with(Prompt newPrompt) {
        return change(c -> {
            c.prompt = newPrompt;
            c.notice = "";
        });
    }

    Model with(Overlay newOverlay, int scroll) {
        return change(c -> {
            c.overlay = newOverlay;
            c.overlayScroll = Math.max(0, scroll);
        });
    }

    /** The same with a notice. */
    public Model says(String newNotice) {
        return change(c -> c.notice = newNotice);
    }

    Model searching(String newQuery, Hits newHits) {
        return change(c -> {
            c.query = newQuery;
            c.hits = newHits;
        });
    }

    Model at(long newNowMs) {
        return change(c -> c.nowMs = newNowMs);
    }

    Model quitting() {
        return change(c -> c.quit = true);
    }

    Model with(Effect effect) {
        List<Effect> more = new ArrayList<>(effects);
        more.add(effect);
        return change(c -> c.effects = List.copyOf(more));
    }

    /** The same after the loop has done what it was to do. */
    public Model withoutEffects() {
        return effects.isEmpty() ? this : change(c -> c.effects = List.of());
    }

    Model with(Close newClose) {
        return change(c -> c.close = newClose);
    }

    Model with(Deck newDeck) {
        return change(c -> c.deck = Optional.of(newDeck));
    }

    private Model change(Consumer<Change> changing) {
        Change change = new Change(this);
        changing.accept(change);
        return change.model();
    }

    /** A model while one makes another of it. */
    private static final class Change {
        private int width;
        private int height;
        private Library library;
        private Shelf<Meaning> meanings;
        private SessionPane session;
        private Optional<ExchangePane> exchange;
        private String hint;
        private Prompt prompt;
        private Overlay overlay;
        private int overlayScroll;
        private String notice;
        private String query;
        private Hits hits;
        private long nowMs;
        private boolean quit;
        private List<Effect> effects;
        private Close close;
        private Optional<Deck> deck;

        Change(Model from) {
            width = from.width;
            height = from.height;
            library = from.library;
            meanings = from.meanings;
            session = from.session;
            exchange = from.exchange;
            hint = from.hint;
            prompt = from.prompt;
            overlay = from.overlay;
            overlayScroll = from.overlayScroll;
            notice = from.notice;
            query = from.query;
            hits = from.hits;
            nowMs = from.nowMs;
            quit = from.quit;
            effects = from.effects;
            close = from.close;
            deck = from.deck;
        }

        Model model() {
            return new Model(
                    width,
                    height,
                    library,
                    meanings,
                    session,
                    exchange,
                    hint,
                    prompt,
                    overlay,
                    overlayScroll,
                    notice,
                    query,
                    hits,
                    nowMs,
                    quit,
                    effects,
                    close,
                    deck);
        }
    }
}
