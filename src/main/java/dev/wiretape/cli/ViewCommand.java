package dev.wiretape.cli;

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

    @Parameters(
            paramLabel = "PATH",
            arity = "0..1",
            description =
                    RecordingPath.DESCRIPTION + " Also the raw body of an event stream, the output of curl, a HAR.")
    private Optional<String> path = Optional.empty();

    ViewCommand(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    @Override
    public Integer call() throws IOException {
        LiveScreen.require(surroundings, "view needs a terminal", path.orElse("last"));
        try (Inputs inputs = new Inputs(surroundings)) {
            Path what = what(inputs);
            new LiveScreen(surroundings, what, "").show(Files.isRegularFile(what));
        }
        return ExitCode.DONE;
    }

    private Path what(Inputs inputs) {
        RecordingPath paths = new RecordingPath(surroundings);
        if (path.isEmpty()) {
            return paths.newestSession();
        }
        Path given = paths.path(path.get());
        if (!Files.isDirectory(given)) {
            return inputs.one(path.get());
        }
        List<Path> sessions = RecordingPath.sessions(given);
        boolean holdsSessions = RecordingPath.recordings(given).isEmpty() && !sessions.isEmpty();
        return holdsSessions ? sessions.get(sessions.size() - 1) : given;
    }
}
