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

    /** Levenshtein's distance, with two neighbours that changed places as one edit (Damerau). */
    static int edits(String a, String b) {
        int[][] edits = new int[a.length() + 1][b.length() + 1];
        for (int i = 0; i <= a.length(); i++) {
            for (int j = 0; j <= b.length(); j++) {
                if (i == 0 || j == 0) {
                    edits[i][j] = i + j;
                    continue;
                }
                int replaced = edits[i - 1][j - 1] + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
                edits[i][j] = Math.min(replaced, 1 + Math.min(edits[i - 1][j], edits[i][j - 1]));
                if (i > 1 && j > 1 && a.charAt(i - 1) == b.charAt(j - 2) && a.charAt(i - 2) == b.charAt(j - 1)) {
                    edits[i][j] = Math.min(edits[i][j], edits[i - 2][j - 2] + 1);
                }
            }
        }
        return edits[a.length()][b.length()];
    }
}
