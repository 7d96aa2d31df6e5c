package dev.wiretape.cli;

import dev.wiretape.message.MessageSnapshot;
import dev.wiretape.recording.Entry;
import dev.wiretape.recording.Line;
import dev.wiretape.recording.Session;
import dev.wiretape.timeline.ExchangeReport;
import dev.wiretape.timeline.Inspection;
import dev.wiretape.timeline.Severity;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** What a session has recorded, in a few lines: exchanges, streams, stop reasons, findings, the folder. */
final class SessionSummary {
    private final Surroundings surroundings;
    private final Map<String, Integer> stopReasons = new TreeMap<>();
    private final Map<String, Integer> findings = new TreeMap<>();
    private int streams;

    SessionSummary(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    /** The lines, each a diagnostic; recordings are read once. */
    List<String> lines(Session session) {
        for (Path file : RecordingPath.recordings(session.folder())) {
            new RecordingPass(surroundings).run(new Input(file, file.toString(), false), header -> new Visit());
        }
        List<String> lines = new ArrayList<>();
        lines.add("wiretape: recorded " + Count.of(session.exchanges(), "exchange") + ", "
                + Count.of(streams, "stream") + (stopReasons.isEmpty() ? "" : ", stop reasons: " + list(stopReasons))
                + ", in " + session.folder());
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
