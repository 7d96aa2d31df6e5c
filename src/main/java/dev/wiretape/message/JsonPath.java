package dev.wiretape.message;

import java.util.ArrayDeque;
import java.util.Deque;

/** Writes the way to the cursor: {@code $.edits[2].new_string}. */
final class JsonPath {
    private static final int LONGEST_KEY = 80;

    private JsonPath() {}

    static String of(JsonLevel innermost, Text text) {
        Deque<JsonLevel> levels = new ArrayDeque<>();
        for (JsonLevel level = innermost; level != null; level = level.parent()) {
            levels.push(level);
        }
        StringBuilder path = new StringBuilder("$");
        levels.forEach(level -> append(level, text, path));
        return path.toString();
    }

    private static void append(JsonLevel level, Text text, StringBuilder path) {
        if (!level.object()) {
            path.append('[').append(level.index()).append(']');
        } else if (level.keyStart() >= 0) {
            int start = Math.min(level.keyStart(), text.length());
            int end = level.keyEnd() < 0 ? text.length() : level.keyEnd();
            boolean cut = end - start > LONGEST_KEY;
            String key =
                    text.subSequence(start, cut ? start + LONGEST_KEY - 1 : end).toString() + (cut ? "…" : "");
            if (isName(key)) {
                path.append('.').append(key);
            } else {
                // As it stands in the text, escapes and all: what a person can search for there.
                path.append("[\"").append(key).append(level.keyEnd() < 0 ? "" : "\"]");
            }
        }
    }

    private static boolean isName(String key) {
        return key.chars().allMatch(c -> Character.isLetterOrDigit(c) || c == '_' || c == '-' || c == '$' || c == '…');
    }
}
