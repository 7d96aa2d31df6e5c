package dev.wiretape.message;

import java.util.Map;
import java.util.OptionalLong;

/**
 * The token counts as the stream last stated them: they are cumulative, so nothing is ever added up.
 *
 * @param stated every member of every {@code usage} so far with its last value, in the order they first came; a
 *     {@code null} does not take back a value stated before
 */
public record Usage(Map<String, RawJson> stated) {
    /** Nothing stated. */
    public static final Usage NONE = new Usage(Map.of());

    /** {@code input_tokens}. */
    public OptionalLong inputTokens() {
        return count("input_tokens");
    }

    /** {@code output_tokens}. */
    public OptionalLong outputTokens() {
        return count("output_tokens");
    }

    /** {@code cache_read_input_tokens}. */
    public OptionalLong cacheReadInputTokens() {
        return count("cache_read_input_tokens");
    }

    /** {@code cache_creation_input_tokens}. */
    public OptionalLong cacheCreationInputTokens() {
        return count("cache_creation_input_tokens");
    }

    /** The count stated as {@code name}; empty where there is none or it is no integer. */
    public OptionalLong count(String name) {
        RawJson value = stated.get(name);
        return value == null ? OptionalLong.empty() : value.asLong();
    }
}
