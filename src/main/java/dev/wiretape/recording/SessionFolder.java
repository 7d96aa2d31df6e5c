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

    private SessionFolder() {}

    /** The recordings in a folder: numbered ones in the order in which their exchanges began, then others by name. */
    public static List<Path> recordings(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(f -> name(f).endsWith(".ndjson") && Files.isRegularFile(f))
                    .sorted(Comparator.comparingLong((Path f) -> number(NUMBERED.matcher(name(f)), 1, Long.MAX_VALUE))
                            .thenComparing(SessionFolder::name))
                    .toList();
        }
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
