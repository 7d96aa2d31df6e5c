package dev.wiretape.timeline;

import dev.wiretape.recording.Entry;
import dev.wiretape.recording.fault.Sights;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** What there is to be seen at an exchange's frames: stalls that end there, and the linter's findings. Immutable. */
public final class Landmarks implements Sights {
    private final Map<Long, Set<String>> words = new HashMap<>();

    private Landmarks(ExchangeReport report) {
        report.timings().stalls().forEach(stall -> stall.frame().ifPresent(frame -> add(frame, STALL)));
        for (Finding finding : report.findings()) {
            finding.frame().ifPresent(frame -> {
                add(frame, FINDING);
                add(frame, finding.severity().word());
                add(frame, finding.rule().name().toLowerCase(Locale.ROOT));
            });
        }
    }

    /** Those of an exchange as far as it has been inspected. */
    public static Landmarks of(ExchangeReport report) {
        return new Landmarks(report);
    }

    /** Those of an exchange's lines. */
    public static Landmarks of(Iterable<Entry> lines) {
        Inspection inspection = new Inspection();
        lines.forEach(inspection::add);
        return of(inspection.report());
    }

    @Override
    public boolean at(long frame, String word) {
        return words.getOrDefault(frame, Set.of()).contains(word);
    }

    private void add(long frame, String word) {
        words.computeIfAbsent(frame, unseen -> new HashSet<>()).add(word);
    }
}
