package dev.wiretape.timeline;

/** What each time means, in the words that stand in the commands' help, too. */
public final class Definitions {
    /** The zero of all times. */
    public static final String ZERO =
            "All times are microseconds since the exchange began: since the recorder had the request's head.";

    /** {@link Timings#headers()}. */
    public static final String HEADERS = "headers: until the response's head was there.";

    /** {@link Timings#firstByte()}. */
    public static final String FIRST_BYTE = "first byte: until the first byte of the body.";

    /** {@link Timings#firstEvent()}. */
    public static final String FIRST_EVENT = "first event: until the first frame that dispatches an event.";

    /** {@link Timings#firstContent()}. */
    public static final String FIRST_CONTENT = "first content (time to first token): until the first content delta, a"
            + " content_block_delta that brings at least one byte. message_start, pings and empty deltas are none.";

    /** {@link Timings#firstText()}. */
    public static final String FIRST_TEXT = "first text: until the first text_delta that is not empty.";

    /** {@link Timings#firstToolByte()}. */
    public static final String FIRST_TOOL_BYTE = "first tool byte: until the first input_json_delta that is not empty.";

    /** {@link Timings#lastFrame()}. */
    public static final String LAST_FRAME = "last frame: until the last complete frame.";

    /** {@link Timings#total()}. */
    public static final String TOTAL = "total: until the exchange ended.";

    /** {@link Gaps}. */
    public static final String GAPS =
            "gaps: between one content delta and the next, over all blocks, 0 within one network"
                    + " chunk; median, 95th percentile (both at most one part in a thousand too small) and maximum.";

    /** {@link Stall}. */
    public static final String STALL =
            "stall: a gap above 1 s and above 5 times the median gap; also the silence from the"
                    + " last content delta to the end of an exchange that ended before message_stop. Pings do not end a stall, they"
                    + " are counted.";

    /** {@link Timings#tokensPerSecond()}. */
    public static final String TOKENS_PER_SECOND =
            "tokens per second: the output tokens that usage stated last, divided"
                    + " by the time from the first event to the frame that stated them.";

    /** {@link Bursts}. */
    public static final String BURST = "burst: a network chunk that completed 10 frames or more, as it does when an"
            + " intermediary has buffered them.";

    /** {@link Timings#paused()}. */
    public static final String PAUSED =
            "paused: time in which the client did not read, so that the stream had to wait.";

    /** {@link BlockSpan}. */
    public static final String BLOCK =
            "block: from its content_block_start to its content_block_stop; its bytes are those"
                    + " its deltas brought, in UTF-8.";

    /** What a recording without times is. */
    public static final String NO_TIMES =
            "A recording made of a file that knows no times has none; they are shown as a dash.";

    private Definitions() {}
}
