package dev.wiretape.tui.view;

import dev.wiretape.tui.paint.Ink;
import dev.wiretape.tui.paint.Paper;
import dev.wiretape.tui.paint.Style;

/**
 * JSON laid out as far as it has come: it may end anywhere, and from {@code fault} on it is none and stands as it came.
 * What the last fragment added is on its own paper.
 */
final class PrettyJson {
    private static final int INDENT = 2;

    private final Doc doc;
    private final CharSequence json;
    private final int fresh;
    private final int fault;
    private int depth;
    private boolean inString;
    private boolean isKey;
    private boolean opened;

    private PrettyJson(Doc doc, CharSequence json, int fresh, int fault) {
        this.doc = doc;
        this.json = json;
        this.fresh = fresh;
        this.fault = fault;
    }

    /**
     * Adds {@code json} to {@code doc}.
     *
     * @param fresh where the newest fragment begins; the text's length if there is none
     * @param fault where it stops being JSON; the text's length if it does not
     */
    static void add(Doc doc, CharSequence json, int fresh, int fault) {
        new PrettyJson(doc, json, fresh, fault).run();
    }

    private void run() {
        int end = Math.min(fault, json.length());
        for (int i = 0; i < end; i++) {
            char c = json.charAt(i);
            if (inString) {
                i = string(i, c, end);
            } else {
                outside(i, c);
            }
        }
        if (end < json.length()) {
            doc.add("<<< not JSON from here >>> ", Style.of(Ink.ERROR).strong());
            put(json.subSequence(end, json.length()).toString(), end, Ink.ERROR);
        }
    }

    private int string(int i, char c, int end) {
        if (c == '\\' && i + 1 < end) {
            char escaped = json.charAt(i + 1);
            put("\\" + escaped, i, Ink.INFO);
            if (escaped == 'n' && !isKey) {
                // A line of a file or a command: shown as one.
                newline(depth + 1);
            }
            return i + 1;
        }
        inString = c != '"';
        put(String.valueOf(c), i, isKey ? Ink.FRAME : Ink.NORMAL);
        return i;
    }

    private void outside(int i, char c) {
        switch (c) {
            case ' ', '\t', '\n', '\r' -> {
                // Laid out anew.
            }
            case '{', '[' -> {
                value();
                put(String.valueOf(c), i, Ink.DIM);
                depth++;
                opened = true;
            }
            case '}', ']' -> {
                depth = Math.max(0, depth - 1);
                if (!opened) {
                    newline(depth);
                }
                opened = false;
                put(String.valueOf(c), i, Ink.DIM);
            }
            case ',' -> {
                put(",", i, Ink.DIM);
                newline(depth);
            }
            case ':' -> {
                put(": ", i, Ink.DIM);
                isKey = false;
            }
            default -> {
                value();
                inString = c == '"';
                isKey = inString && keyFollows(i);
                put(String.valueOf(c), i, isKey ? Ink.FRAME : inString ? Ink.NORMAL : Ink.INFO);
            }
        }
    }

    private void value() {
        if (opened) {
            newline(depth);
            opened = false;
        }
    }

    /** Whether the string at {@code i} is a key: what stands before it, white space apart, opens an object or a member. */
    private boolean keyFollows(int i) {
        int at = i - 1;
        while (at >= 0 && json.charAt(at) <= ' ') {
            at--;
        }
        if (at < 0) {
            return false;
        }
        return json.charAt(at) == '{' || (json.charAt(at) == ',' && insideObject(at));
    }

    private boolean insideObject(int comma) {
        int open = 0;
        boolean text = false;
        for (int i = comma - 1; i >= 0; i--) {
            char c = json.charAt(i);
            if (c == '"' && !escaped(i)) {
                text = !text;
            } else if (!text && (c == '}' || c == ']')) {
                open++;
            } else if (!text && (c == '{' || c == '[') && open-- == 0) {
                return c == '{';
            }
        }
        return false;
    }

    private boolean escaped(int quote) {
        int slashes = 0;
        while (quote - slashes > 0 && json.charAt(quote - slashes - 1) == '\\') {
            slashes++;
        }
        return slashes % 2 == 1;
    }

    private void newline(int level) {
        doc.end();
        doc.add(" ".repeat(Math.min(40, level * INDENT)));
    }

    private void put(String text, int at, Ink ink) {
        Style style = Style.of(ink);
        doc.add(text, at >= fresh ? style.on(Paper.FRESH) : style);
    }
}
