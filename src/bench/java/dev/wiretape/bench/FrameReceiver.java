package dev.wiretape.bench;

import java.nio.ByteBuffer;
import java.util.Optional;

/** Checks a stream frame by frame and tells the time of each. */
final class FrameReceiver implements Receiver {
    /** Is told of every frame that came intact and in order. */
    interface Listener {
        /** Takes a frame's number, the stamp it carries and the time it was read, both nanoseconds. */
        void frame(long sequence, long stampNanos, long nowNanos);
    }

    private final long expected;
    private final Listener listener;
    private final byte[] frame = new byte[Frames.SIZE];
    private int filled;
    private long received;
    private String flaw = "";

    /** A receiver that only checks. */
    FrameReceiver(long expected) {
        this(expected, (sequence, stamp, now) -> {});
    }

    FrameReceiver(long expected, Listener listener) {
        this.expected = expected;
        this.listener = listener;
    }

    @Override
    public void accept(ByteBuffer span, long nowNanos) {
        while (span.hasRemaining()) {
            int part = Math.min(span.remaining(), frame.length - filled);
            span.get(frame, filled, part);
            filled += part;
            if (filled == frame.length) {
                filled = 0;
                check(nowNanos);
            }
        }
    }

    private void check(long nowNanos) {
        if (Frames.intact(frame) && Frames.sequence(frame) == received) {
            listener.frame(received, Frames.stamp(frame), nowNanos);
        } else if (flaw.isEmpty()) {
            flaw = "frame " + received + " is damaged or out of order";
        }
        received++;
    }

    @Override
    public Optional<String> flaw() {
        if (!flaw.isEmpty()) {
            return Optional.of(flaw);
        }
        boolean whole = received == expected && filled == 0;
        return whole ? Optional.empty() : Optional.of(received + " of " + expected + " frames");
    }

    @Override
    public long frames() {
        return received;
    }

    @Override
    public void reset() {
        received = 0;
        filled = 0;
    }
}
