package dev.wiretape.tui.view;

import dev.wiretape.tui.paint.Canvas;
import dev.wiretape.tui.paint.Ink;
import dev.wiretape.tui.paint.Style;
import dev.wiretape.tui.tape.LineKind;
import dev.wiretape.tui.tape.Remark;
import dev.wiretape.tui.tape.Rows;

/** Small things that several views draw. */
final class Pieces {
    private static final String EIGHTHS = "▏▎▍▌▋▊▉█";

    private Pieces() {}

    /** The title of a region: a line with a name in it, and something to the right. */
    static void title(Canvas canvas, String name, String right, boolean focused) {
        Style rule = Style.of(focused ? Ink.FOCUS : Ink.RULE);
        canvas.line(0, 0, canvas.width(), canvas.signs().horizontal(), rule);
        Style style = focused ? Style.of(Ink.FOCUS).strong() : Style.of(Ink.DIM);
        int end = name.isEmpty() ? 0 : canvas.text(1, 0, " " + name + " ", style);
        if (!right.isEmpty() && end + right.length() + 4 < canvas.width()) {
            canvas.right(canvas.width() - 1, 0, " " + right + " ", Style.of(Ink.DIM));
        }
    }

    /** The colour of what a row is about. */
    static Ink ink(Rows rows, int row) {
        if (rows.kind(row) != LineKind.FRAME) {
            return switch (rows.kind(row)) {
                case DAMAGED, PARTIAL -> Ink.ERROR;
                case PAUSED, RESUMED -> Ink.WARNING;
                default -> Ink.INFO;
            };
        }
        return ink(rows.event(row), rows.delta(row));
    }

    static Ink ink(String event, String delta) {
        return switch (event) {
            case "ping" -> Ink.DIM;
            case "error" -> Ink.ERROR;
            case "message_start", "message_delta", "message_stop" -> Ink.FRAME;
            case "content_block_stop" -> Ink.DIM;
            default -> ofType(delta);
        };
    }

    /** The colour of a block or a delta of that type. */
    static Ink ofType(String type) {
        if (type.contains("tool") || type.startsWith("input_json")) {
            return Ink.TOOL;
        }
        if (type.contains("thinking") || type.startsWith("signature")) {
            return Ink.THINKING;
        }
        return type.startsWith("text") || type.startsWith("citation") ? Ink.TEXT : Ink.NORMAL;
    }

    static Ink ink(Remark.Level level) {
        return switch (level) {
            case ERROR -> Ink.ERROR;
            case WARNING -> Ink.WARNING;
            case INFO -> Ink.INFO;
        };
    }

    /** One letter for a level: the letter says what the colour says. */
    static String letter(Remark.Level level) {
        return level.name().substring(0, 1);
    }

    /** A bar of {@code cells} cells, filled to {@code share}. */
    static String bar(Canvas canvas, double share, int cells) {
        int eighths = (int) Math.round(Math.max(0, Math.min(1, share)) * cells * 8);
        if (canvas.signs().ascii()) {
            return "#".repeat((eighths + 4) / 8);
        }
        String full = EIGHTHS.substring(7).repeat(eighths / 8);
        return eighths % 8 == 0 ? full : full + EIGHTHS.charAt(eighths % 8 - 1);
    }
}
