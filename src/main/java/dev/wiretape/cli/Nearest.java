package dev.wiretape.cli;

import java.util.Comparator;
import java.util.Optional;
import java.util.stream.Stream;

/** The word somebody probably meant. */
final class Nearest {
    private Nearest() {}

    /** Of {@code known} the word with the fewest edits to {@code typed}, if that is less than half of it. */
    static Optional<String> to(String typed, Stream<String> known) {
        return known.min(Comparator.comparingInt(word -> edits(typed, word)))
                .filter(word -> 2 * edits(typed, word) < Math.max(typed.length(), word.length()));
    }

    /** Levenshtein's distance. */
    static int edits(String a, String b) {
        int[] above = new int[b.length() + 1];
        for (int j = 0; j <= b.length(); j++) {
            above[j] = j;
        }
        for (int i = 1; i <= a.length(); i++) {
            int[] row = new int[b.length() + 1];
            row[0] = i;
            for (int j = 1; j <= b.length(); j++) {
                int replaced = above[j - 1] + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
                row[j] = Math.min(replaced, 1 + Math.min(above[j], row[j - 1]));
            }
            above = row;
        }
        return above[b.length()];
    }
}
