package dev.wiretape.tui.term;

import com.googlecode.lanterna.TerminalPosition;
import com.googlecode.lanterna.input.CharacterPattern;
import com.googlecode.lanterna.input.KeyStroke;
import com.googlecode.lanterna.input.KeyType;
import com.googlecode.lanterna.input.MouseAction;
import com.googlecode.lanterna.input.MouseActionType;
import java.util.Collection;
import java.util.List;

/** What modern terminals send and the library does not know: the SGR mouse, and pasted text in brackets. */
final class Sequences {
    private static final String PASTE_BEGIN = "\033[200~";
    private static final String PASTE_END = "\033[201~";
    private static final int LONGEST_PASTE = 64 * 1024;
    private static final int LONGEST_MOUSE = 20;
    private static final int WHEEL = 64;
    private static final int MOTION = 32;

    private Sequences() {}

    /** Pasted text, as one key stroke. */
    static final class Pasted extends KeyStroke {
        private final String text;

        private Pasted(String text) {
            super(KeyType.Unknown);
            this.text = text;
        }

        String text() {
            return text;
        }

        @Override
        public boolean equals(Object other) {
            return other instanceof Pasted pasted && pasted.text.equals(text);
        }

        @Override
        public int hashCode() {
            return text.hashCode();
        }
    }

    static Collection<CharacterPattern> patterns() {
        return List.of(Sequences::paste, Sequences::mouse);
    }

    private static CharacterPattern.Matching paste(List<Character> seen) {
        int length = seen.size();
        if (!agrees(seen, 0, PASTE_BEGIN, Math.min(length, PASTE_BEGIN.length()))) {
            return null;
        }
        boolean ended = length >= PASTE_BEGIN.length() + PASTE_END.length()
                && agrees(seen, length - PASTE_END.length(), PASTE_END, PASTE_END.length());
        if (!ended && length < LONGEST_PASTE) {
            return CharacterPattern.Matching.NOT_YET;
        }
        int end = ended ? length - PASTE_END.length() : length;
        StringBuilder text = new StringBuilder(length);
        seen.subList(PASTE_BEGIN.length(), end).forEach(text::append);
        return new CharacterPattern.Matching(new Pasted(text.toString()));
    }

    private static boolean agrees(List<Character> seen, int from, String with, int length) {
        for (int i = 0; i < length; i++) {
            if (seen.get(from + i) != with.charAt(i)) {
                return false;
            }
        }
        return true;
    }

    /** {@code ESC [ < button ; column ; row M} for a press, {@code m} for a release. */
    private static CharacterPattern.Matching mouse(List<Character> seen) {
        int length = seen.size();
        if (!agrees(seen, 0, "\033[<", Math.min(length, 3)) || length > LONGEST_MOUSE) {
            return null;
        }
        char last = seen.get(length - 1);
        if (length <= 3 || last == ';' || (last >= '0' && last <= '9')) {
            return CharacterPattern.Matching.NOT_YET;
        }
        if (last != 'M' && last != 'm') {
            return null;
        }
        StringBuilder text = new StringBuilder();
        seen.subList(3, length - 1).forEach(text::append);
        String[] numbers = text.toString().split(";", -1);
        if (numbers.length != 3) {
            return null;
        }
        try {
            return new CharacterPattern.Matching(action(
                    Integer.parseInt(numbers[0]),
                    Integer.parseInt(numbers[1]) - 1,
                    Integer.parseInt(numbers[2]) - 1,
                    last == 'M'));
        } catch (NumberFormatException notAMouse) {
            return null;
        }
    }

    private static MouseAction action(int code, int column, int row, boolean press) {
        TerminalPosition at = new TerminalPosition(Math.max(0, column), Math.max(0, row));
        int button = code & 3;
        if ((code & WHEEL) != 0) {
            MouseActionType wheel = button == 0 ? MouseActionType.SCROLL_UP : MouseActionType.SCROLL_DOWN;
            return new MouseAction(button > 1 ? MouseActionType.MOVE : wheel, 0, at);
        }
        if ((code & MOTION) != 0) {
            return new MouseAction(MouseActionType.DRAG, button + 1, at);
        }
        return new MouseAction(press ? MouseActionType.CLICK_DOWN : MouseActionType.CLICK_RELEASE, button + 1, at);
    }
}
