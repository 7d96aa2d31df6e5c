package dev.wiretape.tui.model;

import java.util.List;
import java.util.Locale;

/** What the detail region shows. */
public enum Tab {
    /** The block the frame under the cursor is about. */
    BLOCK,
    /** All blocks so far, the stop reason, the usage. */
    MESSAGE,
    /** The frame's exact bytes. */
    RAW,
    /** The request. */
    REQUEST,
    /** The response's head. */
    RESPONSE,
    /** When what happened. */
    TIMING,
    /** What is wrong. */
    FINDINGS;

    /** The word on the tab. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The tab {@code step} further. */
    public Tab next(int step) {
        List<Tab> all = List.of(values());
        return all.get(Math.floorMod(number() - 1 + step, all.size()));
    }

    /** Its number, from 1. */
    public int number() {
        return List.of(values()).indexOf(this) + 1;
    }
}
