package dev.wiretape.cli.findings;

import dev.wiretape.timeline.ExchangeReport;
import dev.wiretape.timeline.Finding;
import dev.wiretape.timeline.Severity;
import java.util.List;

/**
 * An exchange and what the linter found.
 *
 * @param name what the user calls the file it is in
 * @param exchange its number in its session
 * @param request method and path; empty where no request was recorded
 * @param at wall-clock time of its beginning, ISO 8601, UTC; empty where unknown
 * @param seconds how long it took; 0 where unknown
 * @param linesKnown whether the findings' lines are lines of the file called {@code name}
 * @param report what was found
 * @param failing the findings that make the check fail
 */
public record CheckedExchange(
        String name,
        long exchange,
        String request,
        String at,
        double seconds,
        boolean linesKnown,
        ExchangeReport report,
        List<Finding> failing) {

    /** How many of its findings have that severity. */
    long count(Severity severity) {
        return report.count(severity);
    }
}
