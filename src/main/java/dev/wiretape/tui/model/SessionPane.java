package dev.wiretape.tui.model;

import dev.wiretape.recording.filter.Filter;

/**
 * The list of exchanges.
 *
 * @param cursor the place under the cursor
 * @param top the index of the first row that can be seen
 * @param follow whether the newest is selected as it comes
 * @param filter what lets exchanges through
 * @param places those it lets through
 */
public record SessionPane(int cursor, int top, boolean follow, Filter filter, Places places) {
    static final SessionPane START = new SessionPane(0, 0, true, Filter.NONE, Places.NONE);

    /** The index of the cursor among the places. */
    public int index() {
        int at = places.indexOf(cursor);
        return Math.max(0, at);
    }

    SessionPane to(int place) {
        return new SessionPane(place, top, follow, filter, places);
    }

    SessionPane withTop(int newTop) {
        return new SessionPane(cursor, newTop, follow, filter, places);
    }

    SessionPane following(boolean on) {
        return new SessionPane(cursor, top, on, filter, places);
    }

    SessionPane with(Filter newFilter, Places through) {
        return new SessionPane(cursor, top, follow, newFilter, through);
    }
}
