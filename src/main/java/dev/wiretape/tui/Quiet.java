package dev.wiretape.tui;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.Closeable;
import java.io.OutputStream;
import java.io.PrintStream;
import java.util.logging.Handler;
import java.util.logging.LogManager;
import java.util.logging.Logger;

/** While the screen is ours nobody else may print: it would tear it. */
final class Quiet implements Closeable {
    private final PrintStream out = System.out;
    private final PrintStream err = System.err;

    Quiet() {
        PrintStream nowhere = new PrintStream(OutputStream.nullOutputStream(), false, UTF_8);
        System.setOut(nowhere);
        System.setErr(nowhere);
        Logger root = LogManager.getLogManager().getLogger("");
        for (Handler handler : root == null ? new Handler[0] : root.getHandlers()) {
            root.removeHandler(handler);
        }
    }

    @Override
    public void close() {
        System.setOut(out);
        System.setErr(err);
    }
}
