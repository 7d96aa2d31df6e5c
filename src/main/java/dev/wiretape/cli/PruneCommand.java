package dev.wiretape.cli;

import dev.wiretape.timeline.Visible;
import java.io.IOException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code prune}: old sessions deleted. */
@Command(
        name = "prune",
        mixinStandardHelpOptions = true,
        footer = {
            "",
            "Deletes the recordings in sessions to which nothing was added for so long, and the folders, if nothing else",
            "is in them. Links are not followed, and files that are no recordings stay.",
            "",
            "Examples:",
            "  wiretape prune --older-than 30d --dry-run",
            "  wiretape prune --older-than 12h --out /tmp/tapes"
        })
final class PruneCommand implements Callable<Integer> {
    private static final Pattern AGE = Pattern.compile("(\\d{1,6})([mhdw])");

    private final Surroundings surroundings;

    @Option(
            names = "--older-than",
            paramLabel = "AGE",
            required = true,
            description = "How old the last line of a session must be: a number and m, h, d or w, such as 30d.")
    private String olderThan;

    @Option(
            names = "--out",
            paramLabel = "DIR",
            defaultValue = RecordingPath.DEFAULT_OUT,
            description = "Where the sessions are. Default: ${DEFAULT-VALUE}.")
    private String out;

    @Option(
            names = {"-n", "--dry-run"},
            description = "Only says what would be deleted.")
    private boolean dryRun;

    PruneCommand(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    @Override
    public Integer call() {
        Instant limit = Instant.now().minus(age(olderThan));
        Path folder = new RecordingPath(surroundings).path(out);
        int sessions = 0;
        long bytes = 0;
        for (Path session : RecordingPath.sessions(folder)) {
            try {
                List<Path> recordings = recordings(session);
                if (isOlder(session, recordings, limit)) {
                    sessions++;
                    bytes += delete(session, recordings);
                }
            } catch (IOException e) {
                throw new CommandFailure(
                        ExitCode.NO_PERMISSION,
                        "cannot delete " + Visible.of(session.toString()) + ": " + Unreadable.words(e),
                        e);
            }
        }
        String words = dryRun ? "would delete " : "deleted ";
        surroundings
                .err()
                .println("wiretape: " + words + Count.of(sessions, "session") + ", "
                        + String.format(Locale.ROOT, "%.1f MB.", bytes / 1e6));
        return ExitCode.DONE;
    }

    private static Duration age(String text) {
        Matcher form = AGE.matcher(text);
        if (!form.matches()) {
            throw new CommandFailure(
                    ExitCode.USAGE,
                    "--older-than is a number and m, h, d or w, such as 30d, not '" + Visible.of(text) + "'");
        }
        long number = Long.parseLong(form.group(1));
        return switch (form.group(2)) {
            case "m" -> Duration.ofMinutes(number);
            case "h" -> Duration.ofHours(number);
            case "d" -> Duration.ofDays(number);
            default -> Duration.ofDays(7 * number);
        };
    }

    /** The session's own files; of a session that a link leads to there are none. */
    private static List<Path> recordings(Path session) throws IOException {
        List<Path> recordings = new ArrayList<>();
        if (Files.isDirectory(session, LinkOption.NOFOLLOW_LINKS)) {
            try (DirectoryStream<Path> files = Files.newDirectoryStream(session, "*.ndjson")) {
                for (Path file : files) {
                    if (Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)) {
                        recordings.add(file);
                    }
                }
            }
        }
        return recordings;
    }

    /** A session may have begun long ago and still be written to. */
    private static boolean isOlder(Path session, List<Path> recordings, Instant limit) throws IOException {
        for (Path recording : recordings) {
            if (Files.getLastModifiedTime(recording).toInstant().isAfter(limit)) {
                return false;
            }
        }
        return !recordings.isEmpty()
                && Files.getLastModifiedTime(session).toInstant().isBefore(limit);
    }

    private long delete(Path session, List<Path> recordings) throws IOException {
        long bytes = 0;
        surroundings.out().println(Visible.of(session.toString()));
        for (Path recording : recordings) {
            bytes += Files.size(recording);
            if (!dryRun) {
                Files.delete(recording);
            }
        }
        if (!dryRun) {
            try {
                Files.delete(session);
            } catch (DirectoryNotEmptyException somethingElseIsThere) {
                // Then it is not ours alone.
            }
        }
        return bytes;
    }
}
