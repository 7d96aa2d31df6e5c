package dev.wiretape.cli;

import dev.wiretape.recording.Session;
import dev.wiretape.recording.intake.Intake;
import dev.wiretape.recording.intake.NotAStreamException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code import}: other files become recordings. */
@Command(
        name = "import",
        mixinStandardHelpOptions = true,
        footer = {
            "",
            "Prints the recordings it made. Nothing is invented: a raw body has no request, no head and no times, and its",
            "recording says so. Of a HAR those entries are taken that are event streams or answers to a POST; its",
            "_eventSourceMessages give the times.",
            "",
            "Examples:",
            "  wiretape import stream.sse",
            "  curl -sN -i https://… | wiretape import -",
            "  wiretape import session.har -o recordings"
        })
final class ImportCommand implements Callable<Integer> {
    private final Surroundings surroundings;

    @Parameters(
            paramLabel = "FILE",
            arity = "1..*",
            description =
                    "The raw body of an event stream, the output of curl -N or curl -N -i, a HAR 1.2, or '-' for one"
                            + " of them on standard input.")
    private List<String> files = new ArrayList<>();

    @Option(
            names = {"-o", "--out"},
            paramLabel = "DIR",
            defaultValue = RecordingPath.DEFAULT_OUT,
            description = "Where the session's folder is made. Default: ${DEFAULT-VALUE}.")
    private String out;

    private int trouble = ExitCode.DONE;

    ImportCommand(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    @Override
    public Integer call() {
        Session session = new Sessions(surroundings)
                .create(out, failure -> trouble(ExitCode.RECORDING_FAILED, failure.path() + ": " + failure.reason()));
        try (session) {
            files.forEach(file -> read(file, session));
        }
        Sessions.discard(session);
        if (Files.isDirectory(session.folder())) {
            RecordingPath.recordings(session.folder()).forEach(surroundings.out()::println);
        }
        return trouble;
    }

    private void read(String file, Session session) {
        Intake intake = new Intake(session);
        try (InputStream in = open(file)) {
            intake.read(in, Path.of(file).getFileName().toString());
            intake.notices().forEach(notice -> surroundings.err().println("wiretape: " + file + ": " + notice + "."));
        } catch (NotAStreamException e) {
            trouble(ExitCode.DAMAGED, file + " " + e.getMessage());
        } catch (IOException e) {
            CommandFailure failure = Unreadable.failure(Path.of(file), e);
            trouble(failure.exitCode(), failure.getMessage());
        } catch (CommandFailure e) {
            trouble(e.exitCode(), e.getMessage());
        }
    }

    private InputStream open(String file) throws IOException {
        return file.equals("-")
                ? surroundings.in()
                : Files.newInputStream(new RecordingPath(surroundings).readable(file));
    }

    private void trouble(int code, String sentence) {
        surroundings.err().println("wiretape: " + sentence + ".");
        if (trouble == ExitCode.DONE) {
            trouble = code;
        }
    }
}
