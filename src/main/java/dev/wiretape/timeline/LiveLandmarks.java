package dev.wiretape.timeline;

import dev.wiretape.recording.Entry;
import dev.wiretape.recording.fault.Sights;
import java.util.List;
import java.util.Locale;

/**
 * What there is to be seen at the newest frame of an exchange that still runs: what the linter finds as the frame comes,
 * and whether it ends a stall by the gaps so far. What only the end would show is not seen. Not thread-safe.
 */
public final class LiveLandmarks implements Sights {
    private final Inspection inspection = new Inspection();
    private List<Finding> fresh = List.of();
    private boolean stalled;
    private long frame = -1;

    /** Of an exchange of which nothing has come yet. */
    public LiveLandmarks() {}

    @Override
    public void line(Entry entry) {
        int before = inspection.found();
        inspection.add(entry);
        if (entry instanceof Entry.Frame) {
            frame++;
            fresh = inspection.foundSince(before);
            stalled = inspection.hasStalled();
        }
    }

    @Override
    public boolean at(long asked, String word) {
        boolean seen = (stalled && isStall(word)) || fresh.stream().anyMatch(finding -> is(finding, word));
        return seen && asked == frame;
    }

    private static boolean isStall(String word) {
        return word.equals(STALL)
                || word.equals(FINDING)
                || word.equals(PaceRules.STALL.severity().word());
    }

    private static boolean is(Finding finding, String word) {
        return word.equals(FINDING)
                || word.equals(finding.severity().word())
                || word.equals(finding.rule().name().toLowerCase(Locale.ROOT));
    }
}
