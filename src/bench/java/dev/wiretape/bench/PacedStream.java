package dev.wiretape.bench;

import java.io.IOException;
import java.nio.ByteBuffer;

/** A stream whose frames are due at fixed times, each stamped right before it is written. */
final class PacedStream implements Comparable<PacedStream> {
    private final UpstreamConnection connection;
    private final Script script;
    private final ByteBuffer chunk = Frames.chunks(1);
    private long sequence;
    private long due;

    PacedStream(UpstreamConnection connection, Script script) {
        this.connection = connection;
        this.script = script;
        long now = System.nanoTime();
        due = now - now % script.intervalNanos() + script.intervalNanos() + script.phaseNanos();
    }

    /** When the next frame is due, nanoseconds of the monotonic clock. */
    long due() {
        return due;
    }

    /** Sends the next frame; false when the stream is over, well or not. */
    boolean sendNext() {
        try {
            Frames.restamp(chunk, 0, sequence, System.nanoTime());
            connection.writeFully(chunk.rewind());
            sequence++;
            due += script.intervalNanos();
            if (sequence < script.frames()) {
                return true;
            }
            connection.writeEnd();
        } catch (IOException gone) {
            connection.close();
        }
        return false;
    }

    @Override
    public int compareTo(PacedStream other) {
        return Long.compare(due, other.due);
    }

    @Override
    public boolean equals(Object other) {
        return this == other;
    }

    @Override
    public int hashCode() {
        return System.identityHashCode(this);
    }
}
