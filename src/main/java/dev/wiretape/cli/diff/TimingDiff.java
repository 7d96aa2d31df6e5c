package dev.wiretape.cli.diff;

import dev.wiretape.timeline.Timings;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.OptionalLong;

/** Compares times; what is within 20 ms or a twentieth of the longer is the same, for no two runs are equal. */
final class TimingDiff {
    private static final long NEAR = 20_000;
    private static final int SHARE = 20;

    private final List<Difference> found = new ArrayList<>();

    private TimingDiff() {}

    static List<Difference> of(Timings a, Timings b) {
        TimingDiff diff = new TimingDiff();
        if (a.known() && b.known()) {
            diff.moment("headers", a.headers(), b.headers());
            diff.moment("first byte", a.firstByte(), b.firstByte());
            diff.moment("first content", a.firstContent(), b.firstContent());
            diff.moment("last frame", a.lastFrame(), b.lastFrame());
            diff.moment("total", a.total(), b.total());
            diff.moment(
                    "median gap",
                    OptionalLong.of(a.gaps().p50()),
                    OptionalLong.of(b.gaps().p50()));
            diff.moment(
                    "longest gap",
                    OptionalLong.of(a.gaps().max()),
                    OptionalLong.of(b.gaps().max()));
            diff.count("stalls", a.stallCount(), b.stallCount());
        }
        return diff.found;
    }

    private void moment(String what, OptionalLong a, OptionalLong b) {
        if (a.isEmpty() && b.isEmpty()) {
            return;
        }
        if (a.isPresent() && b.isPresent()) {
            long apart = Math.abs(a.getAsLong() - b.getAsLong());
            if (apart <= Math.max(NEAR, Math.max(a.getAsLong(), b.getAsLong()) / SHARE)) {
                return;
            }
        }
        found.add(new Difference(what, milliseconds(a), milliseconds(b)));
    }

    private void count(String what, long a, long b) {
        if (a != b) {
            found.add(new Difference(what, Long.toString(a), Long.toString(b)));
        }
    }

    private static String milliseconds(OptionalLong micros) {
        return micros.isEmpty()
                ? Difference.NOTHING
                : String.format(Locale.ROOT, "%.1f ms", micros.getAsLong() / 1000.0);
    }
}
