package dev.wiretape.replay;

import com.fasterxml.jackson.core.io.JsonStringEncoder;

/** The Messages API's error body. */
final class ErrorEnvelope {
    private ErrorEnvelope() {}

    /**
     * JSON text.
     *
     * @param type the API's word, such as {@code invalid_request_error}
     * @param message one or more sentences
     */
    static String of(String type, String message) {
        return "{\"type\":\"error\",\"error\":{\"type\":\"" + quoted(type) + "\",\"message\":\"" + quoted(message)
                + "\"}}";
    }

    private static String quoted(String text) {
        return new String(JsonStringEncoder.getInstance().quoteAsString(text));
    }
}
