package dev.wiretape.tui.view;

import dev.wiretape.message.Block;
import dev.wiretape.message.MessageSnapshot;
import dev.wiretape.recording.Entry;
import dev.wiretape.timeline.Timings;
import dev.wiretape.tui.model.Model;
import dev.wiretape.tui.paint.Canvas;
import dev.wiretape.tui.paint.Ink;
import dev.wiretape.tui.paint.Rect;
import dev.wiretape.tui.paint.Style;
import dev.wiretape.tui.tape.Meaning;
import dev.wiretape.tui.tape.Remark;
import dev.wiretape.tui.tape.Tape;
import java.util.Optional;

/** The exchange under the cursor of the list, in short: what is wrong, when what happened, what was said. */
final class SummaryView {
    private static final int LONGEST = 1_500;

    private SummaryView() {}

    static void draw(Canvas canvas, Model model, Tape tape) {
        Pieces.title(canvas, tape.name(), "enter opens", false);
        Canvas body = canvas.at(new Rect(1, 1, canvas.width() - 2, canvas.height() - 1));
        Doc doc = new Doc();
        tape.request().ifPresent(r -> doc.fact("request", r.method() + " " + r.url()));
        outcome(doc, tape);
        Optional<Meaning> meaning = model.meaning(tape.place());
        Optional<Meaning.Depth> depth = meaning.flatMap(Meaning::depth);
        if (depth.isEmpty()) {
            doc.add("being read ...", Ink.DIM).end();
        } else {
            times(doc, depth.get().report().timings());
            for (Remark remark : model.remarks(tape)) {
                Style style = Style.of(Pieces.ink(remark.level()));
                String where = remark.frame().isPresent()
                        ? " at frame " + remark.frame().getAsInt()
                        : "";
                doc.add(
                                Units.format("%-16s ", remark.level().name().toLowerCase(java.util.Locale.ROOT)),
                                style.strong())
                        .add(remark.rule() + where + ": ", style)
                        .add(remark.text())
                        .end();
            }
            message(doc, depth.get().last());
        }
        doc.draw(body, 0);
    }

    private static void outcome(Doc doc, Tape tape) {
        tape.end()
                .ifPresent(end -> doc.fact(
                        "outcome",
                        end.word() + (end.reason().isEmpty() ? "" : ": " + end.reason()),
                        end.word().equals("complete") ? Ink.GOOD : Ink.ERROR));
        if (tape.response().isEmpty() && tape.end().isPresent()) {
            doc.fact("response", "none came", Ink.ERROR);
        }
        tape.response()
                .map(Entry.Response::status)
                .filter(s -> s >= 400)
                .ifPresent(
                        s -> doc.fact("status", s + " " + tape.response().get().reason(), Ink.ERROR));
    }

    private static void times(Doc doc, Timings timings) {
        StringBuilder times = new StringBuilder();
        timings.headers()
                .ifPresent(t -> times.append("headers ").append(Units.span(t)).append("  "));
        timings.firstContent()
                .ifPresent(t ->
                        times.append("first content ").append(Units.span(t)).append("  "));
        timings.total()
                .ifPresent(t -> times.append("total ").append(Units.span(t)).append("  "));
        if (timings.gaps().count() > 0) {
            times.append("longest gap ")
                    .append(Units.span(timings.gaps().max()))
                    .append("  ");
        }
        timings.tokensPerSecond().ifPresent(r -> times.append(Units.format("%.0f tokens/s", r)));
        if (!times.isEmpty()) {
            doc.fact("times", times.toString(), Ink.TIME);
        }
    }

    private static void message(Doc doc, MessageSnapshot message) {
        for (Block block : message.blocks()) {
            Ink ink = Pieces.ofType(block.type());
            String name = block.toolName().map(tool -> "tool " + tool).orElse(block.type());
            doc.add(Units.format("%-16s ", name), Style.of(ink).strong());
            String text = "" + block.thinking() + block.text() + block.input().text();
            doc.add(text.length() > LONGEST ? text.substring(0, LONGEST) + "…" : text, ink)
                    .end();
        }
    }
}
