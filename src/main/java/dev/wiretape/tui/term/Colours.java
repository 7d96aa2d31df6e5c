package dev.wiretape.tui.term;

import java.util.Locale;
import java.util.Map;

/**
 * What the terminal can show.
 *
 * @param depth how many colours
 * @param light whether its background is light
 * @param ascii whether it cannot show more than ASCII
 */
public record Colours(Depth depth, boolean light, boolean ascii) {
    /** How many colours. */
    public enum Depth {
        /** None: what is bold, underlined or reversed must do. */
        NONE,
        /** The sixteen that users choose themselves. */
        SIXTEEN,
        /** The fixed palette. */
        PALETTE,
        /** Any. */
        TRUE
    }

    /** What the environment says: {@code NO_COLOR}, {@code COLORTERM}, {@code TERM}, {@code COLORFGBG}, the locale. */
    public static Colours of(Map<String, String> environment) {
        String term = environment.getOrDefault("TERM", "");
        return new Colours(depth(environment, term), light(environment), ascii(environment, term));
    }

    private static Depth depth(Map<String, String> environment, String term) {
        if (!environment.getOrDefault("NO_COLOR", "").isEmpty() || term.equals("dumb") || term.startsWith("vt")) {
            return Depth.NONE;
        }
        String colorTerm = environment.getOrDefault("COLORTERM", "");
        if (colorTerm.equals("truecolor") || colorTerm.equals("24bit")) {
            return Depth.TRUE;
        }
        return term.contains("256") ? Depth.PALETTE : Depth.SIXTEEN;
    }

    private static boolean light(Map<String, String> environment) {
        String theme = environment.getOrDefault("WIRETAPE_THEME", "");
        if (!theme.isEmpty()) {
            return theme.equals("light");
        }
        String[] colours = environment.getOrDefault("COLORFGBG", "").split(";", -1);
        String background = colours[colours.length - 1];
        return background.equals("7") || background.equals("15");
    }

    private static boolean ascii(Map<String, String> environment, String term) {
        if (!environment.getOrDefault("WIRETAPE_ASCII", "").isEmpty()) {
            return true;
        }
        for (String name : new String[] {"LC_ALL", "LC_CTYPE", "LANG"}) {
            String locale = environment.getOrDefault(name, "").toUpperCase(Locale.ROOT);
            if (!locale.isEmpty()) {
                return !locale.contains("UTF-8") && !locale.contains("UTF8");
            }
        }
        return term.equals("dumb") || term.startsWith("vt");
    }
}
