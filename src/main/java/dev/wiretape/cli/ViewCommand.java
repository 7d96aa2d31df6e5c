package dev.wiretape.cli;

import dev.wiretape.tui.Viewer;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code view}: the terminal user interface. */
@Command(
        name = "view",
        mixinStandardHelpOptions = true,
        footer = {
            "",
            "Shows recordings while they grow and afterwards; ? in it shows its keys. Without PATH: the newest session.",
            "NO_COLOR, COLORTERM and COLORFGBG are honoured; WIRETAPE_THEME=light|dark and WIRETAPE_ASCII=1 decide where",
            "the terminal does not say.",
            "",
            "Examples:",
            "  wiretape view",
            "  wiretape view recordings/",
            "  wiretape view last"
        })
final class ViewCommand implements Callable<Integer> {
    private final Surroundings surroundings;

    @Parameters(paramLabel = "PATH", arity = "0..1", description = RecordingPath.DESCRIPTION)
    private Optional<String> path = Optional.empty();

    ViewCommand(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    @Override
    public Integer call() throws IOException {
        requireTerminal(
                surroundings, "view needs a terminal", path.map(p -> " " + p).orElse(" last"));
        Path what = what();
        show(surroundings, what, Files.isRegularFile(what));
        return ExitCode.DONE;
    }

    /** Says so where there is no terminal to show something on. */
    static void requireTerminal(Surroundings surroundings, String sentence, String path) {
        if (!BothEnds.areTerminal(surroundings)) {
            throw new CommandFailure(ExitCode.USAGE, sentence + "; for text use 'wiretape show" + path + "'");
        }
    }

    /** Shows a file or a folder until the user quits. */
    static void show(Surroundings surroundings, Path what, boolean open) throws IOException {
        surroundings.out().flush();
        Viewer.run(what, surroundings.environment(), surroundings.in(), new FileOutputStream(FileDescriptor.out), open);
    }

    private Path what() {
        RecordingPath paths = new RecordingPath(surroundings);
        if (path.isEmpty()) {
            return paths.newestSession();
        }
        Path given = paths.path(path.get());
        if (!Files.isDirectory(given)) {
            return paths.one(path.get());
        }
        List<Path> sessions = RecordingPath.sessions(given);
        boolean holdsSessions = RecordingPath.recordings(given).isEmpty() && !sessions.isEmpty();
        return holdsSessions ? sessions.get(sessions.size() - 1) : given;
    }
}
