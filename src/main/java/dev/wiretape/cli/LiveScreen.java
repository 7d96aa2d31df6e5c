package dev.wiretape.cli;

import dev.wiretape.tui.Remote;
import dev.wiretape.tui.Viewer;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;

/** The terminal user interface, as commands use it: on both ends of the terminal, until the user or a signal ends it. */
final class LiveScreen {
    private final Surroundings surroundings;
    private final Viewer viewer;

    /**
     * A screen on {@code what}.
     *
     * @param hint what stands there while there is no exchange
     */
    LiveScreen(Surroundings surroundings, Path what, String hint) {
        this(surroundings, what, hint, Optional.empty());
    }

    /** The same, taking orders for what is being served. */
    LiveScreen(Surroundings surroundings, Path what, String hint, Optional<Remote> remote) {
        this.surroundings = surroundings;
        this.viewer = new Viewer(what, surroundings.environment(), hint, remote);
    }

    /** Says so where there is no terminal to show something on. */
    static void require(Surroundings surroundings, String sentence, String path) {
        if (!BothEnds.areTerminal(surroundings)) {
            throw new CommandFailure(ExitCode.USAGE, sentence + "; for text use 'wiretape show " + path + "'");
        }
    }

    /** A sentence at the bottom of the screen; from any thread. */
    void tell(String sentence) {
        viewer.tell(sentence);
    }

    /** Ends it; from any thread. */
    void quit() {
        viewer.quit();
    }

    /** Returns when it has ended. {@code open}: the first exchange is opened at once. */
    void show(boolean open) throws IOException {
        surroundings.out().flush();
        viewer.run(surroundings.in(), new FileOutputStream(FileDescriptor.out), open);
    }
}
