package dev.wiretape.cli.findings;

import dev.wiretape.timeline.Finding;
import dev.wiretape.timeline.Rule;
import dev.wiretape.timeline.Severity;
import dev.wiretape.timeline.Visible;
import java.io.PrintStream;
import java.util.EnumMap;
import java.util.Map;

/** One line per finding, and one that sums up. */
public final class TextFindings implements FindingsWriter {
    private final PrintStream out;
    private long exchanges;
    private String lastName = "";
    private final Map<Severity, Long> counts = new EnumMap<>(Severity.class);

    /** Writes to {@code out}. */
    public TextFindings(PrintStream out) {
        this.out = out;
    }

    @Override
    public void exchange(CheckedExchange exchange) {
        exchanges++;
        // The first exchange of a file is mostly the only one.
        boolean another = exchange.name().equals(lastName);
        lastName = exchange.name();
        String place = exchange.name() + (another ? ", exchange " + exchange.exchange() : "");
        for (Finding finding : exchange.report().findings()) {
            out.println(Visible.of(place + ": " + line(finding)));
        }
        for (Rule rule : exchange.report().counts().keySet()) {
            long unlisted = exchange.report().unlisted(rule);
            if (unlisted > 0) {
                out.println(Visible.of(place + ": " + rule.severity().word() + " " + rule.name() + ": and " + unlisted
                        + " times more"));
            }
        }
        for (Severity severity : Severity.values()) {
            counts.merge(severity, exchange.count(severity), Long::sum);
        }
    }

    @Override
    public void end() {
        if (exchanges == 0) {
            return;
        }
        out.println(count(exchanges, "exchange") + " checked: " + count(Severity.ERROR, "error") + ", "
                + count(Severity.WARNING, "warning") + ", " + count(Severity.INFO, "note"));
    }

    /** {@code error index-gap, frame 4, block 1: …}. */
    public static String line(Finding finding) {
        StringBuilder line =
                new StringBuilder(finding.severity().word()).append(' ').append(finding.rule());
        finding.frame().ifPresent(frame -> line.append(", frame ").append(frame));
        finding.block().ifPresent(block -> line.append(", block ").append(block));
        return line.append(": ").append(finding.message()).toString();
    }

    private String count(Severity severity, String noun) {
        return count(counts.getOrDefault(severity, 0L), noun);
    }

    private static String count(long number, String noun) {
        return number + " " + noun + (number == 1 ? "" : "s");
    }
}
