package dev.wiretape.bench;

import java.util.Arrays;

/**
 * The arrivals of one replayed stream against the times of its recording.
 *
 * <p>When the server's clock for this stream began cannot be seen from outside. Two estimates: the stream's least late
 * frame was in time, or its first one was; the latter puts the first frame's lateness on all the others.
 */
final class PaceReceiver {
    private final long[] late;
    private final FrameReceiver frames;
    private int received;

    PaceReceiver(PaceRecording recording, double speed) {
        late = new long[recording.micros().size()];
        frames = new FrameReceiver(
                late.length,
                (sequence, stamp, now) -> late[received++] = now - recording.dueNanos((int) sequence, speed));
    }

    /** What the stream's bytes go into. */
    Receiver frames() {
        return frames;
    }

    /**
     * Adds what was measured, in nanoseconds.
     *
     * @param fromLeastLate lateness of every frame against the stream's least late one
     * @param fromFirst distance of every frame from where the first one puts it
     * @param lastFrame the last frame's lateness against the least late one, which grows with the length if it drifts
     */
    void addTo(Samples fromLeastLate, Samples fromFirst, Samples lastFrame) {
        long least = Arrays.stream(late, 0, received).min().orElse(0);
        for (int i = 0; i < received; i++) {
            fromLeastLate.add(late[i] - least);
            fromFirst.add(Math.abs(late[i] - late[0]));
        }
        if (received == late.length) {
            lastFrame.add(late[received - 1] - least);
        }
    }
}
