package dev.wiretape.cli;

import dev.wiretape.recording.DamagedRecordingException;
import dev.wiretape.recording.PrivateFiles;
import dev.wiretape.recording.RecordingRedaction;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code redact}: a recording that was made elsewhere loses its secrets. */
@Command(
        name = "redact",
        mixinStandardHelpOptions = true,
        footer = {
            "",
            "What `record` writes needs none of this. Header values that are not known to be harmless, credentials wherever",
            "they recur in URLs and bodies, and the well-known formats of keys become <redacted:KIND:HASH8>, as they would",
            "have been by the recorder. Lines without any stay as they are; the others are flagged, and the exchange's end",
            "tells both hashes: of the bytes that stand there now, and of those that stood on the wire.",
            "",
            "A raw event stream is no recording: `wiretape import` makes one of it, and masks on the way.",
            "",
            "Examples:",
            "  wiretape redact found.ndjson -o harmless.ndjson",
            "  wiretape redact found.ndjson"
        })
final class RedactCommand implements Callable<Integer> {
    private final Surroundings surroundings;

    @Parameters(paramLabel = "FILE", description = "A recording, or several in one file.")
    private String name;

    @Option(
            names = {"-o", "--out"},
            paramLabel = "OUT",
            description = "Where to write it; the file must not exist. Default: FILE itself is replaced in one step.")
    private Optional<String> out = Optional.empty();

    RedactCommand(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    @Override
    public Integer call() throws IOException {
        RecordingPath paths = new RecordingPath(surroundings);
        Path file = paths.readable(name);
        FileTime touched = Files.getLastModifiedTime(file);
        RecordingRedaction redaction = read(file);
        if (out.isPresent()) {
            write(redaction, file, paths.path(out.get()));
        } else {
            replace(redaction, file, touched);
        }
        redaction.notices().forEach(notice -> say(name + ": " + notice));
        say(name + ": "
                + (redaction.taken() == 0
                        ? "nothing to take out"
                        : Count.of(redaction.taken(), "secret") + " taken out"));
        return ExitCode.DONE;
    }

    private RecordingRedaction read(Path file) {
        try {
            return new RecordingRedaction(file, new Sessions(surroundings).redactor());
        } catch (IOException e) {
            CommandFailure failure = Unreadable.failure(file, e);
            String hint = failure.exitCode() == ExitCode.DAMAGED ? "; nothing was written" : "";
            throw new CommandFailure(failure.exitCode(), failure.getMessage() + hint, e);
        }
    }

    /** A file that another program holds, or knows by another name, would stay there with its secrets. */
    private void replace(RecordingRedaction redaction, Path file, FileTime touched) throws IOException {
        if (Files.isSymbolicLink(file)) {
            throw unsafe("it is a link");
        }
        if (hasOtherNames(file)) {
            throw unsafe("it has another name (a hard link)");
        }
        if (!redaction.isFinished()) {
            throw unsafe("an exchange in it has no end, so a recorder may still write to it");
        }
        long size = Files.size(file);
        Path beside = file.resolveSibling(
                "." + file.getFileName() + "." + ProcessHandle.current().pid() + ".redacted");
        try {
            write(redaction, file, beside);
            if (Files.size(file) != size || !Files.getLastModifiedTime(file).equals(touched)) {
                throw unsafe("it changed meanwhile");
            }
            if (redaction.isChanged()) {
                Files.move(beside, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
            }
        } finally {
            Files.deleteIfExists(beside);
        }
    }

    private static boolean hasOtherNames(Path file) throws IOException {
        try {
            return (int) Files.getAttribute(file, "unix:nlink") > 1;
        } catch (UnsupportedOperationException notOnThisSystem) {
            return false;
        }
    }

    private void write(RecordingRedaction redaction, Path from, Path to) {
        FileChannel created = create(to);
        try (FileChannel channel = created;
                OutputStream file = new BufferedOutputStream(Channels.newOutputStream(channel))) {
            redaction.write(file);
            file.flush();
            channel.force(false);
        } catch (IOException e) {
            throw failed(from, to, e);
        }
    }

    private static FileChannel create(Path file) {
        try {
            return PrivateFiles.createFile(file);
        } catch (IOException e) {
            String why = e instanceof FileAlreadyExistsException
                    ? "it is there already"
                    : e instanceof NoSuchFileException ? "there is no such folder" : Unreadable.words(e);
            throw new CommandFailure(
                    ExitCode.CANNOT_CREATE, "cannot create " + file + ": " + why + "; give another -o", e);
        }
    }

    private static CommandFailure failed(Path from, Path to, IOException problem) {
        try {
            Files.deleteIfExists(to);
        } catch (IOException e) {
            problem.addSuppressed(e);
        }
        if (problem instanceof DamagedRecordingException) {
            return new CommandFailure(ExitCode.DAMAGED, problem.getMessage() + "; nothing was written", problem);
        }
        return new CommandFailure(
                ExitCode.CANNOT_CREATE,
                "cannot write " + from + " to " + to + ": " + Unreadable.words(problem),
                problem);
    }

    private CommandFailure unsafe(String why) {
        return new CommandFailure(ExitCode.USAGE, name + " is not replaced: " + why + "; give -o");
    }

    private void say(String sentence) {
        surroundings.err().println("wiretape: " + sentence + ".");
    }
}
