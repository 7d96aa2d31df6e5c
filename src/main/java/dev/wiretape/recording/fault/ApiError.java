package dev.wiretape.recording.fault;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Map;

/**
 * What the Messages API says when something is wrong: the types of errors and the status of each, as its documentation
 * has them.
 */
public final class ApiError {
    private static final int INTERNAL = 500;

    private static final Map<String, Integer> STATUSES = Map.of(
            "invalid_request_error", 400,
            "authentication_error", 401,
            "billing_error", 402,
            "permission_error", 403,
            "not_found_error", 404,
            "request_too_large", 413,
            "rate_limit_error", 429,
            "api_error", INTERNAL,
            "timeout_error", 504,
            "overloaded_error", 529);

    private ApiError() {}

    /** The status of an answer that says it; that of an internal error for a type that is not known. */
    public static int status(String type) {
        return STATUSES.getOrDefault(type, INTERNAL);
    }

    /** The error body for a status. */
    static byte[] body(int status, String requestId) {
        return envelope(type(status), requestId).getBytes(UTF_8);
    }

    /** The frame of an {@code error} event. */
    static byte[] frame(String type, String requestId) {
        return ("event: error\ndata: " + envelope(type, requestId) + "\n\n").getBytes(UTF_8);
    }

    private static String envelope(String type, String requestId) {
        String id = requestId.isEmpty() ? "" : ",\"request_id\":\"" + requestId + "\"";
        return "{\"type\":\"error\",\"error\":{\"type\":\"" + type + "\",\"message\":\"" + message(type) + "\"}" + id
                + "}";
    }

    private static String type(int status) {
        return STATUSES.entrySet().stream()
                .filter(entry -> entry.getValue() == status)
                .map(Map.Entry::getKey)
                .findFirst()
                .orElse(status < INTERNAL ? "invalid_request_error" : "api_error");
    }

    private static String message(String type) {
        return switch (type) {
            case "overloaded_error" -> "Overloaded";
            case "api_error" -> "Internal server error";
            case "authentication_error" -> "invalid x-api-key";
            case "rate_limit_error" -> "This request would exceed your account's rate limit. Please try again later.";
            default -> "An injected " + type;
        };
    }
}
