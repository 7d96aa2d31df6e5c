package dev.wiretape.testing;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Signals that this process ignores, and so do those that it starts: a shell has its background jobs ignore SIGINT, and {@code
 * nohup} means SIGHUP.
 */
public final class IgnoredSignals {
    private IgnoredSignals() {}

    /** Whether the signal is one, by its name without SIG, as far as the system tells. */
    public static boolean include(String name) throws IOException {
        long bit = switch (name) {
            case "HUP" -> 1;
            case "INT" -> 1 << 1;
            default -> 0;
        };
        Path status = Path.of("/proc/self/status");
        return Files.exists(status)
                && Files.readAllLines(status).stream()
                        .filter(line -> line.startsWith("SigIgn:"))
                        .anyMatch(line ->
                                (Long.parseUnsignedLong(line.substring(8).strip(), 16) & bit) != 0);
    }
}
