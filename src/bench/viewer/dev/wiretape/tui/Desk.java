package dev.wiretape.tui;

import com.googlecode.lanterna.TerminalSize;
import com.googlecode.lanterna.screen.Screen;
import com.googlecode.lanterna.screen.TerminalScreen;
import com.googlecode.lanterna.terminal.virtual.DefaultVirtualTerminal;
import dev.wiretape.tui.model.Model;
import dev.wiretape.tui.model.Msg;
import dev.wiretape.tui.model.Update;
import dev.wiretape.tui.paint.Glyphs;
import dev.wiretape.tui.tape.Interpreter;
import dev.wiretape.tui.tape.Library;
import dev.wiretape.tui.tape.LibraryReader;
import dev.wiretape.tui.term.Clusters;
import dev.wiretape.tui.term.Colours;
import dev.wiretape.tui.term.Painter;
import dev.wiretape.tui.view.View;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** The viewer as it is, threads and all, but for the terminal: that one is in memory. */
final class Desk implements Closeable {
    final LinkedBlockingQueue<Msg> inbox = new LinkedBlockingQueue<>();
    final Searching searching = new Searching(inbox);
    private final Interpreter interpreter = new Interpreter(meaning -> inbox.add(new Msg.Understood(List.of(meaning))));
    private final LibraryReader reader;
    private final Fetcher fetcher = new Fetcher();
    private final Painter painter = new Painter(new Colours(Colours.Depth.TRUE, false, false), new Clusters());
    private final Screen screen;
    Model model;

    /** {@code open}: the first exchange is opened as soon as it is there. */
    Desk(Path path, int width, int height, boolean open) throws IOException {
        screen = new TerminalScreen(new DefaultVirtualTerminal(new TerminalSize(width, height)));
        screen.startScreen();
        Model start = Model.start(width, height, Library.empty(path), System.currentTimeMillis());
        model = open ? start.opening() : start;
        reader = new LibraryReader(path, System::currentTimeMillis, library -> {
            interpreter.grew(library);
            inbox.add(new Msg.Grew(library));
        });
        daemon(() -> reader.follow());
        daemon(() -> interpreter.run());
    }

    private interface Work {
        void run() throws IOException, InterruptedException;
    }

    private static void daemon(Work work) {
        Thread thread = new Thread(() -> {
            try {
                work.run();
            } catch (IOException e) {
                throw new java.io.UncheckedIOException(e);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        });
        thread.setDaemon(true);
        thread.start();
    }

    /** Takes what has come, waiting for {@code ms} at most, and shows it. */
    void turn(long ms) throws IOException, InterruptedException {
        Msg first = inbox.poll(ms, TimeUnit.MILLISECONDS);
        List<Msg> all = new ArrayList<>();
        if (first != null) {
            all.add(first);
            inbox.drainTo(all);
        }
        for (Msg msg : Loop.latest(all)) {
            model = Update.apply(model, msg);
        }
        model = Update.apply(model, new Msg.Tick(System.currentTimeMillis()));
        show();
    }

    /** Presses keys one by one, each shown. */
    void press(String... keys) throws IOException {
        for (String key : keys) {
            model = Update.apply(model, new Msg.Key(key));
        }
        show();
    }

    void show() throws IOException {
        interpreter.look(View.looked(model), View.listed(model));
        searching.keepUp(model);
        interpreter.pause(!model.hits().done());
        fetcher.fetch(model).ifPresent(close -> model = Update.apply(model, new Msg.Fetched(close)));
        painter.paint(View.draw(model, Glyphs.UNICODE), screen.newTextGraphics());
        screen.refresh(Screen.RefreshType.DELTA);
    }

    int rows() {
        return model.tape().map(t -> t.rows().count()).orElse(0);
    }

    @Override
    public void close() throws IOException {
        searching.close();
        interpreter.close();
        reader.close();
    }
}
