package dev.wiretape.promises;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.stream.Stream;

/** The classes under test as the one file they are when they run elsewhere. */
final class ProgramJar {
    private static final Path JAR = make();

    private ProgramJar() {}

    static Path path() {
        return JAR;
    }

    /** A process of Java's that runs a command in so much memory. */
    static List<String> command(String memory, String... words) {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-Xmx" + memory,
                "-cp",
                JAR + ":target/lib/*",
                "dev.wiretape.cli.Main"));
        command.addAll(List.of(words));
        return command;
    }

    /** The port that a process of Java's says it listens on. */
    static int port(BufferedReader said) throws IOException {
        String ready = said.readLine();
        assertThat(ready).startsWith("wiretape: listening on ");
        return Integer.parseInt(ready.substring(ready.lastIndexOf(':') + 1));
    }

    private static Path make() {
        Path classes = Path.of("target/classes");
        try {
            Path jar = Files.createTempFile("wiretape-under-test", ".jar");
            jar.toFile().deleteOnExit();
            try (OutputStream out = Files.newOutputStream(jar);
                    JarOutputStream entries = new JarOutputStream(out);
                    Stream<Path> files = Files.walk(classes)) {
                for (Path file : files.filter(Files::isRegularFile).toList()) {
                    entries.putNextEntry(new JarEntry(classes.relativize(file).toString()));
                    Files.copy(file, entries);
                }
            }
            return jar;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
