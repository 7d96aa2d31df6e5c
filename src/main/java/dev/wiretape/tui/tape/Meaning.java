package dev.wiretape.tui.tape;

import dev.wiretape.message.MessageSnapshot;
import dev.wiretape.timeline.ExchangeReport;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * What an exchange meant, as far as it had been read for that: in short, since there may be tens of thousands of them, and
 * in depth for those that are looked at. Immutable, but for the story, which only grows.
 *
 * @param place the tape's place in the library
 * @param rows how many of its rows had been read
 * @param model who answered
 * @param outputTokens what the answer cost
 * @param stopReason why it ended
 * @param tools the tools that were called
 * @param remarks the linter's findings, in the order of the stream
 * @param depth everything; empty where nobody looks at it, and comes when somebody does
 */
public record Meaning(
        int place,
        int rows,
        Optional<String> model,
        OptionalLong outputTokens,
        Optional<String> stopReason,
        List<Tool> tools,
        List<Remark> remarks,
        Optional<Depth> depth) {
    /** A tool that was called, and the index of the block that calls it. */
    public record Tool(int block, String name) {}

    /**
     * All that is known.
     *
     * @param story the message as of any frame
     * @param last the message after the last frame read
     * @param report what the linter says, and when what happened
     */
    public record Depth(Story story, MessageSnapshot last, ExchangeReport report) {}

    /** The message as of any frame, where somebody looks at it. */
    public Optional<Story> story() {
        return depth.map(Depth::story);
    }

    /** The same in short. */
    Meaning inShort() {
        return new Meaning(place, rows, model, outputTokens, stopReason, tools, remarks, Optional.empty());
    }
}
