package dev.wiretape.testing;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** SIGINT, which a shell has its background jobs ignore, and whatever they start. */
public final class Interrupts {
    private static final int SIGINT_BIT = 1 << 1;

    private Interrupts() {}

    /** Whether this process ignores them, as far as the system tells. */
    public static boolean areIgnored() throws IOException {
        Path status = Path.of("/proc/self/status");
        return Files.exists(status)
                && Files.readAllLines(status).stream()
                        .filter(line -> line.startsWith("SigIgn:"))
                        .anyMatch(line ->
                                (Long.parseUnsignedLong(line.substring(8).strip(), 16) & SIGINT_BIT) != 0);
    }
}
