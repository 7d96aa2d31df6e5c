package dev.wiretape.tui;

import dev.wiretape.tui.model.Msg;
import dev.wiretape.tui.tape.Interpreter;
import dev.wiretape.tui.tape.LibraryReader;
import dev.wiretape.tui.term.Colours;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.LinkedBlockingQueue;

/** The terminal user interface on a file or a folder of recordings, which may grow. */
public final class Viewer {
    private final LinkedBlockingQueue<Msg> inbox = new LinkedBlockingQueue<>();
    private final Path path;
    private final Colours colours;
    private final String hint;
    private final Optional<Remote> remote;

    /**
     * A viewer of {@code path}.
     *
     * @param path a recording, or a folder of them
     * @param environment decides what the terminal can show
     * @param hint what stands on the screen while there is no exchange; may be empty
     * @param remote who serves what is recorded there and takes orders, if somebody does
     */
    public Viewer(Path path, Map<String, String> environment, String hint, Optional<Remote> remote) {
        this.remote = remote;
        this.path = path;
        this.colours = Colours.of(environment);
        this.hint = hint;
    }

    /** Shows a sentence at the bottom of the screen; from any thread. */
    public void tell(String sentence) {
        inbox.add(new Msg.Notice(sentence));
    }

    /** Makes {@link #run} return; from any thread. */
    public void quit() {
        inbox.add(new Msg.Quit());
    }

    /**
     * Runs until the user quits. Takes the terminal, and leaves it as it was.
     *
     * @param open whether to open the first exchange at once
     * @throws IOException where the path or the terminal cannot be read
     */
    public void run(InputStream in, OutputStream out, boolean open) throws IOException {
        Interpreter interpreter = new Interpreter(meaning -> inbox.add(new Msg.Understood(List.of(meaning))));
        LibraryReader reader = new LibraryReader(path, System::currentTimeMillis, library -> {
            interpreter.grew(library);
            inbox.add(new Msg.Grew(library));
        });
        Thread reading = daemon("wiretape-reader", reader::follow);
        Thread understanding = daemon("wiretape-interpreter", interpreter::run);
        reading.start();
        understanding.start();
        try (Loop loop = new Loop(path, inbox, reader, interpreter, colours, hint, remote, in, out)) {
            loop.run(open);
        } finally {
            reader.close();
            interpreter.close();
        }
    }

    /** What a thread does; it ends by returning. */
    private interface Work {
        void run() throws IOException, InterruptedException;
    }

    private Thread daemon(String name, Work work) {
        Thread thread = new Thread(
                () -> {
                    try {
                        work.run();
                    } catch (IOException e) {
                        tell("cannot read on: " + e.getMessage());
                    } catch (InterruptedException stopped) {
                        Thread.currentThread().interrupt();
                    }
                },
                name);
        thread.setDaemon(true);
        return thread;
    }
}
