package dev.wiretape.tui.model;

import dev.wiretape.tui.paint.Rect;
import java.util.Optional;

/** Where the tabs stand in the title of the detail. */
public final class TabBar {
    private TabBar() {}

    /** Cells before the first tab. */
    public static final int INDENT = 2;

    /** The column at which a tab begins, from the left edge of the detail. */
    public static int x(Rect detail, Tab tab) {
        int x = INDENT;
        for (Tab before : Tab.values()) {
            if (before == tab) {
                break;
            }
            x += label(detail, before).length() + 1;
        }
        return x;
    }

    /** What stands on a tab: with its number where there is room. */
    public static String label(Rect detail, Tab tab) {
        return detail.width() >= 76 ? tab.number() + " " + tab.word() : tab.word();
    }

    static Optional<Tab> at(Rect detail, int x) {
        for (Tab tab : Tab.values()) {
            int from = detail.x() + x(detail, tab);
            if (x >= from && x < from + label(detail, tab).length()) {
                return Optional.of(tab);
            }
        }
        return Optional.empty();
    }
}
