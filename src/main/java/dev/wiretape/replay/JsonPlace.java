package dev.wiretape.replay;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A place in a JSON document: {@code $.metadata}, {@code $.messages[0].content}, {@code $.tools[*]['name']}. */
public final class JsonPlace {
    private static final Pattern STEP =
            Pattern.compile("\\.([A-Za-z0-9_-]+|\\*)|\\[(\\d{1,9}|\\*)]|\\['((?:[^'\\\\]|\\\\.)*)']");
    private static final String ANY = "*";

    /** One step; {@code index} is -1 for a name, and -2 for every element or member. */
    private record Step(String name, int index) {}

    private static final int NAME = -1;
    private static final int EACH = -2;

    private final String path;
    private final List<Step> steps;

    private JsonPlace(String path, List<Step> steps) {
        this.path = path;
        this.steps = List.copyOf(steps);
    }

    /**
     * Reads a JSONPath (RFC 9535) of names, indexes and wildcards; the {@code $} may be left out.
     *
     * @throws IllegalArgumentException where it is none, saying what can be written
     */
    public static JsonPlace parse(String path) {
        String rest = path.startsWith("$") ? path.substring(1) : path;
        String dotted = rest.startsWith(".") || rest.startsWith("[") ? rest : "." + rest;
        Matcher matcher = STEP.matcher(dotted);
        List<Step> steps = new ArrayList<>();
        int at = 0;
        while (at < dotted.length() && matcher.region(at, dotted.length()).lookingAt()) {
            steps.add(step(matcher));
            at = matcher.end();
        }
        if (at < dotted.length() || steps.isEmpty()) {
            throw new IllegalArgumentException("'" + path
                    + "' is no path such as $.metadata.user_id, $.messages[0].content or $.tools[*].description");
        }
        return new JsonPlace(path, steps);
    }

    /** Takes what stands there out of the document. */
    void removeFrom(JsonNode document) {
        remove(document, 0);
    }

    private static Step step(Matcher matcher) {
        if (matcher.group(3) != null) {
            return new Step(matcher.group(3).replaceAll("\\\\(.)", "$1"), NAME);
        }
        String text = matcher.group(1) == null ? matcher.group(2) : matcher.group(1);
        if (text.equals(ANY)) {
            return new Step(ANY, EACH);
        }
        return matcher.group(2) == null ? new Step(text, NAME) : new Step("", Integer.parseInt(text));
    }

    private void remove(JsonNode from, int depth) {
        Step step = steps.get(depth);
        boolean last = depth == steps.size() - 1;
        if (step.index == EACH) {
            each(from, depth, last);
        } else if (last && from instanceof ObjectNode object && step.index == NAME) {
            object.remove(step.name);
        } else if (last && from instanceof ArrayNode array && step.index >= 0) {
            array.remove(step.index);
        } else if (!last) {
            JsonNode next = step.index == NAME ? from.path(step.name) : from.path(step.index);
            remove(next, depth + 1);
        }
    }

    private void each(JsonNode from, int depth, boolean last) {
        if (!last) {
            from.forEach(child -> remove(child, depth + 1));
        } else if (from instanceof ObjectNode object) {
            object.removeAll();
        } else if (from instanceof ArrayNode array) {
            array.removeAll();
        }
    }

    @Override
    public String toString() {
        return path;
    }
}
