package dev.wiretape.tui.model;

import dev.wiretape.recording.filter.Filter;
import java.util.Map;
import java.util.OptionalLong;

/**
 * One exchange, looked at.
 *
 * @param place the tape's place in the library
 * @param row the row under the cursor
 * @param top the index of the first row of the timeline that can be seen
 * @param focus the region that has the keys
 * @param zoomed whether that region has the whole screen
 * @param tab what the detail shows
 * @param scroll how far the detail is scrolled, rows
 * @param filter what lets rows through
 * @param pings whether pings have rows of their own
 * @param rows the rows that are let through
 * @param follow whether the cursor stays with the newest row
 * @param marks rows by the letter they were marked with
 * @param zero times are shown relative to this one, µs; empty for the exchange's beginning
 * @param playback time passing over it
 * @param window the part of time the lanes show
 */
public record ExchangePane(
        int place,
        int row,
        int top,
        Focus focus,
        boolean zoomed,
        Tab tab,
        int scroll,
        Filter filter,
        boolean pings,
        RowList rows,
        boolean follow,
        Map<String, Integer> marks,
        OptionalLong zero,
        Playback playback,
        Window window) {
    /**
     * A part of time, µs since the exchange began; all of it where both are 0.
     *
     * @param from its beginning
     * @param to its end
     */
    public record Window(long from, long to) {
        /** All of it. */
        public static final Window ALL = new Window(0, 0);

        /** Whether it is all of it. */
        public boolean all() {
            return to == 0;
        }
    }

    static ExchangePane open(int place, boolean follow) {
        return new ExchangePane(
                place,
                0,
                0,
                Focus.TIMELINE,
                false,
                Tab.BLOCK,
                0,
                Filter.NONE,
                true,
                RowList.NONE,
                follow,
                Map.of(),
                OptionalLong.empty(),
                Playback.STOPPED,
                Window.ALL);
    }

    /** The cursor's index among the rows that are let through. */
    public int index() {
        return rows.indexOf(row);
    }

    ExchangePane to(int newRow) {
        int at = newRow == row ? scroll : 0;
        return new ExchangePane(
                place, newRow, top, focus, zoomed, tab, at, filter, pings, rows, follow, marks, zero, playback, window);
    }

    ExchangePane withTop(int newTop) {
        return new ExchangePane(
                place, row, newTop, focus, zoomed, tab, scroll, filter, pings, rows, follow, marks, zero, playback,
                window);
    }

    ExchangePane with(Focus newFocus, boolean zoom) {
        return new ExchangePane(
                place, row, top, newFocus, zoom, tab, scroll, filter, pings, rows, follow, marks, zero, playback,
                window);
    }

    ExchangePane with(Tab newTab) {
        return new ExchangePane(
                place, row, top, focus, zoomed, newTab, 0, filter, pings, rows, follow, marks, zero, playback, window);
    }

    ExchangePane scrolled(int to) {
        return new ExchangePane(
                place,
                row,
                top,
                focus,
                zoomed,
                tab,
                Math.max(0, to),
                filter,
                pings,
                rows,
                follow,
                marks,
                zero,
                playback,
                window);
    }

    ExchangePane with(Filter newFilter, boolean withPings) {
        return new ExchangePane(
                place,
                row,
                top,
                focus,
                zoomed,
                tab,
                scroll,
                newFilter,
                withPings,
                RowList.NONE,
                follow,
                marks,
                zero,
                playback,
                window);
    }

    ExchangePane with(RowList newRows) {
        return new ExchangePane(
                place, row, top, focus, zoomed, tab, scroll, filter, pings, newRows, follow, marks, zero, playback,
                window);
    }

    ExchangePane following(boolean on) {
        return new ExchangePane(
                place, row, top, focus, zoomed, tab, scroll, filter, pings, rows, on, marks, zero, playback, window);
    }

    ExchangePane with(Map<String, Integer> newMarks) {
        return new ExchangePane(
                place,
                row,
                top,
                focus,
                zoomed,
                tab,
                scroll,
                filter,
                pings,
                rows,
                follow,
                Map.copyOf(newMarks),
                zero,
                playback,
                window);
    }

    ExchangePane withZero(OptionalLong newZero) {
        return new ExchangePane(
                place, row, top, focus, zoomed, tab, scroll, filter, pings, rows, follow, marks, newZero, playback,
                window);
    }

    ExchangePane with(Playback newPlayback) {
        return new ExchangePane(
                place,
                row,
                top,
                focus,
                zoomed,
                tab,
                scroll,
                filter,
                pings,
                rows,
                follow,
                marks,
                zero,
                newPlayback,
                window);
    }

    ExchangePane with(Window newWindow) {
        return new ExchangePane(
                place, row, top, focus, zoomed, tab, scroll, filter, pings, rows, follow, marks, zero, playback,
                newWindow);
    }
}
