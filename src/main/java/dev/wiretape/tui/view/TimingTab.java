package dev.wiretape.tui.view;

import dev.wiretape.timeline.Definitions;
import dev.wiretape.timeline.Gaps;
import dev.wiretape.timeline.Stall;
import dev.wiretape.timeline.Timings;
import dev.wiretape.tui.model.Model;
import dev.wiretape.tui.paint.Ink;
import dev.wiretape.tui.paint.Style;
import dev.wiretape.tui.tape.Meaning;
import dev.wiretape.tui.tape.Tape;
import java.util.Optional;
import java.util.OptionalLong;

/** When what happened, and what the words mean. */
final class TimingTab {
    private TimingTab() {}

    static Doc doc(Model model, Tape tape) {
        Doc doc = new Doc();
        Optional<Meaning.Depth> meaning = model.meaning(tape.place()).flatMap(Meaning::depth);
        if (meaning.isEmpty()) {
            return doc.add("being read ...", Ink.DIM).end();
        }
        Timings timings = meaning.get().report().timings();
        if (!timings.known()) {
            return doc.add(Definitions.NO_TIMES, Ink.WARNING).end();
        }
        stalls(doc, timings);
        time(doc, "headers", timings.headers());
        time(doc, "first byte", timings.firstByte());
        time(doc, "first event", timings.firstEvent());
        time(doc, "first content", timings.firstContent());
        time(doc, "first text", timings.firstText());
        time(doc, "first tool byte", timings.firstToolByte());
        time(doc, "last frame", timings.lastFrame());
        time(doc, "total", timings.total());
        gaps(doc, timings.gaps());
        timings.tokensPerSecond().ifPresent(rate -> doc.fact("tokens a second", Units.format("%.1f", rate)));
        doc.fact("frames", Units.count(timings.frames()) + " in " + Units.plural(timings.chunks(), "chunk"));
        if (timings.bursts().count() > 0) {
            String largest = timings.bursts().frame().isPresent()
                    ? ", the largest " + timings.bursts().largest() + " frames from frame "
                            + timings.bursts().frame().getAsInt()
                    : "";
            doc.fact("bursts", timings.bursts().count() + largest, Ink.WARNING);
        }
        if (timings.paused() > 0) {
            doc.fact("client paused", Units.span(timings.paused()), Ink.WARNING);
        }
        doc.end();
        doc.add(Definitions.FIRST_CONTENT, Ink.DIM).end();
        doc.add(Definitions.GAPS, Ink.DIM).end();
        doc.add(Definitions.STALL, Ink.DIM).end();
        return doc;
    }

    private static void time(Doc doc, String name, OptionalLong t) {
        t.ifPresent(us -> doc.fact(name, Units.format("%8s  at %s s", Units.span(us), Units.moment(us)), Ink.TIME));
    }

    private static void gaps(Doc doc, Gaps gaps) {
        if (gaps.count() > 0) {
            doc.fact(
                    "gaps",
                    "median " + Units.span(gaps.p50()) + ", 95 % " + Units.span(gaps.p95()) + ", longest "
                            + Units.span(gaps.max()));
        }
    }

    private static void stalls(Doc doc, Timings timings) {
        if (timings.stallCount() == 0) {
            doc.fact("stalls", "none", Ink.GOOD);
            return;
        }
        doc.fact("stalls", Long.toString(timings.stallCount()), Ink.ERROR);
        for (Stall stall : timings.stalls()) {
            doc.add(
                    "  " + Units.format("%8s", Units.span(stall.length())),
                    Style.of(Ink.ERROR).strong());
            doc.add("  from " + Units.moment(stall.from()) + " s");
            doc.add(stall.frame().isPresent() ? " to frame " + stall.frame().getAsInt() : " to the end");
            doc.add(stall.pings() > 0 ? ", " + Units.plural(stall.pings(), "ping") + " in between" : "", Ink.DIM);
            doc.add(
                    stall.paused() > 0 ? ", the client did not read for " + Units.span(stall.paused()) : "",
                    Ink.WARNING);
            doc.end();
        }
    }
}
