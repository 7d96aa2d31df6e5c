package dev.wiretape.cli;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code ls}: sessions, and the recordings of one. */
@Command(
        name = "ls",
        mixinStandardHelpOptions = true,
        footer = {
            "",
            "Of each recording: file, status, request, how it ended, frames, bytes, time. Damaged lines and files that are no",
            "recordings are reported and the exit code is then 65; a torn last line is reported, too, and normal.",
            "",
            "Examples:",
            "  wiretape ls",
            "  wiretape ls last",
            "  wiretape ls recordings/2026-11-20T14-03-12Z"
        })
final class LsCommand implements Callable<Integer> {
    private final Surroundings surroundings;

    @Parameters(
            paramLabel = "PATH",
            arity = "0..1",
            description = "A folder of sessions, a session, a recording, or 'last', the newest session."
                    + " Default: the sessions in 'recordings'.")
    private Optional<String> path = Optional.empty();

    LsCommand(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    @Override
    public Integer call() {
        RecordingPath paths = new RecordingPath(surroundings);
        String word = path.orElse(RecordingPath.DEFAULT_OUT);
        Path place = paths.path(word);
        if (word.equals("last") && !Files.exists(place)) {
            place = paths.newestSession();
        }
        List<Path> sessions = Files.isDirectory(place) ? RecordingPath.sessions(place) : List.of();
        sessions.forEach(this::session);
        if (path.isEmpty() && !sessions.isEmpty()) {
            return ExitCode.DONE;
        }
        if (sessions.isEmpty() || !RecordingPath.recordings(place).isEmpty()) {
            return new RecordingList(surroundings).print(paths.files(place.toString()));
        }
        return ExitCode.DONE;
    }

    private void session(Path session) {
        int recordings = RecordingPath.recordings(session).size();
        surroundings.out().println(session + "  " + Count.of(recordings, "recording"));
    }
}
