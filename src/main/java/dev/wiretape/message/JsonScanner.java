package dev.wiretape.message;

/**
 * Follows a JSON text (RFC 8259) character by character. Its whole memory is a few scalars and the chain of levels, so
 * that it can be saved and resumed anywhere at no cost. What it says at an offset does not depend on how the text was
 * fed.
 */
final class JsonScanner {
    private static final String TOO_DEEP = "nested deeper than 1,000 levels, which is not followed";

    private int chars;
    private long bytes;
    private JsonMode mode;
    private JsonLevel level;
    private boolean inKey;
    private int count;
    private char letter;
    private char last;
    private String why;

    JsonScanner() {
        this(JsonPlace.START);
    }

    JsonScanner(JsonPlace place) {
        chars = place.chars();
        bytes = place.bytes();
        mode = place.mode();
        level = place.level();
        inKey = place.inKey();
        count = place.count();
        letter = place.letter();
        last = place.last();
        why = place.why();
    }

    JsonPlace save() {
        return new JsonPlace(chars, bytes, mode, level, inKey, count, letter, last, why);
    }

    boolean broken() {
        return mode == JsonMode.BROKEN;
    }

    int chars() {
        return chars;
    }

    /** Reads on; a broken text is not read any further, its offset stays where it broke. */
    void scan(CharSequence text, int from, int to) {
        int at = from;
        while (at < to && mode != JsonMode.BROKEN) {
            if (mode == JsonMode.STRING) {
                at = plainRun(text, at, to);
                if (at == to) {
                    return;
                }
            }
            char c = text.charAt(at++);
            step(c);
            if (mode != JsonMode.BROKEN) {
                advance(c);
            }
        }
    }

    /** Skips what means nothing inside a string: the code units that neither end nor escape nor are forbidden. */
    private int plainRun(CharSequence text, int from, int to) {
        int at = from;
        int ascii = from;
        while (at < to) {
            char c = text.charAt(at);
            if (c == '"' || c == '\\' || c < ' ') {
                break;
            }
            at++;
            if (c >= 0x80) {
                advanceAscii(at - 1 - ascii);
                advance(c);
                ascii = at;
            }
        }
        advanceAscii(at - ascii);
        return at;
    }

    private void advanceAscii(int count) {
        if (count > 0) {
            chars += count;
            bytes += count;
            last = ' ';
        }
    }

    private void advance(char c) {
        chars++;
        if (c < 0x80) {
            bytes++;
        } else if (c < 0x800) {
            bytes += 2;
        } else if (Character.isLowSurrogate(c) && Character.isHighSurrogate(last)) {
            // The pair is four bytes, three of which were counted with its first half.
            bytes++;
        } else {
            bytes += 3;
        }
        last = c;
    }

    private void step(char c) {
        switch (mode) {
            case STRING -> inString(c);
            case ESCAPE -> escape(c);
            case HEX -> hex(c);
            case LITERAL -> literal(c);
            case VALUE, VALUE_OR_END, KEY_OR_END, KEY, COLON, AFTER_VALUE, DONE -> {
                if (c != ' ' && c != '\n' && c != '\r' && c != '\t') {
                    between(c);
                }
            }
            default -> number(c);
        }
    }

    private void between(char c) {
        switch (mode) {
            case VALUE -> value(c);
            case VALUE_OR_END -> {
                if (c == ']') {
                    close();
                } else {
                    value(c);
                }
            }
            case KEY_OR_END -> {
                if (c == '}') {
                    close();
                } else {
                    key(c, "a key or }");
                }
            }
            case KEY -> key(c, "a key");
            case COLON -> {
                if (c == ':') {
                    mode = JsonMode.VALUE;
                } else {
                    fail(c, "a colon");
                }
            }
            case AFTER_VALUE -> afterValue(c);
            default -> fail(c, "nothing more after the whole value");
        }
    }

    private void value(char c) {
        switch (c) {
            case '{' -> open(JsonLevel.inObject(level), JsonMode.KEY_OR_END);
            case '[' -> open(JsonLevel.inArray(level), JsonMode.VALUE_OR_END);
            case '"' -> {
                inKey = false;
                mode = JsonMode.STRING;
            }
            case '-' -> mode = JsonMode.MINUS;
            case '0' -> mode = JsonMode.ZERO;
            case '1', '2', '3', '4', '5', '6', '7', '8', '9' -> mode = JsonMode.INTEGER;
            case 't', 'f', 'n' -> {
                letter = c;
                count = 1;
                mode = JsonMode.LITERAL;
            }
            default -> fail(c, mode == JsonMode.VALUE_OR_END ? "a value or ]" : "a value");
        }
    }

    private void open(JsonLevel inner, JsonMode next) {
        if (inner.depth() > JsonText.MAX_DEPTH) {
            why = TOO_DEEP;
            mode = JsonMode.BROKEN;
        } else {
            level = inner;
            mode = next;
        }
    }

    private void close() {
        level = level.parent();
        mode = level == null ? JsonMode.DONE : JsonMode.AFTER_VALUE;
    }

    private void key(char c, String wanted) {
        if (c == '"') {
            level = level.keyFrom(chars + 1);
            inKey = true;
            mode = JsonMode.STRING;
        } else {
            fail(c, wanted);
        }
    }

    private void afterValue(char c) {
        if (c == ',') {
            level = level.next();
            mode = level.object() ? JsonMode.KEY : JsonMode.VALUE;
        } else if (c == (level.object() ? '}' : ']')) {
            close();
        } else {
            fail(c, level.object() ? "a comma or }" : "a comma or ]");
        }
    }

    private void inString(char c) {
        if (c == '\\') {
            mode = JsonMode.ESCAPE;
        } else if (c == '"') {
            if (inKey) {
                level = level.keyTo(chars);
                mode = JsonMode.COLON;
            } else {
                valueEnds();
            }
        } else {
            fail(c, "it escaped: no control character may stand in a string");
        }
    }

    private void escape(char c) {
        if (c == 'u') {
            count = 0;
            mode = JsonMode.HEX;
        } else if ("\"\\/bfnrt".indexOf(c) >= 0) {
            mode = JsonMode.STRING;
        } else {
            fail(c, "one of \"\\/bfnrtu after a backslash");
        }
    }

    private void hex(char c) {
        if (c < 0x80 && Character.digit(c, 16) >= 0) {
            count++;
            mode = count == 4 ? JsonMode.STRING : JsonMode.HEX;
        } else {
            fail(c, "four hexadecimal digits after \\u");
        }
    }

    private void literal(char c) {
        String word = letter == 't' ? "true" : letter == 'f' ? "false" : "null";
        if (c != word.charAt(count)) {
            fail(c, word);
        } else if (++count == word.length()) {
            valueEnds();
        }
    }

    private void number(char c) {
        boolean digit = c >= '0' && c <= '9';
        JsonMode next = mode.afterNumber(c);
        if (next != null) {
            mode = next;
        } else if (!mode.numberMayEnd()) {
            fail(c, "a digit");
        } else if ((level == null && !isSpace(c)) || digit || "+-.eE".indexOf(c) >= 0) {
            fail(c, mode == JsonMode.ZERO && digit ? "no digit after a leading 0" : "the end of the number");
        } else {
            valueEnds();
            step(c);
        }
    }

    private static boolean isSpace(char c) {
        return c == ' ' || c == '\n' || c == '\r' || c == '\t';
    }

    private void valueEnds() {
        mode = level == null ? JsonMode.DONE : JsonMode.AFTER_VALUE;
    }

    private void fail(char c, String wanted) {
        String found = c < ' ' || c == 0x7F || (c >= 0x80 && !Character.isLetterOrDigit(c))
                ? String.format("U+%04X", (int) c)
                : "'" + c + "'";
        why = "found " + found + ", wanted " + wanted;
        mode = JsonMode.BROKEN;
    }
}
