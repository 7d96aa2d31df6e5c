package dev.wiretape.message;

import java.util.Set;

/** The types of content block this version has heard of. Any other is kept and shown like them. */
final class BlockTypes {
    private static final Set<String> WITH_DELTAS =
            Set.of("text", "thinking", "tool_use", "server_tool_use", "mcp_tool_use", "compaction");

    private static final Set<String> WHOLE = Set.of("redacted_thinking", "fallback", "container_upload");

    private BlockTypes() {}

    static boolean isKnown(String type) {
        return WITH_DELTAS.contains(type) || WHOLE.contains(type) || type.endsWith("_tool_result");
    }

    /** Whether its input is a JSON text that arrives in deltas. */
    static boolean isToolUse(String type) {
        return type.equals("tool_use") || type.endsWith("_tool_use");
    }
}
