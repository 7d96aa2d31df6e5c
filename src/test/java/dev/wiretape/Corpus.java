package dev.wiretape;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * Other projects' recorded streams and parser cases, in the folder the system property {@code wiretape.corpus} names.
 * They are not part of this repository; tests that need them are annotated with {@link NeedsCorpus}.
 */
public final class Corpus {
    private Corpus() {}

    /** Whether a corpus was given. */
    public static boolean isThere() {
        return !folder().isBlank();
    }

    /** The path of {@code name} in the corpus. */
    public static Path path(String name) {
        Path path = Path.of(folder()).resolve(name);
        assertThat(path).as("the corpus in -Dwiretape.corpus=" + folder()).exists();
        return path;
    }

    /** Every recorded stream body ({@code streams/*.sse}), sorted by name. */
    public static List<Path> streams() {
        try (Stream<Path> files = Files.list(path("streams"))) {
            return files.filter(file -> file.toString().endsWith(".sse"))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String folder() {
        return System.getProperty("wiretape.corpus", "");
    }
}
