package dev.wiretape.replay;

import java.util.regex.Pattern;

/** Recorded text in which secrets were replaced by placeholders, compared with what a client sends. */
final class Masked {
    private static final String BEGIN = "<redacted:";
    private static final Pattern PLACEHOLDER = Pattern.compile("<redacted:[A-Za-z0-9_-]+:[0-9a-f]{8}>");

    private Masked() {}

    /** Whether a recorder has taken something out of {@code recorded}. */
    static boolean isIn(String recorded) {
        return recorded.contains(BEGIN) && PLACEHOLDER.matcher(recorded).find();
    }

    /** Whether the two are equal, but for what stands in {@code asked} where {@code recorded} has placeholders. */
    static boolean same(String recorded, String asked) {
        if (recorded.equals(asked)) {
            return true;
        }
        if (!isIn(recorded)) {
            return false;
        }
        String[] kept = PLACEHOLDER.split(recorded, -1);
        String last = kept[kept.length - 1];
        if (!asked.startsWith(kept[0]) || !asked.endsWith(last)) {
            return false;
        }
        int at = kept[0].length();
        for (int i = 1; i < kept.length - 1; i++) {
            int found = asked.indexOf(kept[i], at);
            if (found < 0) {
                return false;
            }
            at = found + kept[i].length();
        }
        return at + last.length() <= asked.length();
    }
}
