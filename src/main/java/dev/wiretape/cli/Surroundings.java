package dev.wiretape.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedOutputStream;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.Map;

/**
 * What a command sees of the outside.
 *
 * @param in standard input
 * @param out for results; UTF-8 and buffered, {@link Main} flushes it at the end
 * @param err for diagnostics
 * @param environment the environment variables
 * @param folder where relative paths begin
 * @param terminal whether {@code out} is a terminal
 * @param stop how somebody asks a command to end
 */
record Surroundings(
        InputStream in,
        PrintStream out,
        PrintStream err,
        Map<String, String> environment,
        Path folder,
        boolean terminal,
        StopRequest stop) {

    /** Those of this process. The launcher knows best what is a terminal: Java itself knows only of both ends at once. */
    static Surroundings ofProcess() {
        StandardOutput out =
                new StandardOutput(new BufferedOutputStream(new FileOutputStream(FileDescriptor.out), 16 * 1024));
        return new Surroundings(
                System.in,
                new PrintStream(out, false, UTF_8),
                new PrintStream(new FileOutputStream(FileDescriptor.err), true, UTF_8),
                System.getenv(),
                Path.of(""),
                Boolean.getBoolean("wiretape.terminal"),
                new SignalStop());
    }

    /** The same, with nothing on its way to a person that a terminal would obey. */
    Surroundings harmless() {
        return new Surroundings(
                in,
                terminal ? new PrintStream(new HarmlessOutput(out), false, UTF_8) : out,
                new PrintStream(new HarmlessOutput(err), true, UTF_8),
                environment,
                folder,
                terminal,
                stop);
    }

    /** Whether the output may carry escape codes (https://no-color.org). */
    boolean colour() {
        return terminal
                && environment.getOrDefault("NO_COLOR", "").isEmpty()
                && !"dumb".equals(environment.get("TERM"));
    }
}
