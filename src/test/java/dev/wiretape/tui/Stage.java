package dev.wiretape.tui;

import dev.wiretape.tui.model.Close;
import dev.wiretape.tui.model.ExchangePane;
import dev.wiretape.tui.model.Model;
import dev.wiretape.tui.model.Msg;
import dev.wiretape.tui.model.Update;
import dev.wiretape.tui.paint.Canvas;
import dev.wiretape.tui.paint.Glyphs;
import dev.wiretape.tui.tape.Interpreter;
import dev.wiretape.tui.tape.Library;
import dev.wiretape.tui.tape.LibraryReader;
import dev.wiretape.tui.tape.Meaning;
import dev.wiretape.tui.tape.Search;
import dev.wiretape.tui.tape.Story;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;

/** The viewer without a terminal and without threads: keys in, model and page out. Reads as a user would act. */
public final class Stage {
    /** Long after everything in any recording. */
    public static final long NOW = 4_000_000_000_000L;

    private final Fetcher fetcher = new Fetcher();
    private Model model;
    private String searched = "";

    private Stage(Model model) {
        this.model = model;
    }

    /** The viewer on a file or folder, everything read. */
    public static Stage on(Path path, int width, int height) {
        return on(path, width, height, NOW);
    }

    /** The same at another time. */
    public static Stage on(Path path, int width, int height, long nowMs) {
        try {
            AtomicReference<Library> library = new AtomicReference<>(Library.empty(path));
            try (LibraryReader reader = new LibraryReader(path, () -> nowMs, library::set)) {
                reader.readAll();
            }
            List<Meaning> meanings = new ArrayList<>();
            Interpreter interpreter = new Interpreter(meanings::add);
            interpreter.grew(library.get());
            interpreter.runOnce();
            Stage stage = new Stage(Model.start(width, height, Library.empty(path), nowMs));
            stage.send(new Msg.Grew(library.get()));
            stage.send(new Msg.Understood(meanings));
            return stage;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Sends a message, and fetches what the screen then needs. */
    public Stage send(Msg msg) {
        model = Update.apply(model, msg);
        search();
        Optional<Close> close = fetcher.fetch(model);
        close.ifPresent(c -> model = Update.apply(model, new Msg.Fetched(c)));
        return this;
    }

    /** Presses keys. */
    public Stage press(String... keys) {
        for (String key : keys) {
            send(new Msg.Key(key));
        }
        return this;
    }

    /** Types into a prompt, and enters it. */
    public Stage type(String text) {
        text.codePoints().forEach(c -> press(c == ' ' ? "space" : Character.toString(c)));
        return press("enter");
    }

    /** Does what the loop does after it has done what the model asked for. */
    public void forgetEffects() {
        model = model.withoutEffects();
    }

    /** The model. */
    public Model model() {
        return model;
    }

    /** The exchange that is looked at. */
    public ExchangePane exchange() {
        return model.exchange().orElseThrow();
    }

    /** The frame under the cursor. */
    public int frame() {
        return model.tape().orElseThrow().rows().framesBefore(exchange().row());
    }

    /** The page. */
    public Canvas page() {
        return dev.wiretape.tui.view.View.draw(model, Glyphs.UNICODE);
    }

    /** The page as lines of text without spaces at their ends. */
    public String screen() {
        return text(page());
    }

    /** A page as text. */
    public static String text(Canvas page) {
        StringBuilder text = new StringBuilder();
        for (int y = 0; y < page.height(); y++) {
            StringBuilder line = new StringBuilder();
            for (int x = 0; x < page.width(); x++) {
                line.append(page.glyph(x, y));
            }
            text.append(line.toString().stripTrailing()).append('\n');
        }
        return text.toString();
    }

    private void search() {
        if (model.query().equals(searched)) {
            return;
        }
        searched = model.query();
        if (searched.isEmpty()) {
            return;
        }
        try {
            new Search(searched, hits -> model = Update.apply(model, new Msg.Searched(hits)), () -> false)
                    .run(
                            model.library().tapes(),
                            model.exchange().map(ExchangePane::place).orElse(0),
                            this::stories);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private List<Story> stories(int place) {
        return model.meaning(place).flatMap(Meaning::story).map(List::of).orElse(List.of());
    }
}
