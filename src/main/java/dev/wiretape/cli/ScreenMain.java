package dev.wiretape.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.wiretape.tui.Viewer;
import java.io.BufferedReader;
import java.io.FileDescriptor;
import java.io.FileInputStream;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.file.Path;
import java.util.Optional;

/** The other end of {@link ScreenProcess}: shows a session to the terminal until the user, or whoever started it, ends it. */
public final class ScreenMain {
    private ScreenMain() {}

    /** Shows the session in the folder {@code args[0]}, and {@code args[1]} while it is empty. */
    public static void main(String[] args) {
        PlainLog.prepare();
        Surroundings process = Surroundings.ofProcess();
        Main.tellOfDefects(process);
        System.exit(show(process, Path.of(args[0]), args[1]));
    }

    private static int show(Surroundings process, Path folder, String hint) {
        Viewer viewer = new Viewer(folder, process.environment(), hint, Optional.empty());
        Thread sentences = new Thread(() -> listen(process.in(), viewer), "wiretape-sentences");
        sentences.setDaemon(true);
        sentences.start();
        try (InputStream keys = new FileInputStream("/dev/tty")) {
            viewer.run(keys, new FileOutputStream(FileDescriptor.out), false);
            return ExitCode.DONE;
        } catch (IOException e) {
            process.harmless().err().println("wiretape: the screen has ended: " + e.getMessage() + ".");
            return ExitCode.UNAVAILABLE;
        } catch (OutOfMemoryError e) {
            process.harmless().err().println("wiretape: the screen ran out of memory.");
            return ExitCode.INTERNAL;
        }
    }

    private static void listen(InputStream in, Viewer viewer) {
        try (BufferedReader lines = new BufferedReader(new InputStreamReader(in, UTF_8))) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                viewer.tell(line);
            }
        } catch (IOException gone) {
            // As good as an end.
        }
        viewer.quit();
    }
}
