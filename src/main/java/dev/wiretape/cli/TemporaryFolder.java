package dev.wiretape.cli;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** A folder that only the user can look into, and that goes with the command, also when a signal ends it. */
final class TemporaryFolder implements AutoCloseable {
    private final Path path;
    private final Thread atExit = new Thread(this::delete, "wiretape-tidy");

    private TemporaryFolder(Path path) {
        this.path = path;
        Runtime.getRuntime().addShutdownHook(atExit);
    }

    static TemporaryFolder create() {
        try {
            // Such folders are created 0700.
            return new TemporaryFolder(Files.createTempDirectory("wiretape-"));
        } catch (IOException e) {
            throw new CommandFailure(
                    ExitCode.CANNOT_CREATE,
                    "cannot create a folder for temporary files: " + Unreadable.words(e)
                            + "; set TMPDIR to one that can be written",
                    e);
        }
    }

    Path path() {
        return path;
    }

    /** A file in it with all that {@code in} has to give. */
    Path copy(InputStream in, String name) throws IOException {
        Path file = path.resolve(name);
        Files.copy(in, file);
        return file;
    }

    @Override
    public void close() {
        delete();
        try {
            Runtime.getRuntime().removeShutdownHook(atExit);
        } catch (IllegalStateException itIsRunning) {
            // Then everything is gone already.
        }
    }

    private void delete() {
        try (Stream<Path> all = Files.walk(path)) {
            List<Path> childrenFirst = all.sorted(Comparator.reverseOrder()).toList();
            for (Path each : childrenFirst) {
                Files.deleteIfExists(each);
            }
        } catch (IOException | UncheckedIOException gone) {
            // What cannot be deleted is at least private.
        }
    }
}
