package dev.wiretape.replay;

import dev.wiretape.recording.Entry;
import dev.wiretape.recording.Payload;
import dev.wiretape.recording.fault.Fault;
import dev.wiretape.recording.fault.Sights;
import dev.wiretape.recording.fault.Spot;
import dev.wiretape.timeline.Landmarks;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * An answer that can be held: its frames, and how far it may go. But for what {@link #sent()}, {@link #frames()}, {@link
 * #next()} and {@link #isHeld()} say it belongs to its client's event loop.
 */
final class Scene {
    final long id;
    final About about;
    private final List<Spot> pauseAt;
    private final AtomicInteger sent = new AtomicInteger();
    private List<Cue> cues;
    private volatile List<Cue.Chunk> frames;
    private BitSet stops;
    private OptionalInt runsTo = OptionalInt.empty();
    private Optional<Playback> playback = Optional.empty();
    private volatile boolean stepping;
    private volatile int mayReach;
    private volatile boolean held;

    /**
     * What it is the answer to, and of what it is made.
     *
     * @param exchange the number under which it is recorded; empty where it is not
     * @param client its address and port
     * @param request method and target
     * @param recording the recording's name
     */
    record About(OptionalLong exchange, String client, String request, String recording) {}

    Scene(long id, About about, List<Cue> cues, Stepping how) {
        this.id = id;
        this.about = about;
        this.pauseAt = how.pauseAt();
        this.stepping = how.stepping();
        play(FrameCues.of(cues));
    }

    List<Cue> cues() {
        return cues;
    }

    void plays(Playback by) {
        playback = Optional.of(by);
    }

    Optional<Playback> playback() {
        return playback;
    }

    /** Whether the answer waits before the next frame. */
    boolean stopsHere() {
        int at = sent();
        return waitsForSteps() || (at >= mayReach && (stops.get(at) || runsTo.equals(OptionalInt.of(at))));
    }

    private boolean waitsForSteps() {
        return stepping && sent() >= mayReach;
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
        mayReach = Math.max(stepping ? mayReach : 0, sent()) + count;
        stepping = true;
    }

    /**
     * It may go on to the next place where it is to wait; {@code until} is one, once.
     *
     * @throws dev.wiretape.recording.fault.FaultSyntaxException where that is nowhere in what is still to come
     */
    void run(Optional<Spot> until) {
        OptionalInt next = until.map(this::next).map(OptionalInt::of).orElse(OptionalInt.empty());
        runsTo = until.isPresent() ? next : runsTo;
        stepping = false;
        mayReach = sent() + 1;
    }

    private int next(Spot spot) {
        int next = in(spot).nextSetBit(sent() + 1);
        if (next < 0) {
            throw spot.missing("what is still to come", new Frames(cues, frames).bytes());
        }
        return next;
    }

    /**
     * Breaks what is still to come; returns that.
     *
     * @throws dev.wiretape.recording.fault.FaultSyntaxException where the fault is none, or hits nothing of it
     */
    List<Cue> insert(String spec, List<Cue> rest, double speed) {
        Fault fault = Fault.parse(spec, sent());
        List<Cue> passed = cues.subList(0, cues.size() - rest.size());
        List<Cue> changed = Inserted.in(passed, rest, fault, fault.needsSights() ? sights() : Sights.NONE, speed);
        List<Cue> all = new ArrayList<>(passed);
        all.addAll(changed);
        play(List.copyOf(all));
        return changed;
    }

    int sent() {
        return sent.get();
    }

    int frames() {
        return frames.size();
    }

    /** Whether it waits for somebody, or will as soon as its next frame is due. */
    boolean isHeld() {
        return held || (waitsForSteps() && sent() < frames());
    }

    /** The frame that comes next, empty behind the last. */
    String next() {
        List<Cue.Chunk> all = frames;
        int next = sent();
        return next < all.size() ? all.get(next).bytes().text() : "";
    }

    private void play(List<Cue> all) {
        cues = all;
        frames = Frames.of(all).chunks();
        stops = new BitSet();
        pauseAt.forEach(spot -> stops.or(in(spot)));
    }

    private BitSet in(Spot spot) {
        return new Frames(cues, frames).in(spot);
    }

    private Sights sights() {
        return new Frames(cues, frames).sights();
    }

    /** The frames of an answer, to look for places in. */
    record Frames(List<Cue> cues, List<Cue.Chunk> chunks) {
        /** Those of cues, each of them a frame. */
        static Frames of(List<Cue> cues) {
            return new Frames(
                    cues,
                    cues.stream()
                            .filter(Cue.Chunk.class::isInstance)
                            .map(Cue.Chunk.class::cast)
                            .toList());
        }

        List<byte[]> bytes() {
            return chunks.stream().map(Cue.Chunk::bytes).map(Payload::toBytes).toList();
        }

        /** Which of them a place is. */
        BitSet in(Spot spot) {
            return spot.in(
                    bytes(), chunks.stream().map(Cue.Chunk::t).toList(), spot.needsSights() ? sights() : Sights.NONE);
        }

        Sights sights() {
            CueEntries.Lines lines = new CueEntries.Lines();
            List<Entry> entries =
                    cues.stream().map(lines::of).flatMap(Optional::stream).toList();
            return Landmarks.of(entries);
        }
    }
}
