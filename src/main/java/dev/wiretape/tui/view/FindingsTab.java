package dev.wiretape.tui.view;

import dev.wiretape.tui.model.ExchangePane;
import dev.wiretape.tui.model.Model;
import dev.wiretape.tui.paint.Ink;
import dev.wiretape.tui.paint.Style;
import dev.wiretape.tui.tape.LineKind;
import dev.wiretape.tui.tape.Meaning;
import dev.wiretape.tui.tape.Remark;
import dev.wiretape.tui.tape.Rows;
import dev.wiretape.tui.tape.Tape;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** What is wrong: what the frame under the cursor shows first, then the rest. */
final class FindingsTab {
    private FindingsTab() {}

    static Doc doc(Model model, ExchangePane pane, Tape tape) {
        Doc doc = new Doc();
        Optional<Meaning> meaning = model.meaning(tape.place());
        if (meaning.isEmpty()) {
            return doc.add("being read ...", Ink.DIM).end();
        }
        List<Remark> remarks = new ArrayList<>(model.remarks(tape));
        if (remarks.isEmpty()) {
            return doc.add("nothing to find fault with", Ink.GOOD).end();
        }
        Rows rows = tape.rows();
        boolean onFrame = pane.row() < rows.count() && rows.kind(pane.row()) == LineKind.FRAME;
        int here = onFrame ? rows.framesBefore(pane.row()) : -2;
        remarks.sort(
                Comparator.comparing((Remark r) -> r.frame().orElse(-1) != here).thenComparing(Remark::level));
        for (Remark remark : remarks) {
            boolean isHere = remark.frame().orElse(-1) == here;
            Style style = Style.of(Pieces.ink(remark.level()));
            doc.add(Pieces.letter(remark.level()) + " ", style.strong());
            doc.add(remark.rule(), isHere ? style.strong() : style);
            doc.add(remark.frame().isPresent() ? "  frame " + remark.frame().getAsInt() : "", Ink.DIM);
            doc.add(isHere ? "  here" : "", Ink.FOCUS).end();
            doc.add("  " + remark.text()).end();
        }
        return doc;
    }
}
