package dev.wiretape.tui.model;

import dev.wiretape.tui.paint.Rect;
import dev.wiretape.tui.tape.Lanes;
import java.util.Optional;

/** What the mouse does: a click selects, a click on what is selected opens, the wheel scrolls what it is over. */
final class Mice {
    private static final int WHEEL_ROWS = 3;

    private Mice() {}

    static Model mouse(Model model, Msg.Mouse mouse) {
        if (model.overlay() != Overlay.NONE) {
            return mouse.kind() == Msg.Mouse.Kind.PRESS
                    ? model.with(Overlay.NONE, 0)
                    : model.with(model.overlay(), model.overlayScroll() + wheel(mouse));
        }
        Layout layout = Layout.of(model);
        return model.exchange()
                .map(pane -> onExchange(model, pane, layout, mouse))
                .orElseGet(() -> onSession(model, layout, mouse));
    }

    private static int wheel(Msg.Mouse mouse) {
        return mouse.kind() == Msg.Mouse.Kind.WHEEL_UP ? -WHEEL_ROWS : WHEEL_ROWS;
    }

    private static Model onSession(Model model, Layout layout, Msg.Mouse mouse) {
        if (mouse.kind() != Msg.Mouse.Kind.PRESS) {
            Action step = mouse.kind() == Msg.Mouse.Kind.WHEEL_UP ? Action.UP : Action.DOWN;
            return OnSession.act(model, step);
        }
        int index = model.session().top() + mouse.y() - layout.list().y() - 1;
        boolean onRow = layout.list().contains(mouse.x(), mouse.y())
                && index >= 0
                && mouse.y() > layout.list().y()
                && index < model.session().places().size();
        if (!onRow) {
            return model;
        }
        int place = model.session().places().get(index);
        return place == model.session().cursor()
                ? OnSession.open(model, place)
                : model.with(model.session().to(place).following(false));
    }

    private static Model onExchange(Model model, ExchangePane pane, Layout layout, Msg.Mouse mouse) {
        if (layout.timeline().contains(mouse.x(), mouse.y())) {
            return timeline(model, pane, layout.timeline(), mouse);
        }
        if (layout.lanes().contains(mouse.x(), mouse.y())) {
            return lanes(model, pane, mouse);
        }
        if (layout.detail().contains(mouse.x(), mouse.y())) {
            return detail(model, pane, layout.detail(), mouse);
        }
        return model;
    }

    private static Model timeline(Model model, ExchangePane pane, Rect at, Msg.Mouse mouse) {
        if (mouse.kind() != Msg.Mouse.Kind.PRESS) {
            return OnExchange.by(model, pane, wheel(mouse));
        }
        ExchangePane focused = pane.with(Focus.TIMELINE, pane.zoomed());
        int index = pane.top() + mouse.y() - at.y() - 2;
        boolean onRow = mouse.y() >= at.y() + 2 && index < pane.rows().size();
        return onRow ? OnExchange.to(model, focused, pane.rows().row(index)) : model.with(focused);
    }

    private static Model lanes(Model model, ExchangePane pane, Msg.Mouse mouse) {
        ExchangePane focused = pane.with(Focus.LANES, pane.zoomed());
        if (model.tape().isEmpty()) {
            return model;
        }
        if (mouse.kind() != Msg.Mouse.Kind.PRESS) {
            double factor = mouse.kind() == Msg.Mouse.Kind.WHEEL_UP ? 0.5 : 2;
            return Axis.zoom(model, focused, model.tape().get().rows(), factor);
        }
        Lanes lanes = model.close().lanes();
        int column = mouse.x() - LaneGeometry.axis(model).x();
        if (column < 0 || column >= lanes.columns()) {
            return model.with(focused);
        }
        return OnExchange.to(model, focused, model.tape().get().rows().rowAt(lanes.time(column)));
    }

    private static Model detail(Model model, ExchangePane pane, Rect at, Msg.Mouse mouse) {
        ExchangePane focused = pane.with(Focus.DETAIL, pane.zoomed());
        if (mouse.kind() != Msg.Mouse.Kind.PRESS) {
            return model.with(focused.scrolled(pane.scroll() + wheel(mouse)));
        }
        Optional<Tab> tab = mouse.y() == at.y() ? TabBar.at(at, mouse.x()) : Optional.empty();
        return model.with(tab.map(focused::with).orElse(focused));
    }
}
