package dev.wiretape.recording.fault;

import static java.nio.charset.StandardCharsets.UTF_8;

/** What the Messages API says when something is wrong. */
final class ApiError {
    private ApiError() {}

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
        return switch (status) {
            case 401 -> "authentication_error";
            case 402 -> "billing_error";
            case 403 -> "permission_error";
            case 404 -> "not_found_error";
            case 413 -> "request_too_large";
            case 429 -> "rate_limit_error";
            case 504 -> "timeout_error";
            case 529 -> "overloaded_error";
            default -> status < 500 ? "invalid_request_error" : "api_error";
        };
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
