package dev.wiretape.tui.model;

import static dev.wiretape.tui.model.Keymap.Where.ANYWHERE;
import static dev.wiretape.tui.model.Keymap.Where.EXCHANGE;
import static dev.wiretape.tui.model.Keymap.Where.SERVED;
import static dev.wiretape.tui.model.Keymap.Where.SESSION;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The keys, as a table: what they do, the help, and the bar at the bottom all come from here. */
public final class Keymap {
    /** Where a key works. */
    public enum Where {
        /** On both screens. */
        ANYWHERE,
        /** On the list of exchanges. */
        SESSION,
        /** On one exchange. */
        EXCHANGE,
        /** On both screens, where what is watched is being served. */
        SERVED;

        boolean covers(boolean exchange, boolean served) {
            return this == ANYWHERE || (this == SERVED ? served : (this == EXCHANGE) == exchange);
        }
    }

    /**
     * A row of the table.
     *
     * @param where where it works
     * @param group the heading in the help
     * @param action what it does
     * @param keys the keys that do it
     * @param bar the word in the bar at the bottom; empty if it does not stand there
     * @param help what it does, in words
     */
    public record Binding(Where where, String group, Action action, List<String> keys, String bar, String help) {}

    private static final String MOVE = "Moving";
    private static final String FIND = "Finding";
    private static final String TIME = "Time";
    private static final String SHOW = "Showing";
    private static final String TAKE = "Taking away";
    private static final String LEAVE = "Leaving";
    private static final String SERVE = "The client that is being served";

    /** All bindings, in the order of the help. */
    public static final List<Binding> TABLE = List.of(
            row(ANYWHERE, MOVE, Action.DOWN, "", "down; in the detail: scroll", "j", "down"),
            row(ANYWHERE, MOVE, Action.UP, "", "up", "k", "up"),
            row(EXCHANGE, MOVE, Action.LEFT, "", "tab to the left; in the lanes: back in time", "h", "left"),
            row(EXCHANGE, MOVE, Action.RIGHT, "", "tab to the right; in the lanes: on in time", "l", "right"),
            row(ANYWHERE, MOVE, Action.PAGE_DOWN, "", "a page down", "pgdn", "ctrl-f"),
            row(ANYWHERE, MOVE, Action.PAGE_UP, "", "a page up", "pgup", "ctrl-b"),
            row(ANYWHERE, MOVE, Action.HALF_DOWN, "", "half a page down", "ctrl-d"),
            row(ANYWHERE, MOVE, Action.HALF_UP, "", "half a page up", "ctrl-u"),
            row(ANYWHERE, MOVE, Action.FIRST, "", "to the first", "g", "home"),
            row(ANYWHERE, MOVE, Action.LAST, "", "to the last", "G", "end"),
            row(SESSION, MOVE, Action.OPEN, "open", "open the exchange", "enter", "l", "right"),
            row(SERVED, SERVE, Action.SERVE_FRAME, "one frame", "let it have one more frame", "o"),
            row(SERVED, SERVE, Action.SERVE_OR_HOLD, "go on", "let it go on; hold it again", "c"),
            row(SERVED, SERVE, Action.SERVE_UNTIL, "", "let it go on until …", "u"),
            row(SERVED, SERVE, Action.SERVE_BROKEN, "break", "break what is still to come: drop, reset, …", "b"),
            row(SERVED, SERVE, Action.SERVED_MENU, "more", "on to a block, a finding …; speed; ends", "w"),
            row(EXCHANGE, MOVE, Action.NEXT_EXCHANGE, "", "the exchange after this one", "J"),
            row(EXCHANGE, MOVE, Action.PREVIOUS_EXCHANGE, "", "the exchange before this one", "K"),
            row(EXCHANGE, LEAVE, Action.BACK, "back", "back: out of the zoom, the search, the exchange", "q", "esc"),
            row(SESSION, LEAVE, Action.BACK, "quit", "quit", "q"),
            row(SESSION, LEAVE, Action.CLEAR, "", "forget the search and the filter", "esc"),
            row(ANYWHERE, LEAVE, Action.QUIT, "", "quit", "Q", "ctrl-c"),
            row(ANYWHERE, LEAVE, Action.SUSPEND, "", "to the shell; fg comes back", "ctrl-z"),
            row(EXCHANGE, SHOW, Action.NEXT_REGION, "region", "the next region", "tab"),
            row(EXCHANGE, SHOW, Action.PREVIOUS_REGION, "", "the region before", "shift-tab"),
            row(EXCHANGE, SHOW, Action.ZOOM, "zoom", "the region on the whole screen, and back", "enter"),
            row(EXCHANGE, SHOW, Action.NEXT_TAB, "", "the next tab of the detail", "t"),
            row(EXCHANGE, SHOW, Action.PREVIOUS_TAB, "", "the tab before", "alt-t"),
            row(EXCHANGE, SHOW, Action.PINGS, "", "hide pings, and show them", "p"),
            row(ANYWHERE, SHOW, Action.FOLLOW, "", "stay with the newest", "F"),
            row(EXCHANGE, SHOW, Action.AXIS_IN, "", "zoom the time axis in", "z", "+"),
            row(EXCHANGE, SHOW, Action.AXIS_OUT, "", "zoom the time axis out", "Z", "-"),
            row(EXCHANGE, SHOW, Action.AXIS_ALL, "", "the whole time axis", "0"),
            row(EXCHANGE, TIME, Action.PLAY, "play", "play, and pause", "space"),
            row(EXCHANGE, TIME, Action.STEP_FORWARD, "", "a frame forward", "."),
            row(EXCHANGE, TIME, Action.STEP_BACK, "", "a frame back", ","),
            row(EXCHANGE, TIME, Action.FASTER, "", "faster, up to 100x", ">"),
            row(EXCHANGE, TIME, Action.SLOWER, "", "slower, down to 0.1x", "<"),
            row(EXCHANGE, TIME, Action.IDLE_LIMIT, "", "no gap longer than 2 s, 1 s, 0.5 s, 0.2 s, as it was", "i"),
            row(EXCHANGE, TIME, Action.RELATIVE_TIME, "", "times relative to this row, and absolute again", "T"),
            row(ANYWHERE, FIND, Action.SEARCH, "search", "search in frames and in what they assembled into", "/"),
            row(ANYWHERE, FIND, Action.NEXT_HIT, "", "the next hit", "n"),
            row(ANYWHERE, FIND, Action.PREVIOUS_HIT, "", "the hit before", "N"),
            row(ANYWHERE, FIND, Action.NEXT_FINDING, "finding", "the next finding", "e"),
            row(ANYWHERE, FIND, Action.PREVIOUS_FINDING, "", "the finding before", "E"),
            row(EXCHANGE, FIND, Action.NEXT_STALL, "stall", "the next slow gap", "s"),
            row(EXCHANGE, FIND, Action.PREVIOUS_STALL, "", "the slow gap before", "S"),
            row(ANYWHERE, FIND, Action.FILTER, "filter", "filter: event: delta: block: gap:>2s size:>4k …", "f"),
            row(EXCHANGE, FIND, Action.GO_TO, "go to", "go to a frame or a time", ":"),
            row(EXCHANGE, FIND, Action.NEXT_BLOCK, "block", "the next content block", "}"),
            row(EXCHANGE, FIND, Action.PREVIOUS_BLOCK, "", "the content block before", "{"),
            row(EXCHANGE, FIND, Action.SET_MARK, "", "set a mark: m and a letter", "m"),
            row(EXCHANGE, FIND, Action.GO_TO_MARK, "", "go to a mark: ' and its letter", "'"),
            row(EXCHANGE, FIND, Action.NEXT_MARK, "", "the next mark", "]"),
            row(EXCHANGE, FIND, Action.PREVIOUS_MARK, "", "the mark before", "["),
            row(EXCHANGE, TAKE, Action.COPY, "copy", "copy the frame, block, input, message or a curl command", "y"),
            row(EXCHANGE, TAKE, Action.EXPORT, "", "export to a file", "x"),
            row(ANYWHERE, SHOW, Action.HELP, "help", "these keys", "?", "f1"),
            row(ANYWHERE, SHOW, Action.REDRAW, "", "draw everything anew", "ctrl-l"));

    private static final List<Map<String, Action>> KEYS =
            List.of(keys(false, false), keys(false, true), keys(true, false), keys(true, true));

    private Keymap() {}

    /** What the key does on that screen; {@code served}: where what is watched is being served. */
    public static Optional<Action> action(boolean exchange, boolean served, String key) {
        return Optional.ofNullable(
                KEYS.get((exchange ? 2 : 0) + (served ? 1 : 0)).get(key));
    }

    /** The bindings of that screen. */
    public static List<Binding> of(boolean exchange, boolean served) {
        return TABLE.stream().filter(b -> b.where().covers(exchange, served)).toList();
    }

    private static Map<String, Action> keys(boolean exchange, boolean served) {
        Map<String, Action> keys = new HashMap<>();
        for (Binding binding : of(exchange, served)) {
            for (String key : binding.keys()) {
                if (keys.put(key, binding.action()) != null) {
                    throw new IllegalStateException("two actions on the key " + key);
                }
            }
        }
        return Map.copyOf(keys);
    }

    private static Binding row(Where where, String group, Action action, String bar, String help, String... keys) {
        return new Binding(where, group, action, List.of(keys), bar, help);
    }
}
