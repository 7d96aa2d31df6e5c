package dev.wiretape.timeline;

import java.util.List;
import java.util.OptionalDouble;
import java.util.OptionalLong;

/**
 * When what happened in an exchange; what did not happen, or has no time, is empty. {@value Definitions#ZERO}
 *
 * @param known whether the recording knows times at all
 * @param headers {@value Definitions#HEADERS}
 * @param firstByte {@value Definitions#FIRST_BYTE}
 * @param firstEvent {@value Definitions#FIRST_EVENT}
 * @param firstContent {@value Definitions#FIRST_CONTENT}
 * @param firstText {@value Definitions#FIRST_TEXT}
 * @param firstToolByte {@value Definitions#FIRST_TOOL_BYTE}
 * @param lastFrame {@value Definitions#LAST_FRAME}
 * @param total {@value Definitions#TOTAL}
 * @param gaps {@value Definitions#GAPS}
 * @param stalls {@value Definitions#STALL} The {@value #STALLS_LISTED} longest, in the order of the stream
 * @param stallCount how many stalls there were
 * @param tokensPerSecond {@value Definitions#TOKENS_PER_SECOND}
 * @param bursts {@value Definitions#BURST}
 * @param paused {@value Definitions#PAUSED}
 * @param frames how many complete frames
 * @param chunks how many network chunks brought bytes of the body; 0 where no times are known
 * @param blocks the spans of the content blocks, in the order in which they started
 */
public record Timings(
        boolean known,
        OptionalLong headers,
        OptionalLong firstByte,
        OptionalLong firstEvent,
        OptionalLong firstContent,
        OptionalLong firstText,
        OptionalLong firstToolByte,
        OptionalLong lastFrame,
        OptionalLong total,
        Gaps gaps,
        List<Stall> stalls,
        long stallCount,
        OptionalDouble tokensPerSecond,
        Bursts bursts,
        long paused,
        long frames,
        long chunks,
        List<BlockSpan> blocks) {
    /** How many stalls are listed at most. */
    public static final int STALLS_LISTED = 100;
}
