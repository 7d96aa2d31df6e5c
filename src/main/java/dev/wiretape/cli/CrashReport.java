package dev.wiretape.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * What an unexpected exception leaves behind: where it came from, never what it says, for a message may quote what was
 * on the wire.
 */
final class CrashReport {
    private CrashReport() {}

    /** Writes the report and returns the sentence for the user. */
    static String write(Throwable problem) {
        String what = "stopped by a defect of its own (" + problem.getClass().getSimpleName() + ")";
        try {
            // Temporary files are created readable for the owner alone.
            Path file = Files.createTempFile("wiretape-crash-", ".txt");
            Files.writeString(file, describe(problem), UTF_8);
            return what + "; please report it with " + file;
        } catch (IOException e) {
            return what + "; no report could be written (" + e.getMessage() + ")";
        }
    }

    private static String describe(Throwable problem) {
        StringBuilder text = new StringBuilder("wiretape " + Root.Version.number() + ", Java "
                + System.getProperty("java.vm.version") + ", " + System.getProperty("os.name") + "\n");
        int depth = 0;
        for (Throwable t = problem; t != null && depth < 8; t = t.getCause(), depth++) {
            text.append(depth == 0 ? "" : "caused by ")
                    .append(t.getClass().getName())
                    .append('\n');
            for (StackTraceElement frame : t.getStackTrace()) {
                text.append("\tat ").append(frame).append('\n');
            }
        }
        return text.toString();
    }
}
