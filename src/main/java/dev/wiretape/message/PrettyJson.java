package dev.wiretape.message;

import java.io.IOException;
import java.io.UncheckedIOException;

/**
 * Indents JSON that is written through it, and changes nothing but the white space between its tokens. The JSON may
 * stop anywhere: what has come is indented. Nothing is held back but white space.
 */
public final class PrettyJson implements Appendable {
    private static final String INDENT = "  ";

    private final Appendable out;
    private int depth;
    private boolean inString;
    private boolean escaped;
    private boolean afterOpen;

    /** Indents what is written to it into {@code out}. */
    public PrettyJson(Appendable out) {
        this.out = out;
    }

    /** {@code json}, or the beginning of one, indented. */
    public static String of(CharSequence json) {
        StringBuilder out = new StringBuilder(json.length() + json.length() / 4);
        try {
            new PrettyJson(out).append(json);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return out.toString();
    }

    @Override
    public PrettyJson append(CharSequence text) throws IOException {
        return append(text, 0, text.length());
    }

    @Override
    public PrettyJson append(CharSequence text, int start, int end) throws IOException {
        int at = start;
        while (at < end) {
            int plain = at;
            while (inString && !escaped && plain < end && text.charAt(plain) != '"' && text.charAt(plain) != '\\') {
                plain++;
            }
            if (plain > at) {
                out.append(text, at, plain);
                at = plain;
            } else {
                append(text.charAt(at++));
            }
        }
        return this;
    }

    @Override
    public PrettyJson append(char c) throws IOException {
        if (inString) {
            out.append(c);
            inString = escaped || c != '"';
            escaped = !escaped && c == '\\';
            return this;
        }
        if (c == ' ' || c == '\n' || c == '\r' || c == '\t') {
            return this;
        }
        if (afterOpen && c != '}' && c != ']') {
            newLine();
        }
        switch (c) {
            case '{', '[' -> {
                out.append(c);
                depth++;
            }
            case '}', ']' -> {
                depth = Math.max(0, depth - 1);
                if (!afterOpen) {
                    newLine();
                }
                out.append(c);
            }
            case ',' -> {
                out.append(c);
                newLine();
            }
            case ':' -> out.append(": ");
            default -> {
                out.append(c);
                inString = c == '"';
            }
        }
        afterOpen = c == '{' || c == '[';
        return this;
    }

    private void newLine() throws IOException {
        out.append('\n');
        for (int i = 0; i < depth; i++) {
            out.append(INDENT);
        }
    }
}
