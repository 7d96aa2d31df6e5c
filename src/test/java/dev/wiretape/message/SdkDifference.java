package dev.wiretape.message;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** What differs between our message and the TypeScript client's, by the names of the differences that are allowed. */
final class SdkDifference {

    /** What that client adds to, or drops from, what was on the wire. */
    enum Allowed {
        /** It adds {@code parsed_output: null} to every message. */
        PARSED_OUTPUT_ADDED,
        /** It drops a {@code context_management: null}. */
        NULL_CONTEXT_MANAGEMENT_DROPPED,
        /** It drops members of {@code message_delta}'s usage that it does not know. */
        USAGE_MEMBER_DROPPED,
        /** It replaces the model by that of a {@code fallback} block. */
        MODEL_OF_FALLBACK,
        /** It drops members of deltas that it does not know. */
        DELTA_MEMBER_DROPPED,
        /** It drops members of {@code message_stop}. */
        MESSAGE_STOP_MEMBER_DROPPED
    }

    private static final Set<String> USAGE_TAKEN_OVER = Set.of(
            "output_tokens",
            "input_tokens",
            "cache_creation_input_tokens",
            "cache_read_input_tokens",
            "server_tool_use",
            "iterations",
            "fallback_credit",
            "output_tokens_details");

    private final List<String> unexplained = new ArrayList<>();
    private final Set<Allowed> allowed = EnumSet.noneOf(Allowed.class);

    private SdkDifference() {}

    static SdkDifference between(JsonNode ours, JsonNode sdk) {
        SdkDifference difference = new SdkDifference();
        difference.compare("", ours, sdk, ours);
        return difference;
    }

    List<String> unexplained() {
        return unexplained;
    }

    Set<Allowed> allowed() {
        return allowed;
    }

    private void compare(String path, JsonNode ours, JsonNode sdk, JsonNode message) {
        if (ours == null || sdk == null || ours.getNodeType() != sdk.getNodeType() || ours.isValueNode()) {
            if (!same(ours, sdk)) {
                explain(path, ours, sdk, message)
                        .ifPresentOrElse(
                                allowed::add, () -> unexplained.add(path + ": " + ours + ", the client has " + sdk));
            }
        } else if (ours.isObject()) {
            Set<String> names = new TreeSet<>();
            ours.fieldNames().forEachRemaining(names::add);
            sdk.fieldNames().forEachRemaining(names::add);
            names.forEach(name -> compare(path + "/" + name, ours.get(name), sdk.get(name), message));
        } else {
            for (int i = 0; i < Math.max(ours.size(), sdk.size()); i++) {
                compare(path + "/" + i, ours.get(i), sdk.get(i), message);
            }
        }
    }

    private static boolean same(JsonNode ours, JsonNode sdk) {
        if (ours != null && sdk != null && ours.isNumber() && sdk.isNumber()) {
            // The client's numbers are doubles, ours are text.
            return ours.doubleValue() == sdk.doubleValue();
        }
        return ours != null && ours.equals(sdk);
    }

    private static Optional<Allowed> explain(String path, JsonNode ours, JsonNode sdk, JsonNode message) {
        if (path.equals("/parsed_output") && ours == null && sdk.isNull()) {
            return Optional.of(Allowed.PARSED_OUTPUT_ADDED);
        }
        if (path.equals("/model") && modelsOfFallbacks(message).contains(sdk.asText())) {
            return Optional.of(Allowed.MODEL_OF_FALLBACK);
        }
        if (path.matches("/usage/[^/]+") && !USAGE_TAKEN_OVER.contains(path.substring("/usage/".length()))) {
            return Optional.of(Allowed.USAGE_MEMBER_DROPPED);
        }
        if (sdk != null) {
            return Optional.empty();
        }
        if (path.equals("/context_management") && ours.isNull()) {
            return Optional.of(Allowed.NULL_CONTEXT_MANAGEMENT_DROPPED);
        }
        if (path.matches("/content/\\d+/estimated_tokens")) {
            return Optional.of(Allowed.DELTA_MEMBER_DROPPED);
        }
        if (path.equals("/amazon-bedrock-invocationMetrics")) {
            return Optional.of(Allowed.MESSAGE_STOP_MEMBER_DROPPED);
        }
        return Optional.empty();
    }

    private static List<String> modelsOfFallbacks(JsonNode message) {
        List<String> models = new ArrayList<>();
        message.path("content").forEach(block -> {
            if (block.path("type").asText().equals("fallback")) {
                models.add(block.path("to").path("model").asText());
            }
        });
        return models;
    }
}
