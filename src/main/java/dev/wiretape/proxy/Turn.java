package dev.wiretape.proxy;

import dev.wiretape.recording.LineBuffer;
import java.util.ArrayDeque;
import java.util.Queue;

/**
 * The read of a connection that an event loop is working on. What it causes to be written, to whatever connection of the
 * loop, leaves in one system call each when the read is done, and what it causes to be recorded in one before that;
 * nothing is held longer.
 */
final class Turn {
    private final LineBuffer lines = new LineBuffer();
    private final Queue<ReadBatch> unflushed = new ArrayDeque<>();
    private boolean running;

    /** The buffer through which everything is recorded that lives on this event loop. */
    LineBuffer lines() {
        return lines;
    }

    /** A read begins, if none runs; whether none did. */
    boolean begin() {
        boolean outermost = !running;
        running = true;
        lines.hold();
        return outermost;
    }

    /** What the read has caused leaves: first what is recorded, to the operating system, then what it is about. */
    void end() {
        running = false;
        lines.release();
        for (ReadBatch batch = unflushed.poll(); batch != null; batch = unflushed.poll()) {
            batch.flushIfDue();
        }
    }

    /** Whether a read runs; then the batch is flushed at its end. */
    boolean defers(ReadBatch batch) {
        if (running) {
            unflushed.add(batch);
        }
        return running;
    }
}
