package dev.wiretape.cli;

import dev.wiretape.recording.RedactionKey;
import dev.wiretape.recording.Redactor;
import dev.wiretape.recording.Session;
import dev.wiretape.recording.intake.Intake;
import dev.wiretape.recording.intake.NotAStreamException;
import dev.wiretape.recording.intake.SourceKind;
import java.io.BufferedInputStream;
import java.io.FileInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;

/**
 * What the argument PATH of a reading command means: recordings, or a file of another kind (a raw event stream, what curl
 * printed, a HAR; {@code -} is standard input) that is made a recording on the fly, in a private folder that goes when
 * the command does.
 */
final class Inputs implements AutoCloseable {
    static final String DESCRIPTION = RecordingPath.DESCRIPTION
            + " Also the raw body of an event stream, the output of curl -N or curl -N -i, a HAR, or '-' for one of them"
            + " on standard input.";

    private final Surroundings surroundings;
    private final RecordingPath paths;
    private final List<TemporaryFolder> temporary = new ArrayList<>();

    Inputs(Surroundings surroundings) {
        this.surroundings = surroundings;
        this.paths = new RecordingPath(surroundings);
    }

    /**
     * The recordings that are meant, at least one.
     *
     * @throws CommandFailure where there is no such input, or it is nothing that can be read
     */
    List<Input> of(String argument) {
        if (argument.equals("-")) {
            return onTheFly(surroundings.in(), "-");
        }
        List<Path> files = paths.files(argument);
        if (files.size() == 1 && isStream(files.get(0))) {
            // Not from Files, whose streams ask for a position even where there is none.
            try (InputStream in = new FileInputStream(files.get(0).toFile())) {
                return onTheFly(in, argument);
            } catch (IOException e) {
                throw Unreadable.failure(files.get(0), e);
            }
        }
        if (files.size() == 1 && Files.isRegularFile(paths.path(argument))) {
            Path file = files.get(0);
            try (BufferedInputStream in = new BufferedInputStream(Files.newInputStream(file))) {
                if (!isRecording(in, file.getFileName().toString())) {
                    return onTheFly(in, argument);
                }
            } catch (IOException e) {
                throw Unreadable.failure(file, e);
            }
        }
        return files.stream()
                .map(file -> new Input(file, file.toString(), false))
                .toList();
    }

    /** The recording or the folder of recordings that is meant, as one path. */
    Path one(String argument) {
        if (!argument.equals("-") && Files.isDirectory(paths.path(argument))) {
            return paths.one(argument);
        }
        List<Input> inputs = of(argument);
        Path file = inputs.get(0).file();
        return inputs.size() == 1 ? file : file.toAbsolutePath().getParent();
    }

    /** Removes what was made on the fly. */
    @Override
    public void close() {
        temporary.forEach(TemporaryFolder::close);
    }

    private List<Input> onTheFly(InputStream from, String name) {
        TemporaryFolder folder = TemporaryFolder.create();
        temporary.add(folder);
        BufferedInputStream in = new BufferedInputStream(from);
        try {
            List<Path> made =
                    isRecording(in, name) ? List.of(folder.copy(in, "stdin.ndjson")) : imported(in, name, folder);
            return made.stream().map(file -> new Input(file, name, true)).toList();
        } catch (NotAStreamException e) {
            throw new CommandFailure(ExitCode.DAMAGED, said(name) + " " + e.getMessage(), e);
        } catch (IOException e) {
            throw Unreadable.failure(Path.of(said(name)), e);
        }
    }

    private List<Path> imported(InputStream in, String name, TemporaryFolder folder) throws IOException {
        List<String> failures = new ArrayList<>();
        Session session = Session.create(
                folder.path(),
                new Redactor(RedactionKey.random()),
                "wiretape " + Root.Version.number(),
                InstantSource.system(),
                System::nanoTime,
                failure -> failures.add(failure.reason()));
        try (session) {
            Intake intake = new Intake(session);
            intake.read(in, Path.of(name).getFileName().toString());
            intake.notices()
                    .forEach(notice -> surroundings.err().println("wiretape: " + said(name) + ": " + notice + "."));
        }
        if (!failures.isEmpty()) {
            throw new CommandFailure(
                    ExitCode.RECORDING_FAILED,
                    "cannot keep " + said(name) + " in " + folder.path() + ": " + failures.get(0));
        }
        return RecordingPath.recordings(session.folder());
    }

    /** What can be read once, from its beginning on: a named pipe, what a shell's <(…) makes. */
    private static boolean isStream(Path file) {
        return Files.exists(file) && !Files.isRegularFile(file) && !Files.isDirectory(file);
    }

    private static boolean isRecording(BufferedInputStream in, String name) throws IOException {
        in.mark(SourceKind.BEGINNING + 1);
        byte[] beginning = in.readNBytes(SourceKind.BEGINNING);
        in.reset();
        SourceKind kind = SourceKind.of(beginning, name);
        // A recording whose first line is damaged says so best itself.
        return kind == SourceKind.RECORDING || (kind == SourceKind.UNKNOWN && name.endsWith(".ndjson"));
    }

    private static String said(String name) {
        return name.equals("-") ? "standard input" : name;
    }
}
