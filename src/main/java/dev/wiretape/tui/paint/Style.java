package dev.wiretape.tui.paint;

/** How a cell looks. */
public record Style(Ink ink, Paper paper, boolean bold, boolean underline) {
    /** Ordinary text on nothing special. */
    public static final Style PLAIN = of(Ink.NORMAL);

    /** Text of that meaning on nothing special. */
    public static Style of(Ink ink) {
        return new Style(ink, Paper.NORMAL, false, false);
    }

    /** The same on another paper. */
    public Style on(Paper newPaper) {
        return newPaper == paper ? this : new Style(ink, newPaper, bold, underline);
    }

    /** The same in bold. */
    public Style strong() {
        return new Style(ink, paper, true, underline);
    }

    /** The same underlined. */
    public Style underlined() {
        return new Style(ink, paper, bold, true);
    }
}
