package dev.wiretape.message;

import java.util.ArrayList;
import java.util.List;

/** A {@link Change} in the making. */
final class Draft {
    final int frame;
    final Change.Kind kind;
    final String type;
    int block = Change.NO_BLOCK;
    String deltaType = "";
    Part part = Part.OTHER;
    int chars;
    int bytes;
    private List<Oddity> oddities = List.of();

    Draft(int frame, Change.Kind kind, String type) {
        this.frame = frame;
        this.kind = kind;
        this.type = type;
    }

    void odd(Oddity.Kind odd, String detail) {
        odd(new Oddity(odd, block, detail));
    }

    void odd(Oddity odd) {
        if (oddities.isEmpty()) {
            oddities = new ArrayList<>(2);
        }
        oddities.add(odd);
    }

    void added(Part to, String text) {
        part = to;
        chars = text.length();
        bytes = utf8Length(text);
    }

    Change done() {
        List<Oddity> odd = oddities.isEmpty() ? oddities : List.copyOf(oddities);
        return new Change(frame, kind, type, block, deltaType, part, chars, bytes, odd);
    }

    /** The bytes of {@code text} in UTF-8; half a surrogate pair counts as half of its four. */
    private static int utf8Length(String text) {
        int length = text.length();
        int bytes = length;
        for (int i = 0; i < length; i++) {
            char c = text.charAt(i);
            if (c >= 0x80) {
                bytes += c < 0x800 || Character.isSurrogate(c) ? 1 : 2;
            }
        }
        return bytes;
    }
}
