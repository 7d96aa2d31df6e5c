package dev.wiretape.message;

import java.util.Optional;

/**
 * Makes a value of the beginning of a JSON text, by the rules the official TypeScript client (1.10.0) applies to a tool
 * input that {@code max_tokens} cut, so that both come to the same value: what is not certainly whole is left out. That
 * is a string or word that did not end, a number after which nothing came, and a key without a value. Brackets still
 * open are closed.
 *
 * <p>Nothing is re-encoded: the value is the text's beginning and the brackets.
 */
public final class PartialJson {
    private final Text text;
    private final StringBuilder closers = new StringBuilder();
    private char before = ' ';
    private int keep;

    private PartialJson(Text text) {
        this.text = text;
    }

    /** The value of {@code beginning}, which must be the beginning of a JSON text; empty where nothing of it stays. */
    public static Optional<RawJson> close(Text beginning) {
        return new PartialJson(beginning).close();
    }

    private Optional<RawJson> close() {
        int at = 0;
        while (at < text.length()) {
            at = token(at);
        }
        if (keep == 0) {
            return Optional.empty();
        }
        String kept = text.subSequence(0, keep).toString().strip();
        return Optional.of(new RawJson(kept + closers.reverse()));
    }

    private int token(int at) {
        char c = text.charAt(at);
        switch (c) {
            case '{', '[' -> {
                closers.append(c == '{' ? '}' : ']');
                keep = at + 1;
            }
            case '}', ']' -> {
                closers.setLength(closers.length() - 1);
                keep = at + 1;
            }
            case ',', ':' -> {
                // Stays if what follows it does.
            }
            case '"' -> {
                return string(at);
            }
            case ' ', '\t', '\n', '\r' -> {
                return at + 1;
            }
            default -> {
                return word(at);
            }
        }
        before = c;
        return at + 1;
    }

    private int string(int at) {
        int end = at + 1;
        while (end < text.length() && text.charAt(end) != '"') {
            end += text.charAt(end) == '\\' ? 2 : 1;
        }
        if (end < text.length() && !isKey()) {
            keep = end + 1;
        }
        before = '"';
        return end + 1;
    }

    /** Whether a string that stands here is a key: in an object, and not behind a colon. */
    private boolean isKey() {
        return !closers.isEmpty() && closers.charAt(closers.length() - 1) == '}' && before != ':';
    }

    private int word(int at) {
        int end = at;
        while (end < text.length() && ",]} \t\n\r".indexOf(text.charAt(end)) < 0) {
            end++;
        }
        boolean number = "-0123456789".indexOf(text.charAt(at)) >= 0;
        int whole = text.charAt(at) == 'f' ? 5 : 4;
        if (number ? end < text.length() : end - at == whole) {
            keep = end;
        }
        before = 'w';
        return end;
    }
}
