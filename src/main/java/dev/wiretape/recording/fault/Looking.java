package dev.wiretape.recording.fault;

import dev.wiretape.sse.Event;
import dev.wiretape.sse.EventDecoder;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Looks at the frames of an answer in their order. Not thread-safe. */
final class Looking {
    /** Inside a string the quotes would be escaped. */
    private static final Pattern INDEX = Pattern.compile("(?<!\\\\)\"index\"\\s*:\\s*(\\d{1,9})");

    private static final Pattern DELTA_TYPE =
            Pattern.compile("(?<!\\\\)\"delta\"\\s*:\\s*\\{[^{}]{0,200}?\"type\"\\s*:\\s*\"([a-z_]{1,64})\"");
    private static final Pattern USES_TOOL = Pattern.compile("(?<!\\\\)\"type\"\\s*:\\s*\"(?:[a-z]+_)?tool_use\"");
    private static final Pattern NAME = Pattern.compile("(?<!\\\\)\"name\"\\s*:\\s*\"([^\"\\\\]{1,200})\"");

    private static final int FAR_ENOUGH = 512;

    private final EventDecoder decoder = new EventDecoder();
    private final Map<Long, Long> deltas = new HashMap<>();
    private final Map<Long, String> tools = new HashMap<>();
    private final Sights sights;
    private long frames;
    private long last = -1;

    Looking(Sights sights) {
        this.sights = sights;
    }

    /** The next frame. */
    FrameLook at(long t, byte[] raw, boolean split) {
        Optional<Event> event = decoder.decode(raw);
        String type = event.map(Event::type).orElse("");
        String data = event.map(Event::data).orElse("");
        OptionalLong block = block(data);
        boolean begins = type.equals("content_block_start") && isTool(data, block.orElse(-1));
        boolean isDelta = type.equals("content_block_delta");
        long gap = last < 0 ? 0 : t - last;
        last = t;
        return new FrameLook(
                frames++,
                t,
                gap,
                raw.length,
                split,
                event.map(Event::type),
                block,
                isDelta ? deltas.merge(block.orElse(-1), 1L, Long::sum) : 0,
                isDelta ? found(DELTA_TYPE, data) : "",
                block.isPresent() ? tools.getOrDefault(block.getAsLong(), "") : "",
                begins,
                sights);
    }

    private boolean isTool(String data, long block) {
        boolean tool = USES_TOOL
                .matcher(data)
                .region(0, Math.min(data.length(), FAR_ENOUGH))
                .find();
        if (tool) {
            tools.put(block, found(NAME, data));
        }
        return tool;
    }

    private static OptionalLong block(String data) {
        String index = found(INDEX, data);
        return index.isEmpty() ? OptionalLong.empty() : OptionalLong.of(Long.parseLong(index));
    }

    private static String found(Pattern pattern, String data) {
        Matcher matcher = pattern.matcher(data).region(0, Math.min(data.length(), FAR_ENOUGH));
        return matcher.find() ? matcher.group(1) : "";
    }
}
