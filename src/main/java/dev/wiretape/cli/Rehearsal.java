package dev.wiretape.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;

/**
 * Runs what users run most, so that the launcher learns which classes to archive. Its output goes nowhere; that a command
 * fails here costs start-up time and nothing else.
 */
public final class Rehearsal {
    private static final List<List<String>> PROGRAMME = List.of(
            List.of("--help"),
            List.of("--version"),
            List.of("no-such-command"),
            List.of("demo", "--speed", "max"),
            List.of("ls"),
            List.of("ls", "last"),
            List.of("show", "last"),
            List.of("check", "last"),
            List.of("export", "last", "-T", "message"),
            List.of("replay", "last", "--listen", "127.0.0.1:0"),
            List.of("record", "--listen", "127.0.0.1:0"),
            List.of("record", "--help"),
            List.of("replay", "--no-such-option"));

    private Rehearsal() {}

    /** Runs the programme. */
    public static void main(String[] args) throws IOException {
        Path folder = Files.createTempDirectory("wiretape-rehearsal-");
        try {
            Surroundings nowhere = nowhere(folder);
            for (List<String> words : PROGRAMME) {
                Main.run(nowhere, words.toArray(String[]::new));
            }
            RehearsedTunnel.run(nowhere);
        } finally {
            delete(folder);
        }
        // The real one, once; and with it the classes that wait for signals.
        CompletableFuture<Integer> asked = Surroundings.ofProcess().stop().asked();
        System.exit(asked.getNow(ExitCode.DONE));
    }

    /** Whatever runs until it is told to end is told so at once. */
    private static Surroundings nowhere(Path folder) {
        return new Surroundings(
                InputStream.nullInputStream(),
                new PrintStream(new StandardOutput(OutputStream.nullOutputStream()), false, UTF_8),
                new PrintStream(OutputStream.nullOutputStream(), true, UTF_8),
                Map.of("XDG_CONFIG_HOME", folder.toString(), "XDG_DATA_HOME", folder.toString()),
                folder,
                false,
                () -> CompletableFuture.completedFuture(ExitCode.DONE));
    }

    private static void delete(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }
}
