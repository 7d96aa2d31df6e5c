package dev.wiretape.tui;

import com.googlecode.lanterna.TerminalSize;
import com.googlecode.lanterna.input.KeyStroke;
import com.googlecode.lanterna.input.KeyType;
import com.googlecode.lanterna.screen.Screen;
import com.googlecode.lanterna.screen.TerminalScreen;
import dev.wiretape.tui.model.Close;
import dev.wiretape.tui.model.Effect;
import dev.wiretape.tui.model.Model;
import dev.wiretape.tui.model.Msg;
import dev.wiretape.tui.model.Update;
import dev.wiretape.tui.paint.Glyphs;
import dev.wiretape.tui.tape.Interpreter;
import dev.wiretape.tui.tape.Library;
import dev.wiretape.tui.tape.LibraryReader;
import dev.wiretape.tui.tape.Meaning;
import dev.wiretape.tui.term.Clusters;
import dev.wiretape.tui.term.Colours;
import dev.wiretape.tui.term.Painter;
import dev.wiretape.tui.term.Strokes;
import dev.wiretape.tui.term.Tty;
import dev.wiretape.tui.view.View;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;

/**
 * The one impure place: takes messages from the inbox, brings the model up to date, fetches what it needs from the file,
 * draws it, and does what it asks for.
 */
final class Loop implements Closeable {
    private static final long FRAME_MS = 16;
    private static final long LIST_MS = 100;
    private static final long LIVE_MS = 100;
    private static final long IDLE_MS = 1_000;

    private final BlockingQueue<Msg> inbox;
    private final LibraryReader reader;
    private final Interpreter interpreter;
    private final Optional<Remote> remote;
    private final Glyphs signs;
    private final Painter painter;
    private final Tty tty;
    private final Screen screen;
    private final Fetcher fetcher = new Fetcher();
    private final Searching searching;
    private final Quiet quiet;
    private Model model;
    private boolean redraw;
    private long shown;

    Loop(
            Path path,
            BlockingQueue<Msg> inbox,
            LibraryReader reader,
            Interpreter interpreter,
            Colours colours,
            String hint,
            Optional<Remote> remote,
            InputStream in,
            OutputStream out)
            throws IOException {
        this.inbox = inbox;
        this.reader = reader;
        this.interpreter = interpreter;
        this.remote = remote;
        this.signs = colours.ascii() ? Glyphs.ASCII : Glyphs.UNICODE;
        Clusters clusters = new Clusters();
        this.painter = new Painter(colours, clusters);
        this.searching = new Searching(inbox);
        this.tty = new Tty(in, out, clusters);
        this.screen = new TerminalScreen(tty);
        quiet = new Quiet();
        screen.startScreen();
        screen.setCursorPosition(null);
        TerminalSize size = screen.getTerminalSize();
        model = Model.start(size.getColumns(), size.getRows(), Library.empty(path), System.currentTimeMillis())
                .hinting(hint);
        tty.addResizeListener((terminal, now) -> inbox.add(new Msg.Resized(now.getColumns(), now.getRows())));
    }

    /** Runs until the user quits. */
    void run(boolean open) throws IOException {
        Thread keys = new Thread(this::readKeys, "wiretape-keys");
        keys.setDaemon(true);
        keys.start();
        model = open ? model.opening() : model;
        try {
            show();
            while (!model.quit()) {
                take();
                show();
            }
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() throws IOException {
        searching.close();
        screen.stopScreen();
        tty.close();
        quiet.close();
    }

    private void take() throws InterruptedException, IOException {
        Msg first = inbox.poll(patience(), TimeUnit.MILLISECONDS);
        List<Msg> all = new ArrayList<>();
        if (first != null) {
            all.add(first);
            if (!(first instanceof Msg.Key)) {
                // What grows may wait for its turn; keys never do.
                long early = due();
                Msg next = early > 0 ? inbox.poll(early, TimeUnit.MILLISECONDS) : null;
                while (next != null && !(next instanceof Msg.Key)) {
                    all.add(next);
                    early = due();
                    next = early > 0 ? inbox.poll(early, TimeUnit.MILLISECONDS) : null;
                }
                if (next != null) {
                    all.add(next);
                }
            }
            inbox.drainTo(all);
        }
        remote.ifPresent(serving -> all.add(new Msg.Serves(serving.answers())));
        all.add(new Msg.Tick(System.currentTimeMillis()));
        for (Msg msg : latest(all)) {
            redraw |= msg instanceof Msg.Resized
                    || (msg instanceof Msg.Key key && key.name().equals("ctrl-l"));
            model = Update.apply(model, msg);
            for (Effect effect : model.effects()) {
                perform(effect);
            }
            model = model.withoutEffects();
        }
    }

    /** How long until what grew is to be shown, ms: the list need not move as smoothly as a stream one follows. */
    private long due() {
        long every = model.exchange().isPresent() ? FRAME_MS : LIST_MS;
        return every - (System.nanoTime() - shown) / 1_000_000;
    }

    /** Of libraries and sizes only the last one counts; all that was understood is taken at once. */
    static List<Msg> latest(List<Msg> all) {
        List<Msg> kept = new ArrayList<>();
        List<Meaning> understood = new ArrayList<>();
        for (int i = 0; i < all.size(); i++) {
            Msg msg = all.get(i);
            boolean superseded = false;
            if (msg instanceof Msg.Grew || msg instanceof Msg.Resized || msg instanceof Msg.Searched) {
                for (int j = i + 1; j < all.size() && !superseded; j++) {
                    superseded = all.get(j).getClass() == msg.getClass();
                }
            }
            if (msg instanceof Msg.Understood more) {
                understood.addAll(more.meanings());
            } else if (!superseded) {
                kept.add(msg);
            }
        }
        if (!understood.isEmpty()) {
            kept.add(new Msg.Understood(understood));
        }
        return kept;
    }

    private long patience() {
        boolean playing = model.exchange().filter(e -> e.playback().playing()).isPresent();
        boolean live = model.library().live(model.nowMs()) > 0;
        return playing ? FRAME_MS : live ? LIVE_MS : IDLE_MS;
    }

    private void show() throws IOException {
        reader.hurry(model.exchange().isPresent());
        interpreter.look(View.looked(model), View.listed(model));
        searching.keepUp(model);
        interpreter.pause(!model.hits().done());
        Optional<Close> close = fetcher.fetch(model);
        if (close.isPresent()) {
            model = Update.apply(model, new Msg.Fetched(close.get()));
        }
        TerminalSize resized = screen.doResizeIfNecessary();
        TerminalSize size = screen.getTerminalSize();
        if (resized != null) {
            model = Update.apply(model, new Msg.Resized(size.getColumns(), size.getRows()));
        }
        painter.paint(View.draw(model, signs), screen.newTextGraphics());
        screen.refresh(redraw || resized != null ? Screen.RefreshType.COMPLETE : Screen.RefreshType.DELTA);
        redraw = false;
        shown = System.nanoTime();
    }

    private void perform(Effect effect) throws IOException {
        if (effect instanceof Effect.Suspend) {
            tty.suspend();
            redraw = true;
            TerminalSize size = tty.getTerminalSize();
            model = Update.apply(model, new Msg.Resized(size.getColumns(), size.getRows()));
        } else if (effect instanceof Effect.Act act) {
            act(act);
        } else if (effect instanceof Effect.Copy copy) {
            copy(copy.what());
        } else if (effect instanceof Effect.Export export) {
            try {
                model = model.says("written: " + Deeds.export(model, export.kind(), remote.map(Remote::exports)));
            } catch (IOException e) {
                model = model.says("cannot export: " + e.getMessage());
            }
        }
    }

    private void act(Effect.Act act) {
        remote.ifPresent(serving ->
                serving.act(act.id(), act.order(), act.argument(), sentence -> inbox.add(new Msg.Notice(sentence))));
    }

    private void copy(Effect.Copy.What what) throws IOException {
        Optional<String> text = Deeds.text(model, what);
        if (text.isEmpty()) {
            model = model.says("there is none to copy here");
        } else if (tty.copy(text.get())) {
            model = model.says("copied " + text.get().length() + " characters, if the terminal allows it (OSC 52)");
        } else {
            model = model.says("too much for a clipboard: use x to export");
        }
    }

    private void readKeys() {
        try {
            while (true) {
                KeyStroke stroke = tty.readInput();
                if (stroke == null || stroke.getKeyType() == KeyType.EOF) {
                    inbox.add(new Msg.Key("ctrl-c"));
                    return;
                }
                Strokes.message(stroke).ifPresent(inbox::add);
            }
        } catch (IOException gone) {
            inbox.add(new Msg.Key("ctrl-c"));
        }
    }
}
