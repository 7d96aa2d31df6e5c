package dev.wiretape.message;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** Writes random JSON documents, and notes on the way where in them the cursor is at some offsets. */
final class RandomJson {
    private static final String[] STRING_PIECES = {
        "a",
        "b c",
        "\\n",
        "\\\"",
        "\\\\",
        "\\/",
        "\\u00e9",
        "\\ud83d\\ude00",
        "é",
        "😀",
        "漢",
        "{",
        "]",
        ",",
        ":",
        "\u007F",
        "\\uD800",
        ""
    };
    private static final String[] NUMBERS = {
        "0", "-0", "7", "12", "-3.25", "1e5", "1E-2", "0.5e+10", "9007199254740993", "123456789012345678901234567890"
    };
    private static final String[] SPACES = {"", "", "", " ", "\n", "\t ", "\r\n"};
    private static final String[] KEYS = {"a", "new_string", "x y", "é", "\\u0041", "", "k-1", "$id", "a.b"};

    /** What the follower should say after the first {@code offset} code units. */
    record Mark(int offset, JsonState state, String path) {}

    private final Random random;
    private final StringBuilder out = new StringBuilder();
    private final List<Mark> marks = new ArrayList<>();

    private RandomJson(Random random) {
        this.random = random;
    }

    static String document(Random random) {
        return write(random).out.toString();
    }

    static RandomJson write(Random random) {
        RandomJson writer = new RandomJson(random);
        writer.space();
        writer.value("$", 0);
        writer.space();
        return writer;
    }

    String text() {
        return out.toString();
    }

    List<Mark> marks() {
        return marks;
    }

    /** {@code document} with one to three small damages. */
    static String damage(Random random, String document) {
        StringBuilder text = new StringBuilder(document);
        for (int i = 1 + random.nextInt(3); i > 0 && !text.isEmpty(); i--) {
            int at = random.nextInt(text.length());
            switch (random.nextInt(6)) {
                case 0 -> text.deleteCharAt(at);
                case 1 -> text.insert(at, anyChar(random));
                case 2 -> text.setCharAt(at, anyChar(random));
                case 3 -> text.setLength(at);
                case 4 -> text.insert(at, text.charAt(random.nextInt(text.length())));
                default -> {
                    int to = Math.min(text.length(), at + 1 + random.nextInt(4));
                    text.append(text.substring(at, to));
                }
            }
        }
        return text.toString();
    }

    private static char anyChar(Random random) {
        String alphabet = "{}[]:,\"\\ \n\t0123456789-+.eEtrufalsn/bx'\u0000\u001F\u007F\u00A0\uFEFF\uD83D\uDE00é";
        return alphabet.charAt(random.nextInt(alphabet.length()));
    }

    private void value(String path, int depth) {
        switch (random.nextInt(depth > 4 ? 4 : 7)) {
            case 0 -> string(path);
            case 1 -> {
                out.append(pick(NUMBERS));
                mark(JsonState.IN_NUMBER, path);
            }
            case 2 -> {
                String word = pick(new String[] {"true", "false", "null"});
                out.append(word, 0, 2);
                mark(JsonState.IN_LITERAL, path);
                out.append(word.substring(2));
            }
            case 3 -> out.append(pick(new String[] {"{}", "[]", "\"\"", "{ }", "[ ]"}));
            case 4, 5 -> object(path, depth);
            default -> array(path, depth);
        }
    }

    private void object(String path, int depth) {
        out.append('{');
        mark(JsonState.BETWEEN, path);
        for (int i = random.nextInt(4); i >= 0; i--) {
            space();
            String key = pick(KEYS);
            out.append('"').append(key);
            boolean name = key.chars().allMatch(c -> Character.isLetterOrDigit(c) || "_-$".indexOf(c) >= 0);
            mark(
                    key.endsWith("1") || !key.startsWith("\\") ? JsonState.IN_KEY : null,
                    path + (name ? "." + key : "[\"" + key));
            out.append('"');
            String inner = path + (name ? "." + key : "[\"" + key + "\"]");
            space();
            mark(JsonState.BETWEEN, inner);
            out.append(':');
            space();
            value(inner, depth + 1);
            space();
            out.append(i == 0 ? "" : ",");
        }
        out.append('}');
    }

    private void array(String path, int depth) {
        out.append('[');
        int elements = 1 + random.nextInt(4);
        for (int i = 0; i < elements; i++) {
            space();
            mark(JsonState.BETWEEN, path + "[" + i + "]");
            value(path + "[" + i + "]", depth + 1);
            space();
            out.append(i == elements - 1 ? "" : ",");
        }
        out.append(']');
    }

    private void string(String path) {
        out.append('"');
        mark(JsonState.IN_STRING, path);
        for (int i = random.nextInt(5); i > 0; i--) {
            out.append(pick(STRING_PIECES));
            mark(JsonState.IN_STRING, path);
        }
        if (random.nextInt(4) == 0) {
            out.append("\\");
            mark(JsonState.IN_ESCAPE, path);
            out.append("u1");
            mark(JsonState.IN_ESCAPE, path);
            out.append("23f");
        }
        out.append('"');
    }

    private void mark(JsonState state, String path) {
        if (state != null) {
            marks.add(new Mark(out.length(), state, path));
        }
    }

    private void space() {
        out.append(pick(SPACES));
    }

    private String pick(String[] from) {
        return from[random.nextInt(from.length)];
    }
}
