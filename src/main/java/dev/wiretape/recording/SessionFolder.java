package dev.wiretape.recording;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Finds recordings: the sessions below a folder, the files of a session. */
public final class SessionFolder {
    private static final Pattern SESSION =
            Pattern.compile("(\\d{4}-\\d{2}-\\d{2}T\\d{2}-\\d{2}-\\d{2}Z)(?:-(\\d{1,9}))?");
    private static final Pattern NUMBERED = Pattern.compile("(\\d{1,18})-.*");

    /** A file, and what it is sorted by, which is not to be found out anew for each comparison. */
    private record Named(Path file, long number, String name) {
        static Named of(Path file) {
            String name = SessionFolder.name(file);
            return new Named(file, SessionFolder.number(NUMBERED.matcher(name), 1, Long.MAX_VALUE), name);
        }
    }

    private SessionFolder() {}

    /** The recordings in a folder: numbered ones in the order in which their exchanges began, then others by name. */
    public static List<Path> recordings(Path folder) throws IOException {
        return candidates(folder).stream().filter(Files::isRegularFile).toList();
    }

    /** What has a recording's name; nobody has looked yet what it is. */
    static List<Path> candidates(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return inOrder(files.filter(SessionFolder::isRecording));
        }
    }

    /** Numbered ones in the order in which their exchanges began, then others by name. */
    static List<Path> inOrder(Stream<Path> recordings) {
        return recordings
                .map(Named::of)
                .sorted(Comparator.comparingLong(Named::number).thenComparing(Named::name))
                .map(Named::file)
                .toList();
    }

    /** Whether a file of that name is a recording. */
    static boolean isRecording(Path file) {
        return name(file).endsWith(".ndjson");
    }

    /** The folders below {@code out} that are sessions, the oldest first; their names tell their age. */
    public static List<Path> sessions(Path out) throws IOException {
        if (!Files.isDirectory(out)) {
            return List.of();
        }
        try (Stream<Path> folders = Files.list(out)) {
            return folders.filter(f ->
                            Files.isDirectory(f) && SESSION.matcher(name(f)).matches())
                    .sorted(Comparator.comparing((Path f) -> name(f).substring(0, 20))
                            .thenComparingLong(f -> number(SESSION.matcher(name(f)), 2, 1)))
                    .toList();
        }
    }

    private static String name(Path path) {
        return path.getFileName().toString();
    }

    private static long number(Matcher matcher, int group, long otherwise) {
        return matcher.matches() && matcher.group(group) != null ? Long.parseLong(matcher.group(group)) : otherwise;
    }
}
