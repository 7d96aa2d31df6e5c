package dev.wiretape.replay;

import dev.wiretape.recording.fault.Spot;
import java.util.List;

/**
 * Whether and where answers are held between two frames.
 *
 * @param controlled whether they can be: then each write is one frame, and {@code /__wiretape/} tells who is where
 * @param stepping whether each answer waits before its first frame
 * @param pauseAt before which frames answers wait
 */
public record Stepping(boolean controlled, boolean stepping, List<Spot> pauseAt) {
    /** Nothing is held, nothing can be. */
    public static final Stepping NONE = new Stepping(false, false, List.of());
}
