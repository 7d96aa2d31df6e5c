package dev.wiretape.tui.model;

import dev.wiretape.tui.tape.Hits;
import dev.wiretape.tui.tape.Lanes;
import dev.wiretape.tui.tape.LineKind;
import dev.wiretape.tui.tape.Rows;
import dev.wiretape.tui.tape.Tape;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/** What keys do on one exchange. */
final class OnExchange {
    private OnExchange() {}

    static Model act(Model model, ExchangePane pane, Action action) {
        if (action == Action.BACK) {
            return back(model, pane);
        }
        Optional<Tape> tape = model.tape();
        if (tape.isEmpty()) {
            return model;
        }
        Rows rows = tape.get().rows();
        return switch (action) {
            case NEXT_REGION -> model.with(pane.with(pane.focus().next(1), pane.zoomed()));
            case PREVIOUS_REGION -> model.with(pane.with(pane.focus().next(-1), pane.zoomed()));
            case ZOOM -> model.with(pane.with(pane.focus(), !pane.zoomed()));
            case NEXT_TAB -> model.with(pane.with(pane.tab().next(1)));
            case PREVIOUS_TAB -> model.with(pane.with(pane.tab().next(-1)));
            case FOLLOW ->
                model.with(pane.following(!pane.follow()).with(pane.playback().stop()))
                        .says(pane.follow() ? "no longer following" : "following the newest frame");
            case PINGS ->
                model.with(pane.with(pane.filter(), !pane.pings()))
                        .says(pane.pings() ? "pings are hidden" : "pings are shown");
            case PLAY -> play(model, pane, rows);
            case FASTER -> model.with(pane.with(pane.playback().faster(1)));
            case SLOWER -> model.with(pane.with(pane.playback().faster(-1)));
            case IDLE_LIMIT -> idle(model, pane);
            case RELATIVE_TIME -> relative(model, pane, rows);
            case SET_MARK -> model.with(Overlay.SET_MARK, 0);
            case GO_TO_MARK -> model.with(Overlay.GO_TO_MARK, 0);
            case COPY -> model.with(Overlay.COPY, 0);
            case EXPORT -> model.with(Overlay.EXPORT, 0);
            case NEXT_EXCHANGE -> neighbour(model, pane, 1);
            case PREVIOUS_EXCHANGE -> neighbour(model, pane, -1);
            case AXIS_IN -> Axis.zoom(model, pane, rows, 0.5);
            case AXIS_OUT -> Axis.zoom(model, pane, rows, 2);
            case AXIS_ALL -> model.with(pane.with(ExchangePane.Window.ALL));
            default -> moveOrJump(model, pane, rows, action);
        };
    }

    private static Model moveOrJump(Model model, ExchangePane pane, Rows rows, Action action) {
        Optional<Model> jumped = Jumps.act(model, pane, rows, action);
        if (jumped.isPresent()) {
            return jumped.get();
        }
        return switch (pane.focus()) {
            case TIMELINE -> timeline(model, pane, action);
            case LANES -> lanes(model, pane, rows, action);
            case DETAIL -> detail(model, pane, action);
        };
    }

    private static Model timeline(Model model, ExchangePane pane, Action action) {
        int page = Layout.of(model).visibleRows();
        return switch (action) {
            case DOWN -> by(model, pane, 1);
            case UP -> by(model, pane, -1);
            case PAGE_DOWN -> by(model, pane, page);
            case PAGE_UP -> by(model, pane, -page);
            case HALF_DOWN -> by(model, pane, Math.max(1, page / 2));
            case HALF_UP -> by(model, pane, -Math.max(1, page / 2));
            case FIRST -> by(model, pane, Integer.MIN_VALUE / 2);
            case LAST -> by(model, pane, Integer.MAX_VALUE / 2);
            case LEFT -> model.with(pane.with(pane.tab().next(-1)));
            case RIGHT -> model.with(pane.with(pane.tab().next(1)));
            default -> model;
        };
    }

    private static Model lanes(Model model, ExchangePane pane, Rows rows, Action action) {
        Lanes lanes = model.close().lanes();
        long column = Math.max(1, (lanes.to() - lanes.from()) / lanes.columns());
        return switch (action) {
            case LEFT -> Axis.toTime(model, pane, rows, -column);
            case RIGHT -> Axis.toTime(model, pane, rows, column);
            case DOWN -> Jumps.act(model, pane, rows, Action.NEXT_BLOCK).orElse(model);
            case UP -> Jumps.act(model, pane, rows, Action.PREVIOUS_BLOCK).orElse(model);
            case PAGE_DOWN, HALF_DOWN -> Axis.toTime(model, pane, rows, 10 * column);
            case PAGE_UP, HALF_UP -> Axis.toTime(model, pane, rows, -10 * column);
            default -> timeline(model, pane, action);
        };
    }

    private static Model detail(Model model, ExchangePane pane, Action action) {
        int page = Math.max(2, Layout.of(model).detail().height() - 3);
        // The block is shown from its end, where it grows; everything else from its beginning.
        int on = pane.tab() == Tab.BLOCK ? -1 : 1;
        int far = Integer.MAX_VALUE / 2;
        return switch (action) {
            case DOWN -> model.with(pane.scrolled(pane.scroll() + on));
            case UP -> model.with(pane.scrolled(pane.scroll() - on));
            case PAGE_DOWN -> model.with(pane.scrolled(pane.scroll() + on * page));
            case PAGE_UP -> model.with(pane.scrolled(pane.scroll() - on * page));
            case HALF_DOWN -> model.with(pane.scrolled(pane.scroll() + on * page / 2));
            case HALF_UP -> model.with(pane.scrolled(pane.scroll() - on * page / 2));
            case FIRST -> model.with(pane.scrolled(on < 0 ? far : 0));
            case LAST -> model.with(pane.scrolled(on < 0 ? 0 : far));
            default -> timeline(model, pane, action);
        };
    }

    /** Moves the cursor over rows that are let through. */
    static Model by(Model model, ExchangePane pane, int rows) {
        if (pane.rows().size() == 0) {
            return model;
        }
        int last = pane.rows().size() - 1;
        int index = Math.max(0, Math.min(last, pane.index() + rows));
        boolean atEnd = index == last && rows > 0;
        return model.with(pane.to(pane.rows().row(index)).following(pane.follow() && atEnd));
    }

    /** Moves the cursor to a row, and stops following. */
    static Model to(Model model, ExchangePane pane, int row) {
        return model.with(pane.to(row).following(false));
    }

    /** The first hit from the cursor on, or the first of all. */
    static Model nearestHit(Model model) {
        Hits hits = model.hits();
        if (model.exchange().isEmpty()) {
            int place = (int) (hits.found()[0] >>> 32);
            return model.with(model.session().to(place).following(false));
        }
        ExchangePane pane = model.exchange().get();
        int next = hits.next(pane.place(), pane.row() - 1, true);
        int first = next >= 0 ? next : hits.next(pane.place(), -1, true);
        return first < 0 ? model : to(model, pane, first);
    }

    private static Model back(Model model, ExchangePane pane) {
        if (pane.zoomed()) {
            return model.with(pane.with(pane.focus(), false));
        }
        if (!model.query().isEmpty()) {
            return model.searching("", Hits.NONE);
        }
        boolean only = model.library().tapes().size() == 1 && model.library().caughtUp();
        return only ? model.quitting() : model.with(Optional.<ExchangePane>empty());
    }

    private static Model neighbour(Model model, ExchangePane pane, int step) {
        List<Integer> places = model.session().places();
        int index = places.indexOf(pane.place()) + step;
        return index < 0 || index >= places.size()
                ? model.says(step > 0 ? "this is the last exchange" : "this is the first exchange")
                : OnSession.open(model, places.get(index));
    }

    private static Model play(Model model, ExchangePane pane, Rows rows) {
        if (pane.playback().playing()) {
            return model.with(pane.with(pane.playback().stop()));
        }
        boolean atEnd = pane.row() >= rows.count() - 1;
        int from = atEnd ? 0 : pane.row();
        return model.with(pane.to(from).following(false).with(pane.playback().start(model.nowMs())));
    }

    private static Model idle(Model model, ExchangePane pane) {
        Playback next = pane.playback().nextLimit();
        String limit = next.idleLimitUs() == 0
                ? "gaps play as long as they were"
                : "no gap plays longer than " + next.idleLimitUs() / 1000 + " ms";
        return model.with(pane.with(next)).says(limit);
    }

    private static Model relative(Model model, ExchangePane pane, Rows rows) {
        if (pane.zero().isPresent() || rows.count() == 0) {
            return model.with(pane.withZero(OptionalLong.empty())).says("times are those of the exchange");
        }
        String what = rows.kind(pane.row()) == LineKind.FRAME ? "frame " + rows.framesBefore(pane.row()) : "this row";
        return model.with(pane.withZero(OptionalLong.of(rows.t(pane.row())))).says("times are relative to " + what);
    }
}
