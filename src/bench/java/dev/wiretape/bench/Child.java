package dev.wiretape.bench;

import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A process the benchmark has started, and ends. Its standard error goes to a log that is quoted when it fails. */
final class Child implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final String name;
    private final Process process;
    private final Path log;
    private final ProcessTree tree;
    private final Thread onExit;

    private Child(String name, Process process, Path log) {
        this.name = name;
        this.process = process;
        this.log = log;
        tree = new ProcessTree(process.toHandle());
        onExit = new Thread(tree::kill, "end-" + name);
        Runtime.getRuntime().addShutdownHook(onExit);
    }

    /** Starts a command with its standard error in {@code folder/name.log}. */
    static Child start(String name, List<String> command, Path folder) throws IOException {
        Path log = folder.resolve(name + ".log");
        File file = log.toFile();
        ProcessBuilder builder = new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.appendTo(file));
        // What the user's own programs keep must not change what is measured: with an authority, a recorder warms up
        // TLS.
        builder.environment().put("XDG_DATA_HOME", folder.resolve("data").toString());
        return new Child(name, builder.start(), log);
    }

    /** Waits for the line on standard output that tells the port; {@code line}'s first group is the number. */
    int awaitPort(Pattern line) throws IOException {
        CompletableFuture<Integer> port = new CompletableFuture<>();
        Thread reader = new Thread(() -> readOutput(line, port), name + "-output");
        reader.setDaemon(true);
        reader.start();
        try {
            return port.get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
        } catch (InterruptedException | ExecutionException | TimeoutException notReady) {
            close();
            throw new IOException(name + " did not get ready: " + Files.readString(log), notReady);
        }
    }

    private void readOutput(Pattern line, CompletableFuture<Integer> port) {
        try (BufferedReader output =
                new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
            for (String text = output.readLine(); text != null; text = output.readLine()) {
                Matcher matcher = line.matcher(text);
                if (matcher.find()) {
                    port.complete(Integer.valueOf(matcher.group(1)));
                }
            }
            port.completeExceptionally(new IOException("standard output ended"));
        } catch (IOException broken) {
            port.completeExceptionally(broken);
        }
    }

    /** Waits until something accepts connections on a port that was given to the process. */
    void awaitListening(int port) throws IOException {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (process.isAlive() && System.nanoTime() < deadline) {
            try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
                if (socket.isConnected()) {
                    return;
                }
            } catch (IOException notYet) {
                java.util.concurrent.locks.LockSupport.parkNanos(20_000_000);
            }
        }
        close();
        throw new IOException(name + " did not get ready: " + Files.readString(log));
    }

    /** The process and its descendants. */
    ProcessTree tree() {
        return tree;
    }

    @Override
    public void close() {
        tree.kill();
        try {
            Runtime.getRuntime().removeShutdownHook(onExit);
        } catch (IllegalStateException alreadyExiting) {
            onExit.interrupt();
        }
    }
}
