package dev.wiretape.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** Tests that run {@code ./wiretape} in a folder of their own. */
abstract class InAProject {
    @TempDir
    Path root;

    Project project;

    @BeforeEach
    void layOutAProject() throws IOException {
        project = Project.in(root);
    }

    /** JUnit warns of links that lead out of a temporary folder. */
    @AfterEach
    void removeLinks() throws IOException {
        try (Stream<Path> files = Files.walk(root)) {
            for (Path link : files.filter(Files::isSymbolicLink).toList()) {
                Files.delete(link);
            }
        }
    }
}
