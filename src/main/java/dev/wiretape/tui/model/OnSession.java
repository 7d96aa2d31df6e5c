package dev.wiretape.tui.model;

import dev.wiretape.recording.filter.Filter;
import dev.wiretape.tui.tape.Hits;
import java.util.List;
import java.util.function.IntPredicate;

/** What keys do on the list of exchanges. */
final class OnSession {
    private OnSession() {}

    static Model act(Model model, Action action) {
        SessionPane pane = model.session();
        int page = Layout.of(model).visibleRows();
        return switch (action) {
            case DOWN -> move(model, 1);
            case UP -> move(model, -1);
            case PAGE_DOWN -> move(model, page);
            case PAGE_UP -> move(model, -page);
            case HALF_DOWN -> move(model, Math.max(1, page / 2));
            case HALF_UP -> move(model, -Math.max(1, page / 2));
            case FIRST -> move(model, Integer.MIN_VALUE / 2);
            case LAST -> move(model, Integer.MAX_VALUE / 2);
            case FOLLOW ->
                model.with(pane.following(!pane.follow()))
                        .says(pane.follow() ? "no longer following" : "following the newest");
            case OPEN -> open(model, pane.cursor());
            case BACK -> model.quitting();
            case CLEAR -> model.searching("", Hits.NONE).with(pane.with(Filter.NONE, pane.places()));
            case NEXT_HIT -> find(model, 1, place -> model.hits().in(place) > 0, noHit(model.hits()));
            case PREVIOUS_HIT -> find(model, -1, place -> model.hits().in(place) > 0, noHit(model.hits()));
            case NEXT_FINDING -> find(model, 1, place -> hasFinding(model, place), "no further finding");
            case PREVIOUS_FINDING -> find(model, -1, place -> hasFinding(model, place), "no finding before");
            default -> model;
        };
    }

    static Model open(Model model, int place) {
        if (place < 0 || place >= model.library().tapes().size()) {
            return model;
        }
        boolean live = model.library().tapes().get(place).live(model.nowMs());
        return model.with(model.session().to(place)).with(ExchangePane.open(place, live));
    }

    private static boolean hasFinding(Model model, int place) {
        return !model.remarks(model.library().tapes().get(place)).isEmpty();
    }

    private static String noHit(Hits hits) {
        return hits.query().isEmpty() ? "nothing was searched for: press /" : "no further hit";
    }

    private static Model move(Model model, int by) {
        SessionPane pane = model.session();
        if (pane.places().isEmpty()) {
            return model;
        }
        int last = pane.places().size() - 1;
        int index = Math.max(0, Math.min(last, pane.index() + by));
        SessionPane moved = pane.to(pane.places().get(index)).following(pane.follow() && index == last);
        return model.with(moved);
    }

    private static Model find(Model model, int step, IntPredicate wanted, String otherwise) {
        List<Integer> places = model.session().places();
        for (int i = model.session().index() + step; i >= 0 && i < places.size(); i += step) {
            if (wanted.test(places.get(i))) {
                return model.with(model.session().to(places.get(i)).following(false));
            }
        }
        return model.says(otherwise);
    }
}
