package dev.wiretape.tui.model;

import dev.wiretape.tui.tape.Hits;
import dev.wiretape.tui.tape.Library;
import dev.wiretape.tui.tape.Meaning;
import java.util.List;

/** What can happen to the viewer. */
public sealed interface Msg {
    /**
     * A key went down.
     *
     * @param name the character, or a word: {@code enter}, {@code esc}, {@code space}, {@code up}, {@code ctrl-f}, …
     */
    record Key(String name) implements Msg {}

    /** Text was pasted; it fires no keys. */
    record Paste(String text) implements Msg {}

    /** The mouse: a press of the left button, or one step of its wheel. Coordinates are cells from 0. */
    record Mouse(Kind kind, int x, int y) implements Msg {
        /** What the mouse did. */
        public enum Kind {
            /** A click. */
            PRESS,
            /** The wheel, away from the hand. */
            WHEEL_UP,
            /** The wheel, towards the hand. */
            WHEEL_DOWN
        }
    }

    /** The terminal has another size. */
    record Resized(int width, int height) implements Msg {}

    /** More was read. */
    record Grew(Library library) implements Msg {}

    /** More was understood of some exchanges. */
    record Understood(List<Meaning> meanings) implements Msg {}

    /** What the screen needs from the file has been fetched. */
    record Fetched(Close close) implements Msg {}

    /** A search got further. */
    record Searched(Hits hits) implements Msg {}

    /** Who is being served what by now. */
    record Serves(List<Served> answers) implements Msg {}

    /** Time passes. */
    record Tick(long nowMs) implements Msg {}

    /** Somebody asks us to end. */
    record Quit() implements Msg {}

    /** Something to tell the user. */
    record Notice(String text) implements Msg {}
}
