package dev.wiretape.cli.diff;

/** As much of two long texts as shows where they part. */
final class Excerpt {
    private static final int BEFORE = 12;
    private static final int AFTER = 40;

    private Excerpt() {}

    /** Where the first character stands that differs; the length of the shorter, if that is all of it. */
    static int parting(CharSequence a, CharSequence b) {
        int same = 0;
        while (same < Math.min(a.length(), b.length()) && a.charAt(same) == b.charAt(same)) {
            same++;
        }
        return same;
    }

    /** From a little before {@code at}, with marks where something is left out. */
    static String around(CharSequence text, int at) {
        int from = at <= BEFORE ? 0 : at - BEFORE;
        int to = Math.min(text.length(), at + AFTER);
        return (from > 0 ? "…" : "") + text.subSequence(from, to) + (to < text.length() ? "…" : "");
    }
}
