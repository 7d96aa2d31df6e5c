package dev.wiretape.tui.model;

import java.util.List;

/** The regions of the exchange screen. */
public enum Focus {
    /** A row per frame. */
    TIMELINE,
    /** A lane per content block. */
    LANES,
    /** The frame under the cursor. */
    DETAIL;

    /** The region {@code step} further. */
    public Focus next(int step) {
        List<Focus> all = List.of(values());
        return all.get(Math.floorMod(all.indexOf(this) + step, all.size()));
    }
}
