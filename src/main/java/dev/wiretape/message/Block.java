package dev.wiretape.message;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;

/**
 * A content block as far as it had come at some frame. Immutable.
 *
 * @param position its place in {@link MessageSnapshot#blocks()}: blocks are in the order in which they started
 * @param index the index the wire gave it; empty where that was missing or no integer
 * @param type its type, empty where the wire stated none
 * @param start the block as it started
 * @param startFrame the frame it started in
 * @param stopFrame the frame it stopped in; empty while it is open
 * @param deltas how many deltas it got
 * @param text the text so far, what it started with included
 * @param thinking the thinking so far
 * @param compaction the summary of a compaction block so far
 * @param signature the signature last stated, also at the start
 * @param citations the citations that came in deltas
 * @param input the JSON text of the tool input that came in deltas, and where its cursor stands
 * @param others deltas of unknown types or without a usable value, whole
 * @param extras members of deltas this version does not know, with their last value that was not null
 */
public record Block(
        int position,
        OptionalLong index,
        String type,
        RawJson start,
        int startFrame,
        OptionalInt stopFrame,
        int deltas,
        Text text,
        Text thinking,
        Text compaction,
        Optional<String> signature,
        List<RawJson> citations,
        JsonProgress input,
        List<RawJson> others,
        Map<String, RawJson> extras) {

    /** Whether it has not been stopped. */
    public boolean open() {
        return stopFrame.isEmpty();
    }

    /** Whether it is a tool call, by the client, the server or MCP: {@code tool_use}, {@code server_tool_use}, … */
    public boolean isToolUse() {
        return BlockTypes.isToolUse(type);
    }

    /** The name of the tool it calls; empty where it states none. */
    public Optional<String> toolName() {
        return isToolUse() ? start.member("name").flatMap(RawJson::asString) : Optional.empty();
    }
}
