package dev.wiretape.cli;

import dev.wiretape.recording.Entry;
import dev.wiretape.recording.Exchange;
import dev.wiretape.recording.Recording;
import dev.wiretape.timeline.Visible;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

/** Prints recordings one line each. */
final class RecordingList {
    private final Surroundings surroundings;

    RecordingList(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    /** Prints them all; returns 65 if one of them is damaged, which is said on the way. */
    int print(List<Path> files) {
        int width = files.stream()
                .mapToInt(f -> f.getFileName().toString().length())
                .max()
                .orElse(0);
        int code = ExitCode.DONE;
        for (Path file : files) {
            try {
                Recording recording = Recording.scan(file);
                for (Exchange exchange : recording.exchanges()) {
                    surroundings.out().println(line(exchange, width));
                }
                recording.notices(file.toString(), "the rest is read").forEach(this::notice);
                code = recording.damagedLines() > 0 ? ExitCode.DAMAGED : code;
            } catch (IOException e) {
                CommandFailure failure = Unreadable.failure(file, e);
                notice(failure.getMessage());
                code = failure.exitCode();
            }
        }
        return code;
    }

    private void notice(String sentence) {
        surroundings.out().flush();
        surroundings.err().println("wiretape: " + sentence + ".");
    }

    private static String line(Exchange exchange, int width) {
        String request =
                exchange.request().map(r -> r.method() + " " + target(r.url())).orElse("no request");
        String status =
                exchange.response().map(r -> Integer.toString(r.status())).orElse("-");
        return String.format(
                Locale.ROOT,
                "%-" + width + "s  %3s  %s  %s",
                exchange.file().getFileName(),
                status,
                Visible.of(request, 60),
                exchange.end()
                        .map(end -> ending(exchange, end))
                        .orElseGet(() -> "not ended  " + Count.of(exchange.frames(), "frame")));
    }

    private static String ending(Exchange exchange, Entry.End end) {
        return String.format(
                Locale.ROOT,
                "%s  %s  %s  %.3f s",
                Visible.of(end.word()),
                Count.of(exchange.frames(), "frame"),
                Count.of(end.bytes(), "byte"),
                end.t() / 1e6);
    }

    /** Path and query of an absolute URL. */
    private static String target(String url) {
        int authority = url.indexOf("://");
        int path = authority < 0 ? 0 : url.indexOf('/', authority + 3);
        return path < 0 ? "/" : url.substring(path);
    }
}
