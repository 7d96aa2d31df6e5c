package dev.wiretape.cli;

import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code show}: recordings as text. */
@Command(
        name = "show",
        mixinStandardHelpOptions = true,
        footer = {
            "",
            "Damaged lines are reported and skipped; the exit code is then 65.",
            "",
            "Examples:",
            "  wiretape show last",
            "  wiretape show 7",
            "  wiretape show recordings/2026-11-20T14-03-12Z/0007-messages.ndjson | less"
        })
final class ShowCommand implements Callable<Integer> {
    private final Surroundings surroundings;

    @Parameters(paramLabel = "PATH", description = RecordingPath.DESCRIPTION)
    private String path;

    ShowCommand(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    @Override
    public Integer call() {
        boolean damaged = false;
        for (Path file : new RecordingPath(surroundings).files(path)) {
            damaged |= new RecordingText(surroundings).print(file);
        }
        return damaged ? ExitCode.DAMAGED : ExitCode.DONE;
    }
}
