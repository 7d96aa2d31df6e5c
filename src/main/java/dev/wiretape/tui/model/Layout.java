package dev.wiretape.tui.model;

import dev.wiretape.tui.paint.Rect;

/**
 * Where what is on the screen. Each region's first row is its title.
 *
 * @param title the first row
 * @param bottom the last row
 * @param list the exchanges, on the session screen
 * @param bars their bars on a time axis, where they do not stand in the list itself
 * @param summary the exchange under the cursor, in short
 * @param timeline a row per frame
 * @param lanes a lane per block
 * @param detail the frame under the cursor
 */
public record Layout(
        Rect title, Rect bottom, Rect list, Rect bars, Rect summary, Rect timeline, Rect lanes, Rect detail) {
    /** Narrower or lower than this, nothing can be shown. */
    public static final int LEAST_WIDTH = 30;

    /** The least height. */
    public static final int LEAST_HEIGHT = 6;

    /** From this width on bars stand in the rows of the list. */
    public static final int BARS_BESIDE = 150;

    private static final int WIDE = 130;
    private static final int LEAST_SUMMARY = 5;

    /** The layout for the model's size and screen. */
    public static Layout of(Model model) {
        Rect page = new Rect(0, 0, model.width(), model.height());
        Rect title = page.top(1);
        Rect bottom = page.below(Math.max(1, model.height() - 1));
        Rect body = new Rect(0, 1, model.width(), model.height() - 2);
        return model.exchange()
                .map(pane -> exchange(
                        title, bottom, body, pane, model.close().lanes().lanes().size()))
                .orElseGet(() ->
                        session(title, bottom, body, model.session().places().size()));
    }

    /** Whether the terminal is too small to show anything. */
    public static boolean tooSmall(Model model) {
        return model.width() < LEAST_WIDTH || model.height() < LEAST_HEIGHT;
    }

    /** How many rows of the timeline, or of the list, can be seen. */
    public int visibleRows() {
        Rect region = timeline.isEmpty() ? list : timeline;
        return Math.max(1, region.height() - (timeline.isEmpty() ? 1 : 2));
    }

    private static Layout session(Rect title, Rect bottom, Rect body, int exchanges) {
        boolean below = body.width() < BARS_BESIDE && body.height() >= 14 && exchanges > 1;
        int bars = below ? Math.min(exchanges + 1, body.height() / 3) : 0;
        int left = body.height() - bars;
        int spare = left - exchanges - 1;
        int summary = exchanges > 0 && spare >= LEAST_SUMMARY ? spare : 0;
        return new Layout(
                title,
                bottom,
                body.top(left - summary),
                body.below(left - summary).top(bars),
                body.below(left - summary + bars),
                Rect.NONE,
                Rect.NONE,
                Rect.NONE);
    }

    private static Layout exchange(Rect title, Rect bottom, Rect body, ExchangePane pane, int blocks) {
        if (pane.zoomed() || body.height() < 7) {
            Rect none = Rect.NONE;
            return new Layout(
                    title,
                    bottom,
                    none,
                    none,
                    none,
                    pane.focus() == Focus.TIMELINE ? body : none,
                    pane.focus() == Focus.LANES ? body : none,
                    pane.focus() == Focus.DETAIL ? body : none);
        }
        return body.width() >= WIDE && body.height() >= 16
                ? wide(title, bottom, body, blocks)
                : stacked(title, bottom, body, pane, blocks);
    }

    private static Layout wide(Rect title, Rect bottom, Rect body, int blocks) {
        int left = Math.max(76, Math.min(110, body.width() * 11 / 20));
        int lanesHeight = Math.max(6, Math.min(blocks + 4, body.height() / 3));
        Rect right = body.rightOf(left + 1);
        return new Layout(
                title,
                bottom,
                Rect.NONE,
                Rect.NONE,
                Rect.NONE,
                body.left(left),
                right.top(lanesHeight),
                right.below(lanesHeight));
    }

    private static Layout stacked(Rect title, Rect bottom, Rect body, ExchangePane pane, int blocks) {
        int height = body.height();
        int lanes = height < 14 ? 0 : Math.max(4, Math.min(blocks + 3, height / 4));
        boolean detailInUse = pane.focus() == Focus.DETAIL;
        int detail = height < 11 ? height / 2 : (height - lanes) * (detailInUse ? 6 : 5) / 11;
        int timeline = height - lanes - detail;
        return new Layout(
                title,
                bottom,
                Rect.NONE,
                Rect.NONE,
                Rect.NONE,
                body.top(timeline),
                body.below(timeline).top(lanes),
                body.below(timeline + lanes));
    }
}
