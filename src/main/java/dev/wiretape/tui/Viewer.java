package dev.wiretape.tui;

import dev.wiretape.tui.model.Msg;
import dev.wiretape.tui.tape.Interpreter;
import dev.wiretape.tui.tape.LibraryReader;
import dev.wiretape.tui.term.Colours;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.LinkedBlockingQueue;

/** The terminal user interface on a file or a folder of recordings, which may grow. */
public final class Viewer {
    private Viewer() {}

    /**
     * Runs until the user quits. Takes the terminal, and leaves it as it was.
     *
     * @param path the file or folder
     * @param environment decides what the terminal can show
     * @param open whether to open the only exchange at once
     * @throws IOException where the path or the terminal cannot be read
     */
    public static void run(Path path, Map<String, String> environment, InputStream in, OutputStream out, boolean open)
            throws IOException {
        LinkedBlockingQueue<Msg> inbox = new LinkedBlockingQueue<>();
        Interpreter interpreter = new Interpreter(meaning -> inbox.add(new Msg.Understood(meaning)));
        LibraryReader reader = new LibraryReader(path, System::currentTimeMillis, library -> {
            interpreter.grew(library);
            inbox.add(new Msg.Grew(library));
        });
        Thread reading = daemon("wiretape-reader", reader::follow, inbox);
        Thread understanding = daemon("wiretape-interpreter", interpreter::run, inbox);
        try (Loop loop = new Loop(path, inbox, interpreter, Colours.of(environment), in, out)) {
            reading.start();
            understanding.start();
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

    private static Thread daemon(String name, Work work, LinkedBlockingQueue<Msg> inbox) {
        Thread thread = new Thread(
                () -> {
                    try {
                        work.run();
                    } catch (IOException e) {
                        inbox.add(new Msg.Notice("cannot read on: " + e.getMessage()));
                    } catch (InterruptedException stopped) {
                        Thread.currentThread().interrupt();
                    }
                },
                name);
        thread.setDaemon(true);
        return thread;
    }
}
