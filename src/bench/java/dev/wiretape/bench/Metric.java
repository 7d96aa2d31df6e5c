package dev.wiretape.bench;

/**
 * One figure of a mode.
 *
 * @param key its name in the JSON
 * @param title its name and unit in the table
 * @param decimals digits printed after the point
 * @param compared whether its ratio to the other ways is worth printing
 */
record Metric(String key, String title, int decimals, boolean compared) {
    /** A figure that is compared with the other ways. */
    static Metric compared(String key, String title, int decimals) {
        return new Metric(key, title, decimals, true);
    }

    /** A figure that stands for itself. */
    static Metric plain(String key, String title, int decimals) {
        return new Metric(key, title, decimals, false);
    }
}
