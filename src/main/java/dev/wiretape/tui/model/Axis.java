package dev.wiretape.tui.model;

import dev.wiretape.tui.tape.Rows;

/** Moving along the time axis of the lanes, and zooming it. */
final class Axis {
    private static final long LEAST_US = 1_000;

    private Axis() {}

    /** The part of time that is shown, without gaps in meaning. */
    static ExchangePane.Window window(ExchangePane pane, Rows rows) {
        return pane.window().all() ? new ExchangePane.Window(0, Math.max(1, rows.lastT())) : pane.window();
    }

    static Model zoom(Model model, ExchangePane pane, Rows rows, double factor) {
        if (rows.count() == 0) {
            return model;
        }
        ExchangePane.Window now = window(pane, rows);
        long span = Math.max(LEAST_US, (long) ((now.to() - now.from()) * factor));
        long all = Math.max(1, rows.lastT());
        if (span >= all) {
            return model.with(pane.with(ExchangePane.Window.ALL));
        }
        long from = Math.max(0, Math.min(rows.t(pane.row()) - span / 2, all - span));
        return model.with(pane.with(new ExchangePane.Window(from, from + span)));
    }

    /** Moves the cursor by {@code us}; to the next row in that direction at least. */
    static Model toTime(Model model, ExchangePane pane, Rows rows, long us) {
        if (rows.count() == 0) {
            return model;
        }
        int at = rows.rowAt(rows.t(pane.row()) + us);
        int row = us > 0
                ? Math.max(at, Math.min(pane.row() + 1, rows.count() - 1))
                : Math.min(at, Math.max(0, pane.row() - 1));
        ExchangePane.Window window = window(pane, rows);
        long t = rows.t(row);
        if (!pane.window().all() && (t < window.from() || t > window.to())) {
            long span = window.to() - window.from();
            long from = Math.max(0, t - span / 2);
            return OnExchange.to(model, pane.with(new ExchangePane.Window(from, from + span)), row);
        }
        return OnExchange.to(model, pane, row);
    }
}
