package dev.wiretape.replay;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** The places where two JSON documents differ, as paths such as {@code $.messages[2].content}; never their values. */
final class JsonDiff {
    private final int limit;
    private final List<String> found = new ArrayList<>();

    private JsonDiff(int limit) {
        this.limit = limit;
    }

    /** At most {@code limit} paths, in the recorded document's order; what only one of the two has says so. */
    static List<String> paths(JsonNode recorded, JsonNode asked, int limit) {
        JsonDiff diff = new JsonDiff(limit);
        diff.compare("$", recorded, asked);
        return List.copyOf(diff.found);
    }

    private void compare(String path, JsonNode recorded, JsonNode asked) {
        if (found.size() >= limit) {
            return;
        }
        if (recorded.isObject() && asked.isObject()) {
            objects(path, recorded, asked);
        } else if (recorded.isArray() && asked.isArray()) {
            arrays(path, recorded, asked);
        } else if (!CanonicalJson.same(recorded, asked)) {
            add(path);
        }
    }

    private void objects(String path, JsonNode recorded, JsonNode asked) {
        Set<String> names = new LinkedHashSet<>();
        recorded.fieldNames().forEachRemaining(names::add);
        asked.fieldNames().forEachRemaining(names::add);
        for (String name : names) {
            child(path + step(name), recorded.get(name), asked.get(name));
        }
    }

    private void arrays(String path, JsonNode recorded, JsonNode asked) {
        for (int i = 0; i < Math.max(recorded.size(), asked.size()); i++) {
            child(path + "[" + i + "]", recorded.get(i), asked.get(i));
        }
    }

    private void child(String path, JsonNode recorded, JsonNode asked) {
        if (recorded == null) {
            add(path + " (not recorded)");
        } else if (asked == null) {
            add(path + " (recorded only)");
        } else {
            compare(path, recorded, asked);
        }
    }

    private void add(String path) {
        if (found.size() < limit) {
            found.add(path);
        }
    }

    private static String step(String name) {
        boolean plain = !name.isEmpty() && name.chars().allMatch(c -> c == '_' || c == '-' || isAsciiAlnum(c));
        return plain ? "." + name : "['" + name.replace("\\", "\\\\").replace("'", "\\'") + "']";
    }

    private static boolean isAsciiAlnum(int c) {
        return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
    }
}
