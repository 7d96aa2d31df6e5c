package dev.wiretape.tui.tape;

import dev.wiretape.message.MessageSnapshot;
import dev.wiretape.recording.Line;
import dev.wiretape.timeline.ExchangeReport;
import dev.wiretape.timeline.Inspection;

/**
 * The message of one exchange as of any frame read so far. One thread reads on while others look back; the same frame
 * always gives the same message.
 */
public final class Story {
    private final Inspection inspection = new Inspection();
    private int frames;

    Story() {}

    /** The message after frame {@code frame}; that of no frames for -1. */
    public synchronized MessageSnapshot at(int frame) {
        return inspection.messageAt(frame);
    }

    /** The message after all frames read so far. */
    public synchronized MessageSnapshot last() {
        return inspection.messageAt(frames);
    }

    synchronized void add(Line line) {
        inspection.add(line);
        frames++;
    }

    synchronized ExchangeReport report() {
        return inspection.report();
    }
}
