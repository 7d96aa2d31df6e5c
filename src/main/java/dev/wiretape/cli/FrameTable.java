package dev.wiretape.cli;

import dev.wiretape.timeline.FrameRow;
import dev.wiretape.timeline.Visible;
import java.io.PrintStream;

/** One line per frame: number, time, gap, event, block, kind, size, preview. Padded by hand, for there may be millions. */
final class FrameTable {
    private static final int PREVIEW = 60;

    private final PrintStream out;
    private final boolean timed;
    private final StringBuilder line = new StringBuilder();
    private long last;
    private boolean begun;

    /** A table on {@code out}; where no times are known they are dashes. */
    FrameTable(PrintStream out, boolean timed) {
        this.out = out;
        this.timed = timed;
    }

    /** The next row's gap is counted from here, µs since the exchange began. */
    void from(long t) {
        last = t;
    }

    void row(FrameRow row) {
        String block = row.block().isPresent() ? Long.toString(row.block().getAsLong()) : "";
        print(Long.toString(row.n()), row.t(), row.event().orElse("-"), block, row.kind(), row.size(), row.preview());
    }

    /** A row about something that is no frame. */
    void note(long t, String what, int size, String text) {
        print("", t, what, "", "", size, Visible.of(text, PREVIEW));
    }

    /** The same at the time of the row before. */
    void note(String what, String text) {
        note(last, what, 0, text);
    }

    private void print(String n, long t, String event, String block, String kind, int size, String preview) {
        if (!begun) {
            begun = true;
            columns("#", "time ms", "gap ms", "event", "blk", "kind", "bytes", "preview");
        }
        String shown = Visible.of(preview, PREVIEW);
        columns(n, time(t), time(t - last), event, block, kind, Integer.toString(size), shown);
        last = t;
    }

    private void columns(
            String n, String t, String gap, String event, String block, String kind, String size, String preview) {
        line.setLength(0);
        right(n, 5);
        right(t, 10);
        right(gap, 9);
        line.append("  ");
        left(event, 19);
        right(block, 4);
        line.append("  ");
        left(kind, 16);
        right(size, 7);
        line.append("  ").append(preview);
        int end = line.length();
        while (end > 0 && line.charAt(end - 1) == ' ') {
            end--;
        }
        line.setLength(end);
        out.println(line);
    }

    private void right(String text, int width) {
        line.append(" ".repeat(Math.max(0, width - text.length()))).append(text);
    }

    private void left(String text, int width) {
        line.append(text).append(" ".repeat(Math.max(0, width - text.length())));
    }

    private String time(long micros) {
        return timed ? milliseconds(micros) : "–";
    }

    /** Microseconds as milliseconds with one decimal, cut off. */
    static String milliseconds(long micros) {
        return (micros < 0 ? "-" : "") + Math.abs(micros / 1000) + "." + Math.abs(micros / 100 % 10);
    }
}
