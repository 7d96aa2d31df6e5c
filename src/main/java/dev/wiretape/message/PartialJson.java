package dev.wiretape.message;

import java.util.Optional;

/**
 * Makes a value of the beginning of a JSON text, by the rules the official TypeScript client applies to a tool input
 * that {@code max_tokens} cut, so that both come to the same value: a string or word that did not end is left out, with
 * its key; and so is a string or number that stands last and follows a comma or an opening brace, since one cannot know
 * that it is a whole value. Brackets still open are closed. One difference: a number cut behind its {@code e} is left
 * out, where the client makes two numbers of it and joins them.
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
        if (end < text.length()) {
            keepUnlessUncertain(end + 1);
        }
        before = '"';
        return end + 1;
    }

    private int word(int at) {
        int end = at;
        while (end < text.length() && ",]} \t\n\r".indexOf(text.charAt(end)) < 0) {
            end++;
        }
        char first = text.charAt(at);
        char last = text.charAt(end - 1);
        if (first == '-' || (first >= '0' && first <= '9')) {
            if (last >= '0' && last <= '9') {
                keepUnlessUncertain(end);
            }
        } else if (end - at == (first == 'f' ? 5 : 4)) {
            keep = end;
        }
        before = 'w';
        return end;
    }

    private void keepUnlessUncertain(int end) {
        if (before != ',' && before != '{') {
            keep = end;
        }
    }
}
