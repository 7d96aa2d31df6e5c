package dev.wiretape.message;

/** A text of a block, and how long it was at each frame. */
final class GrowingText {
    private final TextLog text = new TextLog();
    private final IntLog frames = new IntLog();
    private final IntLog ends = new IntLog();

    /** What {@code text} was at {@code frame}, where it may not have begun at all: null. */
    static Text at(GrowingText text, int frame) {
        return text == null ? Text.EMPTY : text.at(frame);
    }

    void add(int frame, String piece) {
        text.append(piece);
        frames.add(frame);
        ends.add(text.length());
    }

    private Text at(int frame) {
        int count = frames.countUpTo(frame);
        return text.prefix(count == 0 ? 0 : ends.get(count - 1));
    }
}
