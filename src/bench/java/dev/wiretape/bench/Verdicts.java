package dev.wiretape.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** The bounds the product is held to, each beside what this run measured. */
final class Verdicts {
    private static final String US = "wiretape";

    private final Report report;
    private final List<String> lines = new ArrayList<>();
    private int missed;

    Verdicts(Report report) {
        this.report = report;
        atMost("latency p50 ÷ nginx", report.figures("latency").ratio(US, "nginx", "p50"), 1.15);
        atMost("latency p99 ÷ nginx", report.figures("latency").ratio(US, "nginx", "p99"), 1.1);
        atMost("processor time a frame ÷ nginx", report.figures("latency").ratio(US, "nginx", "cpu"), 1.4);
        atLeast("flood ÷ direct", report.figures("flood").ratio(US, "direct", "frames"), 0.15);
        atLeast("flood ÷ nginx (goal)", report.figures("flood").ratio(US, "nginx", "frames"), 1);
        atLeast("short ÷ nginx", report.figures("short").ratio(US, "nginx", "streams"), 0.6);
        atMost("many p99 ÷ nginx", report.figures("many").ratio(US, "nginx", "p99"), 2);
        atMost("many errors", report.figures("many").median(US, "errors"), 0);
        report.peaks().forEach((mode, megabytes) -> atMost("peak MB in " + mode, megabytes, 160));
        pace("100 clients at 1×", 0.5);
        pace("100 clients at 10×", 0.5);
        pace("1000 clients at 10×", 3);
        pace("1000 clients at 10×, 20 frames/s", 3);
        pace("1000 clients at 10×, 20 frames/s, read seldom", 3);
        atMost("--help s", report.figures("start").median("--help", "seconds"), 0.2);
        atMost("record listening s", report.figures("start").median("record listening", "seconds"), 0.4);
        atMost("added to an intercepted request, ms", report.figures("tunnel").median("wiretape", "added"), 0.3);
        atLeast("tunnel MB/s", report.figures("tunnel").median("wiretape", "throughput"), 300);
    }

    private void pace(String clients, double bound) {
        atMost("sent − due p99 ms, " + clients, report.figures("pace").median(clients, "sent99"), bound);
    }

    private void atMost(String what, double measured, double bound) {
        verdict(what, measured, "≤", bound, measured <= bound);
    }

    private void atLeast(String what, double measured, double bound) {
        verdict(what, measured, "≥", bound, measured >= bound);
    }

    private void verdict(String what, double measured, String relation, double bound, boolean held) {
        if (Double.isFinite(measured)) {
            missed += held ? 0 : 1;
            lines.add(String.format(
                    Locale.ROOT,
                    "  %-6s %-64s %8.2f %s %.2f",
                    held ? "held" : "MISSED",
                    what,
                    measured,
                    relation,
                    bound));
        }
    }

    /** Prints the bounds that this run could judge. */
    void say() {
        if (!lines.isEmpty()) {
            report.say("\nheld to");
            lines.forEach(report::say);
            report.say(missed == 0 ? "all held" : missed + " missed");
        }
    }
}
