package dev.wiretape.replay;

import dev.wiretape.recording.Payload;
import dev.wiretape.recording.fault.Spot;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * An answer that can be held: its frames, and how far it may go. But for what {@link #sent()} and {@link #isHeld()} say it belongs to
 * its client's event loop.
 */
final class Scene {
    final long id;
    final String request;
    final String recording;
    final List<Cue> cues;
    private final List<byte[]> frames = new ArrayList<>();
    private final List<Long> times = new ArrayList<>();
    private final BitSet stops = new BitSet();
    private Optional<Playback> playback = Optional.empty();
    private boolean stepping;
    private int mayReach;
    private final AtomicInteger sent = new AtomicInteger();
    private volatile boolean held;

    Scene(long id, String request, String recording, List<Cue> cues, Stepping how) {
        this.id = id;
        this.request = request;
        this.recording = recording;
        this.cues = FrameCues.of(cues);
        for (Cue cue : this.cues) {
            if (cue instanceof Cue.Chunk chunk) {
                frames.add(chunk.bytes().toBytes());
                times.add(cue.t());
            }
        }
        stepping = how.stepping();
        how.pauseAt().forEach(spot -> stops.or(spot.in(frames, times)));
    }

    void plays(Playback by) {
        playback = Optional.of(by);
    }

    Optional<Playback> playback() {
        return playback;
    }

    /** Whether the answer waits before the next frame. */
    boolean stopsHere() {
        return sent() >= mayReach && (stepping || stops.get(sent()));
    }

    /** A frame was sent. */
    void passed() {
        sent.incrementAndGet();
    }

    void held(boolean now) {
        held = now;
    }

    /** It may go on by so many frames. */
    void step(int count) {
        stepping = true;
        mayReach = sent() + count;
    }

    /** It may go on to the next place where it is to wait. */
    void run(Optional<Spot> until) {
        stepping = false;
        mayReach = sent() + 1;
        until.ifPresent(spot -> stops.or(spot.in(frames, times)));
    }

    int sent() {
        return sent.get();
    }

    int frames() {
        return frames.size();
    }

    boolean isHeld() {
        return held;
    }

    /** The frame that comes next, empty behind the last. */
    String next() {
        int next = sent();
        return next < frames.size() ? Payload.of(frames.get(next)).text() : "";
    }
}
