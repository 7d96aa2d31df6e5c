package dev.wiretape.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.wiretape.tui.term.Tty;
import java.io.BufferedWriter;
import java.io.File;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.lang.ProcessBuilder.Redirect;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * The terminal user interface in a process of its own, for whoever relays: what it reads, keeps and draws takes neither
 * memory nor time from the relay, whose traffic goes on even if the screen breaks. {@link ScreenMain} is its other end. It
 * has the terminal; its standard input brings sentences to show, a line each, and its end tells it to end.
 */
final class ScreenProcess {
    private static final File TERMINAL = new File("/dev/tty");
    private static final long PATIENCE_SECONDS = 3;

    private final Process process;
    private final BufferedWriter sentences;
    private final String settings;

    private ScreenProcess(Process process, String settings) {
        this.process = process;
        this.settings = settings;
        this.sentences = new BufferedWriter(new OutputStreamWriter(process.getOutputStream(), UTF_8));
    }

    /** Starts it on a session's folder; {@code hint} stands there while there is no exchange. */
    static ScreenProcess start(Path folder, String hint) throws IOException {
        String settings = stty("-g").strip();
        List<String> command = command(folder, hint);
        List<String> yielding = new ArrayList<>(List.of("nice", "-n", "10"));
        yielding.addAll(command);
        try {
            return new ScreenProcess(started(yielding), settings);
        } catch (IOException noNice) {
            return new ScreenProcess(started(command), settings);
        }
    }

    private static Process started(List<String> command) throws IOException {
        return new ProcessBuilder(command)
                .redirectOutput(Redirect.INHERIT)
                .redirectError(Redirect.INHERIT)
                .start();
    }

    /** This virtual machine's options, but for its memory: of two the last one counts. */
    private static List<String> command(Path folder, String hint) {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        for (String option : ManagementFactory.getRuntimeMXBean().getInputArguments()) {
            if (!option.startsWith("-agentlib:") && !option.startsWith("-javaagent:")) {
                command.add(option);
            }
        }
        command.addAll(List.of("-Xmx512m", "-Xmn64m", "-cp", System.getProperty("java.class.path")));
        command.addAll(List.of(ScreenMain.class.getName(), folder.toString(), hint));
        return command;
    }

    /** A sentence at the bottom of the screen; from any thread. */
    synchronized void tell(String sentence) {
        try {
            sentences.write(sentence.replace('\n', ' '));
            sentences.newLine();
            sentences.flush();
        } catch (IOException gone) {
            // Whoever waits for its end will learn of it.
        }
    }

    /** Ends it, by force if it does not listen; from any thread. */
    void quit() {
        try {
            // Not by the writer, whose lock somebody may hold who writes to a screen that no longer reads.
            process.getOutputStream().close();
        } catch (IOException gone) {
            // That is what was wanted.
        }
        process.onExit().orTimeout(PATIENCE_SECONDS, TimeUnit.SECONDS).exceptionally(deaf -> process.destroyForcibly());
    }

    /**
     * Waits for its end; returns the exit code. If that is not 0 the terminal is put in order, since the screen may not have
     * been able to.
     */
    int await() throws IOException {
        int code = process.onExit().join().exitValue();
        if (code != 0) {
            stty(settings);
            // Not through what keeps other output harmless: it would take these out.
            new FileOutputStream(FileDescriptor.out).write(Tty.RESTORE.getBytes(UTF_8));
        }
        return code;
    }

    private static String stty(String argument) throws IOException {
        Process stty = new ProcessBuilder("stty", argument)
                .redirectInput(TERMINAL)
                .redirectError(Redirect.DISCARD)
                .start();
        return new String(stty.getInputStream().readAllBytes(), UTF_8);
    }
}
