package dev.wiretape.recording;

import java.io.Closeable;
import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * Has the disk keep everything that was written to a file system, in one go ({@code syncfs(2)}). Java cannot ask for it;
 * the {@code sync} command of Linux systems can. A shell that is started once calls it: to start a process from here
 * takes the longer the more connections and files are open, and blocks a core meanwhile.
 *
 * <p>Confined to one thread.
 */
final class FileSystemSync implements Closeable {
    private static final long PATIENCE_NANOS = TimeUnit.SECONDS.toNanos(4);
    private static final long LOOK_EACH_MILLIS = 2;

    /** For each line it is sent one answer; what ends the recorder by a signal must not end it before the last sync. */
    private static final String SCRIPT = """
            trap '' HUP INT QUIT TERM
            while read -r _; do if sync -f "$1"; then echo y; else echo n; fi; done""";

    private final List<String> command;
    private final long patienceNanos;
    private Optional<Process> shell = Optional.empty();
    private boolean available = File.separatorChar == '/';

    /** For the file system that {@code folder} is on. */
    FileSystemSync(Path folder) {
        this(List.of("sh", "-c", SCRIPT, "sync", folder.toString()), PATIENCE_NANOS);
    }

    /** By a command that answers each line with another, which is waited for no longer than so. */
    FileSystemSync(List<String> command, long patienceNanos) {
        this.command = command;
        this.patienceNanos = patienceNanos;
    }

    /** Syncs; false where this machine cannot. */
    boolean sync() {
        if (!available) {
            return false;
        }
        try {
            Process asked = ask();
            Optional<Boolean> answer = await(asked);
            if (answer.isEmpty()) {
                asked.destroyForcibly();
                shell = Optional.empty();
                return true; // the disk is busy with what it was asked for
            }
            available = answer.get();
        } catch (IOException e) {
            available = false; // there is no such command here
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
        return available;
    }

    @Override
    public void close() {
        shell.ifPresent(Process::destroyForcibly);
        shell = Optional.empty();
    }

    private Process ask() throws IOException {
        if (shell.isEmpty()) {
            shell = Optional.of(new ProcessBuilder(command)
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start());
        }
        Process running = shell.get();
        running.getOutputStream().write('\n');
        running.getOutputStream().flush();
        return running;
    }

    /** What the shell said; nothing where it takes too long. */
    private Optional<Boolean> await(Process shell) throws IOException, InterruptedException {
        long asked = System.nanoTime();
        while (shell.getInputStream().available() == 0) {
            if (!shell.isAlive()) {
                return Optional.of(false);
            }
            if (System.nanoTime() - asked > patienceNanos) {
                return Optional.empty();
            }
            // A pipe cannot be read with a limit of time.
            Thread.sleep(LOOK_EACH_MILLIS);
        }
        boolean yes = shell.getInputStream().read() == 'y';
        // The end of the line.
        shell.getInputStream().read();
        return Optional.of(yes);
    }
}
