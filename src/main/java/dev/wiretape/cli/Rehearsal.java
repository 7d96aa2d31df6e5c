package dev.wiretape.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

/**
 * Runs what users run most, so that the launcher learns which classes to archive. Its output goes nowhere; that a command
 * fails here costs start-up time and nothing else.
 */
public final class Rehearsal {
    private static final List<List<String>> PROGRAMME =
            List.of(List.of("--help"), List.of("--version"), List.of("no-such"));

    private Rehearsal() {}

    /** Runs the programme. */
    public static void main(String[] args) {
        Surroundings nowhere = new Surroundings(
                InputStream.nullInputStream(),
                new PrintStream(new StandardOutput(OutputStream.nullOutputStream()), false, UTF_8),
                new PrintStream(OutputStream.nullOutputStream(), true, UTF_8),
                Map.of(),
                Path.of(""),
                false,
                () -> CompletableFuture.completedFuture(ExitCode.DONE));
        for (List<String> words : PROGRAMME) {
            Main.run(nowhere, words.toArray(String[]::new));
        }
        // The real one, once; and with it the classes that wait for signals.
        CompletableFuture<Integer> asked = Surroundings.ofProcess().stop().asked();
        System.exit(asked.getNow(ExitCode.DONE));
    }
}
