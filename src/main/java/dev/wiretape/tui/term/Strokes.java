package dev.wiretape.tui.term;

import com.googlecode.lanterna.input.KeyStroke;
import com.googlecode.lanterna.input.KeyType;
import com.googlecode.lanterna.input.MouseAction;
import com.googlecode.lanterna.input.MouseActionType;
import dev.wiretape.tui.model.Msg;
import java.util.Map;
import java.util.Optional;

/** What the terminal sent, as a message. */
public final class Strokes {
    private static final Map<KeyType, String> NAMES = Map.ofEntries(
            Map.entry(KeyType.Enter, "enter"),
            Map.entry(KeyType.Escape, "esc"),
            Map.entry(KeyType.Tab, "tab"),
            Map.entry(KeyType.ReverseTab, "shift-tab"),
            Map.entry(KeyType.Backspace, "backspace"),
            Map.entry(KeyType.Delete, "delete"),
            Map.entry(KeyType.ArrowUp, "up"),
            Map.entry(KeyType.ArrowDown, "down"),
            Map.entry(KeyType.ArrowLeft, "left"),
            Map.entry(KeyType.ArrowRight, "right"),
            Map.entry(KeyType.PageUp, "pgup"),
            Map.entry(KeyType.PageDown, "pgdn"),
            Map.entry(KeyType.Home, "home"),
            Map.entry(KeyType.End, "end"),
            Map.entry(KeyType.F1, "f1"));

    private static final Map<MouseActionType, Msg.Mouse.Kind> MOUSE = Map.of(
            MouseActionType.CLICK_DOWN, Msg.Mouse.Kind.PRESS,
            MouseActionType.SCROLL_UP, Msg.Mouse.Kind.WHEEL_UP,
            MouseActionType.SCROLL_DOWN, Msg.Mouse.Kind.WHEEL_DOWN);

    private Strokes() {}

    /** The message; empty for what means nothing to us. */
    public static Optional<Msg> message(KeyStroke stroke) {
        if (stroke instanceof Sequences.Pasted pasted) {
            return Optional.of(new Msg.Paste(pasted.text()));
        }
        if (stroke instanceof MouseAction mouse) {
            return Optional.ofNullable(MOUSE.get(mouse.getActionType()))
                    .map(kind -> new Msg.Mouse(
                            kind,
                            mouse.getPosition().getColumn(),
                            mouse.getPosition().getRow()));
        }
        if (stroke.getKeyType() == KeyType.Character) {
            return Optional.of(new Msg.Key(character(stroke)));
        }
        return Optional.ofNullable(NAMES.get(stroke.getKeyType()))
                .map(name -> new Msg.Key((stroke.isCtrlDown() ? "ctrl-" : "") + name));
    }

    private static String character(KeyStroke stroke) {
        char c = stroke.getCharacter();
        String name = c == ' ' ? "space" : String.valueOf(c);
        return (stroke.isCtrlDown() ? "ctrl-" : "") + (stroke.isAltDown() ? "alt-" : "") + name;
    }
}
