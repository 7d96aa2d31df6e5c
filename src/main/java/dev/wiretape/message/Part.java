package dev.wiretape.message;

import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What of a content block a delta adds to. */
public enum Part {
    /** The text of a text block. */
    TEXT("text_delta", "text", "text"),
    /** The thinking of a thinking block. */
    THINKING("thinking_delta", "thinking", "thinking"),
    /** The JSON text of a tool's input. */
    INPUT("input_json_delta", "partial_json", "input"),
    /** The signature of a thinking block; stated, not added to. */
    SIGNATURE("signature_delta", "signature", "signature"),
    /** The citations of a text block; one each delta. */
    CITATIONS("citations_delta", "citation", "citations"),
    /** The summary in a compaction block. */
    COMPACTION("compaction_delta", "content", "content"),
    /** A delta type this version does not know, or one without its value. */
    OTHER("", "", "");

    private static final Map<String, Part> BY_DELTA_TYPE = byDeltaType();

    private final String deltaType;
    private final String deltaMember;
    private final String blockMember;

    Part(String deltaType, String deltaMember, String blockMember) {
        this.deltaType = deltaType;
        this.deltaMember = deltaMember;
        this.blockMember = blockMember;
    }

    /** The part deltas of the type {@code deltaType} add to; {@link #OTHER} if that is not known. */
    public static Part ofDeltaType(String deltaType) {
        return BY_DELTA_TYPE.getOrDefault(deltaType, OTHER);
    }

    /** The type of the deltas that add to it; empty for {@link #OTHER}. */
    public String deltaType() {
        return deltaType;
    }

    /** The member of such a delta that holds what it adds. */
    String deltaMember() {
        return deltaMember;
    }

    /** The member of the content block that holds it all. */
    String blockMember() {
        return blockMember;
    }

    /** Whether it is a text that deltas add to. */
    boolean grows() {
        return this == TEXT || this == THINKING || this == INPUT || this == COMPACTION;
    }

    /** Whether blocks of {@code blockType} have it; empty where that type of block is not known. */
    Optional<Boolean> fits(String blockType) {
        if (!BlockTypes.isKnown(blockType)) {
            return Optional.empty();
        }
        return Optional.of(
                switch (this) {
                    case TEXT, CITATIONS -> blockType.equals("text");
                    case THINKING, SIGNATURE -> blockType.equals("thinking");
                    case INPUT -> BlockTypes.isToolUse(blockType);
                    case COMPACTION -> blockType.equals("compaction");
                    case OTHER -> true;
                });
    }

    private static Map<String, Part> byDeltaType() {
        return Stream.of(values())
                .filter(part -> part != OTHER)
                .collect(Collectors.toUnmodifiableMap(Part::deltaType, part -> part));
    }
}
