package dev.wiretape.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.awaitility.Awaitility;

/** A command run in this process, as the launcher would run it: what it was given and what came of it. */
final class Invocation implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final String READY = "wiretape: listening on ";

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();
    private final CompletableFuture<Integer> stop = new CompletableFuture<>();
    private final CompletableFuture<Integer> exit;

    private Invocation(Path folder, byte[] input, boolean terminal, Map<String, String> environment, String... words) {
        Map<String, String> all = new HashMap<>(environment);
        all.putIfAbsent("XDG_CONFIG_HOME", folder.resolve("config").toString());
        all.putIfAbsent("XDG_DATA_HOME", folder.resolve("data").toString());
        Surroundings surroundings = new Surroundings(
                new ByteArrayInputStream(input),
                new PrintStream(out, false, UTF_8),
                new PrintStream(err, true, UTF_8),
                all,
                folder,
                terminal,
                () -> stop);
        // Not in the common pool, whose one thread on a small machine a command may block for long.
        exit = CompletableFuture.supplyAsync(() -> Main.run(surroundings, words), Invocation::onItsOwnThread);
    }

    private static void onItsOwnThread(Runnable command) {
        Thread thread = new Thread(command, "invocation");
        thread.setDaemon(true);
        thread.start();
    }

    /** Runs a command in {@code folder}. */
    static Invocation in(Path folder, String... words) {
        return new Invocation(folder, new byte[0], false, Map.of(), words);
    }

    /** Runs a command with these variables set. */
    static Invocation withEnvironment(Path folder, Map<String, String> environment, String... words) {
        return new Invocation(folder, new byte[0], false, environment, words);
    }

    /** Runs a command that has {@code input} on standard input. */
    static Invocation with(byte[] input, Path folder, String... words) {
        return new Invocation(folder, input, false, Map.of(), words);
    }

    /** Runs a command whose output is a terminal. */
    static Invocation onTerminal(Path folder, Map<String, String> environment, String... words) {
        return new Invocation(folder, new byte[0], true, environment, words);
    }

    /** What it ended with. */
    int exitCode() {
        return exit.orTimeout(PATIENCE.toSeconds(), java.util.concurrent.TimeUnit.SECONDS)
                .join();
    }

    /** Waits for its end; the exit code must be that one. */
    Invocation exits(int code) {
        assertThat(exitCode()).as("exit code; standard error:\n%s", err()).isEqualTo(code);
        return this;
    }

    /** Waits for its end, with that code and nothing but one sentence for the user, which is returned. */
    String fails(int code) {
        exits(code);
        assertThat(out()).as("standard output").isEmpty();
        List<String> lines = err().lines().toList();
        assertThat(lines).as("standard error").hasSize(1);
        assertThat(lines.get(0)).startsWith("wiretape: ").endsWith(".");
        return lines.get(0);
    }

    /** Waits until it is ready; returns the URL it listens on. */
    String url() {
        Awaitility.await("the ready line").atMost(PATIENCE).until(() -> out().contains("\n") || exit.isDone());
        assertThat(out()).as("standard output; standard error:\n%s", err()).startsWith(READY);
        return out().lines().findFirst().orElseThrow().substring(READY.length());
    }

    /** Asks it to stop, as SIGINT does. */
    Invocation interrupt() {
        stop.complete(130);
        return this;
    }

    String out() {
        return out.toString(UTF_8);
    }

    byte[] outBytes() {
        return out.toByteArray();
    }

    String err() {
        return err.toString(UTF_8);
    }

    @Override
    public void close() {
        stop.complete(143);
        exitCode();
    }
}
