package dev.wiretape.tui;

import dev.wiretape.tui.model.Model;
import dev.wiretape.tui.model.Msg;
import dev.wiretape.tui.tape.Hits;
import dev.wiretape.tui.tape.Meaning;
import dev.wiretape.tui.tape.Search;
import dev.wiretape.tui.tape.Shelf;
import dev.wiretape.tui.tape.Tape;
import java.io.Closeable;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.atomic.AtomicBoolean;

/** Keeps one search running for what the model searches for. */
final class Searching implements Closeable {
    private final BlockingQueue<Msg> inbox;
    private String query = "";
    private AtomicBoolean cancelled = new AtomicBoolean();

    Searching(BlockingQueue<Msg> inbox) {
        this.inbox = inbox;
    }

    /** Begins a search if the model asks for another than the one that runs. */
    void keepUp(Model model) {
        if (model.query().equals(query)) {
            return;
        }
        cancelled.set(true);
        query = model.query();
        if (query.isEmpty()) {
            return;
        }
        AtomicBoolean mine = new AtomicBoolean();
        cancelled = mine;
        List<Tape> tapes = model.library().tapes();
        Shelf<Meaning> meanings = model.meanings();
        int first = model.exchange().map(e -> e.place()).orElse(0);
        Search search = new Search(query, hits -> inbox.add(new Msg.Searched(hits)), mine::get);
        Thread thread = new Thread(() -> run(search, tapes, meanings, first), "wiretape-search");
        thread.setDaemon(true);
        thread.start();
    }

    @Override
    public void close() {
        cancelled.set(true);
    }

    private void run(Search search, List<Tape> tapes, Shelf<Meaning> meanings, int first) {
        try {
            search.run(tapes, first, place -> {
                return meanings.at(place).flatMap(Meaning::story).map(List::of).orElse(List.of());
            });
        } catch (IOException e) {
            inbox.add(new Msg.Searched(new Hits(search.query(), new long[0], true, 1)));
            inbox.add(new Msg.Notice("cannot search on: " + e.getMessage()));
        }
    }
}
