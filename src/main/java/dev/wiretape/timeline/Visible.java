package dev.wiretape.timeline;

/**
 * Text from the wire, harmless on a terminal: nothing in it can move the cursor, change colours, turn the direction of
 * reading or hide. Whatever could is shown as a mark: C0 controls and DEL as their Unicode pictures (U+2400 …), C1
 * controls, format characters (bidirectional, zero-width, tags), separators of lines, lone surrogates, private and
 * unassigned code points as a middle dot.
 */
public final class Visible {
    private static final int CONTROL_PICTURES = 0x2400;
    private static final int PICTURE_OF_DELETE = 0x2421;
    private static final int MARK = '·';

    private Visible() {}

    /** The text with marks in place of what is not to be let through. */
    public static String of(String text) {
        return of(text, Integer.MAX_VALUE);
    }

    /** The same of at most {@code limit} code points; where more would follow, the last is an ellipsis. */
    public static String of(String text, int limit) {
        StringBuilder visible = new StringBuilder(Math.min(text.length(), limit));
        int shown = 0;
        for (int at = 0; at < text.length(); shown++) {
            int codePoint = text.codePointAt(at);
            at += Character.charCount(codePoint);
            if (shown == limit - 1 && at < text.length()) {
                return visible.append('…').toString();
            }
            visible.appendCodePoint(of(codePoint));
        }
        return visible.toString();
    }

    /** What stands on the screen for a code point: itself or its mark. */
    public static int of(int codePoint) {
        if (codePoint < 0x20) {
            return CONTROL_PICTURES + codePoint;
        }
        if (codePoint < 0x7F) {
            return codePoint;
        }
        if (codePoint == 0x7F) {
            return PICTURE_OF_DELETE;
        }
        if (hides(codePoint)) {
            return MARK;
        }
        return switch (Character.getType(codePoint)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.SURROGATE,
                    Character.PRIVATE_USE,
                    Character.UNASSIGNED,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR -> MARK;
            default -> codePoint;
        };
    }

    /** Letters and marks that Unicode has for nothing to be seen: fillers, joiners, the Mongolian selectors. */
    private static boolean hides(int codePoint) {
        return switch (codePoint) {
            case 0x034F, 0x115F, 0x1160, 0x17B4, 0x17B5, 0x180B, 0x180C, 0x180D, 0x180F, 0x3164, 0xFFA0 -> true;
            default -> false;
        };
    }
}
