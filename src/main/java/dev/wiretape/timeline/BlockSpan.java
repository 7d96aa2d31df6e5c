package dev.wiretape.timeline;

import java.util.OptionalInt;
import java.util.OptionalLong;

/**
 * {@value Definitions#BLOCK}
 *
 * @param position the block's place among the message's blocks
 * @param startFrame the frame it started in
 * @param stopFrame the frame it stopped in; empty while it is open
 * @param start when it started, µs since the exchange began
 * @param stop when it stopped; empty while it is open
 * @param firstDelta when its first delta came that was not empty
 * @param lastDelta when its last delta came
 * @param deltas how many deltas it got
 * @param bytes what they brought, bytes of UTF-8
 */
public record BlockSpan(
        int position,
        int startFrame,
        OptionalInt stopFrame,
        OptionalLong start,
        OptionalLong stop,
        OptionalLong firstDelta,
        OptionalLong lastDelta,
        int deltas,
        long bytes) {}
