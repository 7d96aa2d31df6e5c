package dev.wiretape.tui.term;

import com.googlecode.lanterna.SGR;
import com.googlecode.lanterna.TextCharacter;
import com.googlecode.lanterna.TextColor;
import java.util.EnumSet;

/** Glyphs as the terminal library counts them. */
final class Cells {
    private static final char EMOJI_FORM = '\uFE0F';
    private static final String PLACEHOLDER = "·";

    private Cells() {}

    /** How many cells the library believes the glyph to take. */
    static int of(String glyph) {
        if (glyph.length() == 1 && glyph.charAt(0) < 0x300) {
            return 1;
        }
        TextCharacter character = one(glyph, TextColor.ANSI.DEFAULT, TextColor.ANSI.DEFAULT, EnumSet.noneOf(SGR.class));
        return character.isDoubleWidth() ? 2 : 1;
    }

    /** The glyph as a character of the library that takes {@code cells} cells in its eyes. */
    static TextCharacter of(String glyph, int cells, TextColor ink, TextColor paper, EnumSet<SGR> look) {
        TextCharacter plain = one(glyph, ink, paper, look);
        if (plain.isDoubleWidth() == cells > 1) {
            return plain;
        }
        // A wide sign it thinks narrow counts as wide with the selector of its emoji form.
        TextCharacter other = one(cells > 1 ? glyph + EMOJI_FORM : PLACEHOLDER, ink, paper, look);
        if (other.isDoubleWidth() == cells > 1) {
            return other;
        }
        return one(cells > 1 ? PLACEHOLDER + EMOJI_FORM : PLACEHOLDER, ink, paper, look);
    }

    private static TextCharacter one(String glyph, TextColor ink, TextColor paper, EnumSet<SGR> look) {
        TextCharacter[] characters = TextCharacter.fromString(glyph, ink, paper, look);
        return characters.length == 1 ? characters[0] : TextCharacter.fromString(PLACEHOLDER, ink, paper, look)[0];
    }
}
