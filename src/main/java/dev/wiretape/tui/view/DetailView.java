package dev.wiretape.tui.view;

import dev.wiretape.tui.model.ExchangePane;
import dev.wiretape.tui.model.Focus;
import dev.wiretape.tui.model.Model;
import dev.wiretape.tui.model.Tab;
import dev.wiretape.tui.model.TabBar;
import dev.wiretape.tui.paint.Canvas;
import dev.wiretape.tui.paint.Ink;
import dev.wiretape.tui.paint.Rect;
import dev.wiretape.tui.paint.Style;
import dev.wiretape.tui.tape.LineKind;
import dev.wiretape.tui.tape.Rows;
import dev.wiretape.tui.tape.Tape;

/** The frame under the cursor, in tabs. */
final class DetailView {
    private DetailView() {}

    static void draw(Canvas canvas, Model model, ExchangePane pane, Tape tape, Rect region) {
        boolean focused = pane.focus() == Focus.DETAIL;
        Pieces.title(canvas, "", where(pane, tape, canvas.width()), focused);
        for (Tab tab : Tab.values()) {
            Style style = tab == pane.tab()
                    ? Style.of(focused ? Ink.FOCUS : Ink.NORMAL).strong().underlined()
                    : Style.of(Ink.DIM);
            int x = TabBar.x(region, tab);
            canvas.text(x - 1, 0, " ", Style.PLAIN);
            int end = canvas.text(x, 0, TabBar.label(region, tab), style);
            canvas.text(end, 0, " ", Style.PLAIN);
        }
        Canvas body = canvas.at(new Rect(1, 1, canvas.width() - 2, canvas.height() - 1));
        if (body.height() > 0) {
            body(body, model, pane, tape);
        }
    }

    private static String where(ExchangePane pane, Tape tape, int width) {
        if (tape.rows().count() <= pane.row() || width < 90) {
            return "";
        }
        boolean frame = tape.rows().kind(pane.row()) == LineKind.FRAME;
        return "as of " + (frame ? "frame " + tape.rows().framesBefore(pane.row()) : "this line")
                + (tape.timed() ? ", " + Units.moment(tape.rows().t(pane.row())) + " s" : "");
    }

    /** What a row without a block has to say stands where the block would. */
    private static void block(Canvas body, Model model, ExchangePane pane, Tape tape) {
        Rows rows = tape.rows();
        int row = model.close().row();
        LineKind kind = row < 0 || row >= rows.count() ? LineKind.UNKNOWN : rows.kind(row);
        boolean ofMessage = kind == LineKind.FRAME && rows.event(row).startsWith("message_");
        if (kind == LineKind.REQUEST) {
            HttpTabs.request(model.close()).draw(body, pane.scroll());
        } else if (kind == LineKind.RESPONSE || kind == LineKind.END) {
            HttpTabs.response(tape, model.close()).draw(body, pane.scroll());
        } else if (kind == LineKind.BODY || kind == LineKind.PARTIAL || kind == LineKind.DAMAGED) {
            RawTab.doc(model.close(), body.width()).draw(body, pane.scroll());
        } else if (ofMessage) {
            MessageTab.doc(model.close().now()).draw(body, pane.scroll());
        } else {
            BlockTab.draw(body, model, tape, pane.scroll());
        }
    }

    private static void body(Canvas body, Model model, ExchangePane pane, Tape tape) {
        if (model.close().place() != tape.place()) {
            return;
        }
        switch (pane.tab()) {
            case BLOCK -> block(body, model, pane, tape);
            case MESSAGE -> MessageTab.doc(model.close().now()).draw(body, pane.scroll());
            case RAW -> RawTab.doc(model.close(), body.width()).draw(body, pane.scroll());
            case REQUEST -> HttpTabs.request(model.close()).draw(body, pane.scroll());
            case RESPONSE -> HttpTabs.response(tape, model.close()).draw(body, pane.scroll());
            case TIMING -> TimingTab.doc(model, tape).draw(body, pane.scroll());
            case FINDINGS -> FindingsTab.doc(model, pane, tape).draw(body, pane.scroll());
        }
    }
}
