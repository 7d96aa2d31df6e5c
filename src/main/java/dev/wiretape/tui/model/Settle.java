package dev.wiretape.tui.model;

import dev.wiretape.tui.tape.LineKind;
import dev.wiretape.tui.tape.Rows;
import dev.wiretape.tui.tape.Tape;
import java.util.function.IntPredicate;

/** Brings a model in order after anything has changed: what filters let through, where the cursor is, what can be seen. */
final class Settle {
    private static final int MARGIN = 2;

    private Settle() {}

    static Model settle(Model model) {
        Model listed = session(model);
        return listed.exchange().isPresent() && listed.tape().isPresent()
                ? exchange(listed, listed.exchange().get(), listed.tape().get())
                : listed;
    }

    private static Model session(Model model) {
        SessionPane pane = model.session();
        Places places = Places.of(model.library().tapes(), model.meanings(), pane.filter(), pane.places());
        SessionPane filtered = pane.with(pane.filter(), places);
        if (!places.isEmpty()) {
            int newest = places.get(places.size() - 1);
            // What is read for the first time seems to run until its last line was read.
            boolean live = model.library().caughtUp()
                    && model.library().tapes().get(newest).live(model.nowMs());
            boolean toNewest = pane.follow() && live;
            int nearest = places.get(places.nearest(pane.cursor()));
            filtered = filtered.to(toNewest ? newest : nearest);
        }
        int visible = model.exchange().isPresent()
                ? Math.max(1, model.height() - 4)
                : Layout.of(model.with(filtered)).visibleRows();
        return model.with(filtered.withTop(top(filtered.top(), filtered.index(), visible, places.size())));
    }

    private static Model exchange(Model model, ExchangePane pane, Tape tape) {
        Rows rows = tape.rows();
        IntPredicate filter = new Sieve(tape, model.meaning(tape.place())).rows(pane.filter());
        RowList through;
        if (pane.filter().isEmpty() && pane.pings()) {
            through = RowList.all(rows);
        } else {
            IntPredicate passes = pane.pings()
                    ? filter
                    : filter.and(row -> !(rows.kind(row) == LineKind.FRAME
                            && rows.event(row).equals("ping")));
            through = RowList.of(rows, passes, pane.rows());
        }
        ExchangePane settled = pane.with(through);
        if (through.size() > 0) {
            boolean readOnce = model.library().caughtUp();
            boolean live = tape.live(model.nowMs());
            boolean follow = pane.follow() && readOnce && !pane.playback().playing() && (live || pane.row() > 0);
            int row = follow ? through.row(through.size() - 1) : through.row(through.indexOf(pane.row()));
            // What has ended is followed no longer: one has come to its end, or has opened it at its beginning.
            settled = settled.following(pane.follow() && (live || !readOnce));
            // While it plays, time may stand at a row the filter hides.
            settled = pane.playback().playing() ? settled : settled.to(row);
        }
        int visible = Layout.of(model.with(settled)).visibleRows();
        return model.with(settled.withTop(top(settled.top(), settled.index(), visible, through.size())));
    }

    /** The first visible index, so that the cursor can be seen with some rows around it. */
    static int top(int top, int cursor, int visible, int size) {
        int margin = Math.min(MARGIN, (visible - 1) / 2);
        int lowest = Math.max(0, size - visible);
        int moved = Math.max(cursor + margin - visible + 1, Math.min(top, cursor - margin));
        return Math.max(0, Math.min(moved, lowest));
    }
}
