package dev.wiretape.cli;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import dev.wiretape.timeline.Visible;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** Finds out who listens on a port, where the system lets us see it (Linux: {@code /proc}, see proc(5)). */
final class PortHolder {
    private static final Path PROC = Path.of("/proc");
    private static final String LISTENS = "0A";

    private PortHolder() {}

    /** Name and number of the process, {@code java (process 4711)}. */
    static Optional<String> of(int port) {
        try {
            Set<String> sockets = new HashSet<>();
            for (String table : new String[] {"tcp", "tcp6"}) {
                addListening(PROC.resolve("net").resolve(table), port, sockets);
            }
            return sockets.isEmpty() ? Optional.empty() : owner(sockets);
        } catch (IOException notThisSystem) {
            return Optional.empty();
        }
    }

    /** The columns are: number, local address, remote address, state, …; the tenth is the inode. */
    private static void addListening(Path table, int port, Set<String> sockets) throws IOException {
        String local = String.format(Locale.ROOT, ":%04X", port);
        for (String line : Files.readAllLines(table, ISO_8859_1)) {
            String[] columns = line.strip().split("\\s+", -1);
            if (columns.length > 9 && columns[1].endsWith(local) && columns[3].equals(LISTENS)) {
                sockets.add("socket:[" + columns[9] + "]");
            }
        }
    }

    private static Optional<String> owner(Set<String> sockets) throws IOException {
        try (DirectoryStream<Path> processes = Files.newDirectoryStream(PROC, "[0-9]*")) {
            for (Path process : processes) {
                if (holds(process, sockets)) {
                    String name = Files.readString(process.resolve("comm"), ISO_8859_1)
                            .strip();
                    return Optional.of(Visible.of(name) + " (process " + process.getFileName() + ")");
                }
            }
        }
        return Optional.empty();
    }

    private static boolean holds(Path process, Set<String> sockets) {
        try (DirectoryStream<Path> descriptors = Files.newDirectoryStream(process.resolve("fd"))) {
            for (Path descriptor : descriptors) {
                if (sockets.contains(Files.readSymbolicLink(descriptor).toString())) {
                    return true;
                }
            }
        } catch (IOException notOursOrGone) {
            return false;
        }
        return false;
    }
}
