package dev.wiretape.cli;

import dev.wiretape.recording.SessionFolder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;

/**
 * What the argument PATH means: a file, a session folder, the number of a recording in the newest session, or {@code
 * last}, the newest recording. A file of that name goes first.
 */
final class RecordingPath {
    /** Where recordings go and are looked for, unless something else is said. */
    static final String DEFAULT_OUT = "recordings";

    static final String DESCRIPTION =
            "A recording, a folder of them, a recording's number in the newest session, or 'last'.";

    private final Surroundings surroundings;

    RecordingPath(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    /** The recordings that are meant, at least one. */
    List<Path> files(String argument) {
        Path path = path(argument);
        if (Files.isDirectory(path)) {
            List<Path> files = recordings(path);
            if (files.isEmpty()) {
                throw missing("there is no recording in " + path);
            }
            return files;
        }
        if (Files.exists(path)) {
            return List.of(path);
        }
        if (argument.equals("last")) {
            List<Path> files = recordings(newestSession());
            return List.of(files.get(files.size() - 1));
        }
        if (argument.matches("\\d{1,18}")) {
            return List.of(numbered(Long.parseLong(argument)));
        }
        throw noFile(path);
    }

    /** A recording or a folder of them, as one path. */
    Path one(String argument) {
        Path path = path(argument);
        List<Path> files = files(argument);
        return Files.isDirectory(path) ? path : files.get(0);
    }

    /** A file of any kind that is to be read. */
    Path readable(String argument) {
        Path path = path(argument);
        if (Files.isDirectory(path)) {
            throw missing(path + " is a folder; name a file in it");
        }
        if (Files.exists(path) && !Files.isRegularFile(path)) {
            throw missing(path + " is no regular file");
        }
        if (!Files.isRegularFile(path)) {
            throw noFile(path);
        }
        if (!Files.isReadable(path)) {
            throw new CommandFailure(ExitCode.NO_PERMISSION, "not allowed to read " + path);
        }
        return path;
    }

    /** The folder of the newest session that holds a recording. */
    Path newestSession() {
        Path out = path(DEFAULT_OUT);
        List<Path> sessions = sessions(out);
        for (int i = sessions.size() - 1; i >= 0; i--) {
            if (!recordings(sessions.get(i)).isEmpty()) {
                return sessions.get(i);
            }
        }
        throw missing("there is no session in " + out + " yet");
    }

    /** The argument as a path, seen from where the command was called. */
    Path path(String argument) {
        try {
            return surroundings.folder().resolve(argument);
        } catch (InvalidPathException e) {
            throw missing("'" + argument + "' cannot be a path (" + e.getReason() + ")");
        }
    }

    static List<Path> recordings(Path folder) {
        try {
            return SessionFolder.recordings(folder);
        } catch (IOException e) {
            throw Unreadable.failure(folder, e);
        }
    }

    static List<Path> sessions(Path out) {
        try {
            return SessionFolder.sessions(out);
        } catch (IOException e) {
            throw Unreadable.failure(out, e);
        }
    }

    private Path numbered(long number) {
        Path session = newestSession();
        for (Path file : recordings(session)) {
            String[] name = file.getFileName().toString().split("-", 2);
            if (name[0].matches("\\d{1,18}") && Long.parseLong(name[0]) == number) {
                return file;
            }
        }
        throw missing("there is no recording number " + number + " in " + session);
    }

    private static CommandFailure noFile(Path path) {
        if (Files.isSymbolicLink(path)) {
            return missing("there is no file " + path + ": it is a link that leads nowhere");
        }
        // What Java makes of arguments that are not UTF-8.
        boolean odd = path.toString().indexOf('\ufffd') >= 0;
        return missing("there is no file " + path
                + (odd
                        ? "; names that are not UTF-8 cannot be given: name the folder, or - and the file as input"
                        : ""));
    }

    private static CommandFailure missing(String sentence) {
        return new CommandFailure(ExitCode.NO_INPUT, sentence);
    }
}
