package dev.wiretape.tui;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.awaitility.Awaitility.await;

import java.io.Closeable;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A real terminal: a tmux server of its own, with one window in which a shell runs. */
final class Tmux implements Closeable {
    private final String name = "wiretape-test-" + ProcessHandle.current().pid() + "-" + System.nanoTime();

    /** A window of that size with a shell whose prompt is {@code READY}. */
    Tmux(int width, int height) {
        run("-f", "/dev/null", "new-session", "-d", "-x", width + "", "-y", height + "", "env -u ENV PS1='READY ' sh");
        waitFor("READY");
    }

    /** Whether there is a tmux here. */
    static boolean isThere() {
        try {
            Process process =
                    new ProcessBuilder("tmux", "-V").redirectErrorStream(true).start();
            process.getInputStream().readAllBytes();
            return process.waitFor(10, TimeUnit.SECONDS) && process.exitValue() == 0;
        } catch (IOException none) {
            return false;
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    /** Presses keys, by tmux's names for them. */
    Tmux press(String... keys) {
        List<String> command = new ArrayList<>(List.of("send-keys"));
        command.addAll(List.of(keys));
        run(command.toArray(String[]::new));
        return this;
    }

    /** Types text as it stands. */
    Tmux type(String text) {
        run("send-keys", "-l", text);
        return this;
    }

    /** Pastes text as a terminal does: in brackets, if the program has asked for them. */
    Tmux paste(String text) {
        run("set-buffer", text);
        run("paste-buffer", "-p");
        return this;
    }

    Tmux resize(int width, int height) {
        run("resize-window", "-x", width + "", "-y", height + "");
        return this;
    }

    /** What is on the screen. */
    String screen() {
        return run("capture-pane", "-p");
    }

    /** What is on the screen, with the colours. */
    String colouredScreen() {
        return run("capture-pane", "-p", "-e");
    }

    /** A property of the window, such as {@code alternate_on}. */
    String property(String property) {
        return run("display-message", "-p", "#{" + property + "}").strip();
    }

    /** Waits until the text is on the screen. */
    Tmux waitFor(String text) {
        await("'" + text + "' on the screen")
                .atMost(Duration.ofSeconds(60))
                .pollInterval(Duration.ofMillis(50))
                .until(this::screen, screen -> screen.contains(text));
        return this;
    }

    @Override
    public void close() {
        run("kill-server");
    }

    private String run(String... arguments) {
        List<String> command = new ArrayList<>(List.of("tmux", "-L", name));
        command.addAll(List.of(arguments));
        try {
            Process process =
                    new ProcessBuilder(command).redirectErrorStream(true).start();
            String out = new String(process.getInputStream().readAllBytes(), UTF_8);
            process.waitFor();
            return out;
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
