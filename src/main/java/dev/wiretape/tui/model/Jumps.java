package dev.wiretape.tui.model;

import dev.wiretape.tui.tape.Hits;
import dev.wiretape.tui.tape.LineKind;
import dev.wiretape.tui.tape.Remark;
import dev.wiretape.tui.tape.Rows;
import dev.wiretape.tui.tape.Stalls;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;

/** Keys that go to the next thing of a kind, or back to the one before. */
final class Jumps {
    private Jumps() {}

    /** What the key did; empty if it is no such key. */
    static Optional<Model> act(Model model, ExchangePane pane, Rows rows, Action action) {
        return Optional.ofNullable(
                switch (action) {
                    case STEP_FORWARD -> frame(model, pane, rows, 1);
                    case STEP_BACK -> frame(model, pane, rows, -1);
                    case NEXT_HIT -> hit(model, pane, true);
                    case PREVIOUS_HIT -> hit(model, pane, false);
                    case NEXT_FINDING -> finding(model, pane, rows, true);
                    case PREVIOUS_FINDING -> finding(model, pane, rows, false);
                    case NEXT_STALL -> among(model, pane, Stalls.of(rows), true, "slow gap");
                    case PREVIOUS_STALL -> among(model, pane, Stalls.of(rows), false, "slow gap");
                    case NEXT_BLOCK -> block(model, pane, rows, 1);
                    case PREVIOUS_BLOCK -> block(model, pane, rows, -1);
                    case NEXT_MARK -> among(model, pane, marks(pane), true, "mark");
                    case PREVIOUS_MARK -> among(model, pane, marks(pane), false, "mark");
                    default -> null;
                });
    }

    private static Model frame(Model model, ExchangePane pane, Rows rows, int step) {
        int row = scan(rows, pane.row() + step, step, r -> rows.kind(r) == LineKind.FRAME);
        return row < 0 ? model : OnExchange.to(model, pane.with(pane.playback().stop()), row);
    }

    private static Model hit(Model model, ExchangePane pane, boolean forward) {
        Hits hits = model.hits();
        if (hits.query().isEmpty()) {
            return model.says("nothing was searched for: press /");
        }
        int row = hits.next(pane.place(), pane.row(), forward);
        if (row < 0) {
            int around = hits.next(pane.place(), forward ? -1 : Integer.MAX_VALUE, forward);
            return around < 0
                    ? model.says("nothing found in this exchange")
                    : OnExchange.to(model, pane, around).says(forward ? "on from the top" : "on from the end");
        }
        return OnExchange.to(model, pane, row);
    }

    private static Model finding(Model model, ExchangePane pane, Rows rows, boolean forward) {
        List<Remark> remarks = model.tape().map(model::remarks).orElse(List.of());
        int[] found = remarks.stream()
                .map(Remark::frame)
                .map(frame -> row(rows, frame))
                .mapToInt(Integer::intValue)
                .sorted()
                .distinct()
                .toArray();
        Model there = among(model, pane, found, forward, "finding");
        // Who came here by another way has not read what is found here.
        boolean here = Arrays.binarySearch(found, pane.row()) >= 0;
        return there.exchange()
                .filter(p -> here || p.row() != pane.row())
                .map(p -> there.with(p.with(Tab.FINDINGS)))
                .orElse(there);
    }

    /** What is about the exchange as a whole shows at its end. */
    static int row(Rows rows, OptionalInt frame) {
        int last = Math.max(0, rows.count() - 1);
        return frame.isEmpty() || frame.getAsInt() >= rows.frames() ? last : rows.rowOfFrame(frame.getAsInt());
    }

    private static int[] marks(ExchangePane pane) {
        return pane.marks().values().stream()
                .mapToInt(Integer::intValue)
                .sorted()
                .distinct()
                .toArray();
    }

    private static Model among(Model model, ExchangePane pane, int[] rows, boolean forward, String what) {
        IntStream all = IntStream.of(rows);
        OptionalInt row = forward
                ? all.filter(r -> r > pane.row()).findFirst()
                : all.filter(r -> r < pane.row()).max();
        if (row.isPresent()) {
            return OnExchange.to(model, pane, row.getAsInt());
        }
        return model.says(
                rows.length == 0 ? "there is no " + what : "no " + what + (forward ? " after" : " before") + " this");
    }

    private static Model block(Model model, ExchangePane pane, Rows rows, int step) {
        int row = scan(rows, pane.row() + step, step, r -> rows.event(r).equals("content_block_start"));
        return row < 0
                ? model.says("no content block " + (step > 0 ? "after" : "before") + " this")
                : OnExchange.to(model, pane, row);
    }

    private static int scan(Rows rows, int from, int step, IntPredicate wanted) {
        for (int row = from; row >= 0 && row < rows.count(); row += step) {
            if (wanted.test(row)) {
                return row;
            }
        }
        return -1;
    }
}
