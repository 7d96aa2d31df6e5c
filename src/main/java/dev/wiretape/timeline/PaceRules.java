package dev.wiretape.timeline;

import static dev.wiretape.timeline.Severity.INFO;

import java.util.List;
import java.util.Locale;

/** What the times show. None of it breaks a protocol. */
final class PaceRules implements Check {
    static final Rule STALL = Rule.messages(
            "stall",
            INFO,
            "content comes without a gap of more than 1 s and 5 times the median",
            "no client times out, but a user sees it stand still");
    static final Rule BURST = Rule.wire(
            "burst",
            INFO,
            "frames arrive as they are made, not " + Bursts.AT_LEAST + " or more in one network chunk",
            "an intermediary that buffers looks like this, and so does a client that reads in bursts");
    static final Rule CLIENT_PAUSED = Rule.wire(
            "client-paused",
            INFO,
            "the client reads as fast as the stream comes",
            "back-pressure slows the stream down, the API is not to blame");

    @Override
    public List<Rule> rules() {
        return List.of(STALL, BURST, CLIENT_PAUSED);
    }

    @Override
    public void end(Ending ending, Findings to) {
        Timings timings = ending.timings();
        for (Stall stall : timings.stalls()) {
            to.add(STALL, stall.frame().orElse(-1), said(stall, timings.gaps()));
        }
        Bursts bursts = timings.bursts();
        if (bursts.count() > 0) {
            to.add(
                    BURST,
                    bursts.frame().orElse(-1),
                    String.format(
                            Locale.ROOT,
                            "%d of %d frames came in %s, the largest had %d",
                            bursts.frames(),
                            timings.frames(),
                            bursts.count() == 1 ? "one burst" : bursts.count() + " bursts",
                            bursts.largest()));
        }
        if (timings.paused() > 0) {
            to.add(CLIENT_PAUSED, "the client did not read for " + seconds(timings.paused()) + " in all");
        }
    }

    private static String said(Stall stall, Gaps gaps) {
        StringBuilder what = new StringBuilder("no content for ").append(seconds(stall.length()));
        if (gaps.count() > 0) {
            what.append(", where the median gap is ").append(seconds(gaps.p50()));
        }
        if (stall.pings() > 0) {
            what.append(stall.pings() == 1 ? "; 1 ping came" : "; " + stall.pings() + " pings came");
        }
        if (stall.paused() > 0) {
            what.append("; the client did not read for ")
                    .append(seconds(stall.paused()))
                    .append(" of it");
        }
        return what.append(stall.frame().isEmpty() ? "; then the exchange ended" : "")
                .toString();
    }

    private static String seconds(long micros) {
        return String.format(Locale.ROOT, "%.3f s", micros / 1e6);
    }
}
