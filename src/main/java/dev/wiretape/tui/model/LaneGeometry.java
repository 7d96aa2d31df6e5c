package dev.wiretape.tui.model;

import dev.wiretape.tui.paint.Rect;

/** Where the time axis of the lanes stands. */
public final class LaneGeometry {
    private LaneGeometry() {}

    /** How many cells the names to the left of the axis take. */
    public static int names(Rect lanes) {
        return lanes.width() >= 100 ? 26 : lanes.width() >= 80 ? 24 : lanes.width() >= 60 ? 20 : 12;
    }

    /** How many cells stand to the right of the axis. */
    public static int tail(Rect lanes) {
        return lanes.width() >= 60 ? 9 : 0;
    }

    /** The axis: without the title, the names and what stands to its right. */
    public static Rect axis(Model model) {
        Rect lanes = Layout.of(model).lanes();
        int width = Math.max(1, lanes.width() - names(lanes) - tail(lanes));
        return new Rect(lanes.x() + names(lanes), lanes.y() + 1, width, Math.max(0, lanes.height() - 1));
    }

    /** The part of time the axis shows, µs. */
    public static ExchangePane.Window window(Model model) {
        return model.exchange()
                .flatMap(pane -> model.tape().map(tape -> Axis.window(pane, tape.rows())))
                .orElse(ExchangePane.Window.ALL);
    }
}
