package dev.wiretape.cli;

import dev.wiretape.recording.DamagedRecordingException;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/** Why a file cannot be read, in the user's words. */
final class Unreadable {
    private Unreadable() {}

    static CommandFailure failure(Path path, IOException problem) {
        if (problem instanceof DamagedRecordingException) {
            return new CommandFailure(ExitCode.DAMAGED, problem.getMessage(), problem);
        }
        if (problem instanceof AccessDeniedException) {
            return new CommandFailure(ExitCode.NO_PERMISSION, "not allowed to read " + path, problem);
        }
        if (problem instanceof NoSuchFileException) {
            return new CommandFailure(ExitCode.NO_INPUT, "there is no file " + path, problem);
        }
        return new CommandFailure(ExitCode.NO_INPUT, "cannot read " + path + ": " + words(problem), problem);
    }

    /** What the operating system said, without the path that Java puts before it. */
    static String words(IOException problem) {
        if (problem instanceof FileSystemException fs && fs.getReason() != null) {
            return fs.getReason();
        }
        if (problem instanceof NoSuchFileException) {
            return "no such file or folder";
        }
        if (problem instanceof FileAlreadyExistsException) {
            return "there is a file of that name";
        }
        if (problem instanceof FileNotFoundException) {
            return problem.getMessage().replaceFirst("^.* \\((.*)\\)$", "$1");
        }
        return problem.getMessage() == null ? problem.getClass().getSimpleName() : problem.getMessage();
    }
}
