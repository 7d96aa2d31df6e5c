package dev.wiretape.cli;

import dev.wiretape.message.MessageSnapshot;
import dev.wiretape.recording.Entry;
import dev.wiretape.recording.Line;
import dev.wiretape.recording.Session;
import dev.wiretape.timeline.ExchangeReport;
import dev.wiretape.timeline.Inspection;
import dev.wiretape.timeline.Severity;
import dev.wiretape.timeline.Visible;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** What a session has recorded, in a few lines: exchanges, streams, stop reasons, findings, the folder. */
final class SessionSummary {
    private static final int MOST_SHOWN = 200;

    private final Surroundings surroundings;
    private final Map<String, Integer> stopReasons = new TreeMap<>();
    private final Map<String, Integer> findings = new TreeMap<>();
    private final Set<String> tunnels = new TreeSet<>();
    private int streams;
    private int unseen;

    SessionSummary(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    /** The lines, each a diagnostic; recordings are read once. */
    List<String> lines(Session session) {
        for (Path file : RecordingPath.recordings(session.folder())) {
            new RecordingPass(surroundings)
                    .run(
                            new Input(file, file.toString(), false),
                            header -> header.via().equals("tunnel") ? new Tunnel() : new Visit());
        }
        List<String> lines = new ArrayList<>();
        lines.add("wiretape: recorded " + Count.of(session.exchanges() - unseen, "exchange") + ", "
                + Count.of(streams, "stream") + (stopReasons.isEmpty() ? "" : ", stop reasons: " + list(stopReasons))
                + ", in " + session.folder());
        if (unseen > 0) {
            lines.add("wiretape: " + Count.of(unseen, "tunnel") + " to other hosts went through unseen ("
                    + Visible.of(String.join(", ", tunnels), MOST_SHOWN) + "); '--intercept HOST' would record one");
        }
        if (!findings.isEmpty()) {
            lines.add("wiretape: findings: " + list(findings) + "; see 'wiretape check " + session.folder() + "'");
        }
        if (session.failures() > 0) {
            lines.add("wiretape: RECORDING FAILED for " + session.failures() + " of them");
        }
        return lines;
    }

    private static String list(Map<String, Integer> counts) {
        List<String> items = new ArrayList<>();
        counts.forEach((name, count) -> items.add(count == 1 ? name : count + " × " + name));
        return String.join(", ", items);
    }

    /** Nothing is known of what went through it. */
    private final class Tunnel implements RecordingPass.Visitor {
        @Override
        public void line(Line line) {
            if (line.entry() instanceof Entry.Request request) {
                tunnels.add(request.url());
            }
        }

        @Override
        public void end() {
            unseen++;
        }
    }

    private final class Visit implements RecordingPass.Visitor {
        private final Inspection inspection = new Inspection();
        private boolean stream;

        @Override
        public void line(Line line) {
            inspection.add(line);
            stream |= line.entry() instanceof Entry.Frame;
        }

        @Override
        public void end() {
            ExchangeReport report = inspection.report();
            streams += stream ? 1 : 0;
            report.message()
                    .flatMap(MessageSnapshot::stopReason)
                    .ifPresent(reason -> stopReasons.merge(reason, 1, Integer::sum));
            report.counts().forEach((rule, count) -> {
                if (rule.severity().atLeast(Severity.WARNING)) {
                    findings.merge(rule.name(), count.intValue(), Integer::sum);
                }
            });
        }
    }
}
