package dev.wiretape.cli.diff;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.wiretape.message.Block;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Compares the inputs of tool calls, the first with the first and so on: by what they mean, where both are JSON. */
final class ToolInputDiff {
    private static final int MOST = 20;
    private static final int SHOWN = 80;
    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    private final List<Difference> found = new ArrayList<>();

    private ToolInputDiff() {}

    static List<Difference> of(List<Block> a, List<Block> b) {
        ToolInputDiff diff = new ToolInputDiff();
        List<Block> first = a.stream().filter(Block::isToolUse).toList();
        List<Block> second = b.stream().filter(Block::isToolUse).toList();
        for (int i = 0; i < Math.max(first.size(), second.size()); i++) {
            if (i < first.size() && i < second.size()) {
                diff.inputs(first.get(i), second.get(i));
            } else {
                diff.add("tool call " + i, name(first, i), name(second, i));
            }
        }
        return diff.found;
    }

    private void inputs(Block a, Block b) {
        String what = "block " + a.position() + " " + a.toolName().orElse("");
        String textA = text(a);
        String textB = text(b);
        Optional<JsonNode> jsonA = json(textA);
        Optional<JsonNode> jsonB = json(textB);
        if (jsonA.isPresent() && jsonB.isPresent()) {
            compare(what.strip() + " $", jsonA.get(), jsonB.get());
        } else if (!textA.equals(textB)) {
            add(what.strip(), shown(jsonA, textA), shown(jsonB, textB));
        }
    }

    private void compare(String path, JsonNode a, JsonNode b) {
        if (a.isObject() && b.isObject()) {
            Set<String> names = new LinkedHashSet<>();
            a.fieldNames().forEachRemaining(names::add);
            b.fieldNames().forEachRemaining(names::add);
            names.forEach(name -> compare(path + "." + name, a.path(name), b.path(name)));
        } else if (a.isArray() && b.isArray()) {
            for (int i = 0; i < Math.max(a.size(), b.size()); i++) {
                compare(path + "[" + i + "]", a.path(i), b.path(i));
            }
        } else if (!a.equals(b)) {
            add(path, value(a), value(b));
        }
    }

    private void add(String what, String a, String b) {
        if (found.size() < MOST) {
            found.add(new Difference(what, a, b));
        }
    }

    /** What came in deltas, or else what the block started with. */
    private static String text(Block block) {
        CharSequence input = block.input().text();
        return input.length() > 0
                ? input.toString()
                : block.start().member("input").map(raw -> raw.text()).orElse("");
    }

    private static Optional<JsonNode> json(String text) {
        try {
            return text.isEmpty() ? Optional.empty() : Optional.of(JSON.readTree(text));
        } catch (JsonProcessingException e) {
            return Optional.empty();
        }
    }

    private static String shown(Optional<JsonNode> json, String text) {
        return (json.isPresent() ? "" : "not JSON: ") + shortened(text);
    }

    private static String value(JsonNode node) {
        return node.isMissingNode() ? Difference.NOTHING : shortened(node.toString());
    }

    private static String shortened(String text) {
        return text.length() > SHOWN ? text.substring(0, SHOWN) + "…" : text;
    }

    private static String name(List<Block> blocks, int i) {
        return i < blocks.size() ? blocks.get(i).toolName().orElse("") : Difference.NOTHING;
    }
}
