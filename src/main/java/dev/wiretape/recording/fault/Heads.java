package dev.wiretape.recording.fault;

import dev.wiretape.recording.Entry;
import dev.wiretape.recording.Field;
import dev.wiretape.recording.Outcome;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Heads and ends of answers as faults need them. */
final class Heads {
    private Heads() {}

    /** The head of an event stream, or of what is {@code resized}, which may now have another length; other heads stay. */
    static Entry.Response ofAnyLength(Entry.Response response, boolean resized) {
        boolean stream = Field.first(response.headers(), "content-type")
                .filter(type -> type.toLowerCase(Locale.ROOT).startsWith("text/event-stream"))
                .isPresent();
        if (!stream && !resized) {
            return response;
        }
        List<Field> fields = response.headers().stream()
                .filter(field -> !field.key().equals("content-length"))
                .toList();
        return new Entry.Response(
                response.t(),
                response.status(),
                response.reason(),
                response.http(),
                fields,
                response.encoding(),
                response.undecoded());
    }

    /** The head of an error. */
    static Entry.Response ofError(long t, int status, long retryAfter, String requestId) {
        List<Field> fields = new ArrayList<>();
        fields.add(new Field("Content-Type", "application/json"));
        if (retryAfter >= 0) {
            fields.add(new Field("retry-after", Long.toString(retryAfter)));
        }
        if (!requestId.isEmpty()) {
            fields.add(new Field("request-id", requestId));
        }
        return new Entry.Response(t, status, reason(status), "1.1", fields, Optional.empty(), false);
    }

    static Entry.End end(long t, Outcome outcome) {
        return new Entry.End(t, outcome, 0, 0, "", "");
    }

    /** The same end at another time; what it says about the body is no longer true. */
    static Entry.End endAt(Entry.End end, long t) {
        return new Entry.End(t, end.outcome(), end.word(), 0, 0, "", end.reason());
    }

    private static String reason(int status) {
        return switch (status) {
            case 400 -> "Bad Request";
            case 401 -> "Unauthorized";
            case 403 -> "Forbidden";
            case 404 -> "Not Found";
            case 413 -> "Payload Too Large";
            case 429 -> "Too Many Requests";
            case 500 -> "Internal Server Error";
            case 502 -> "Bad Gateway";
            case 503 -> "Service Unavailable";
            case 504 -> "Gateway Timeout";
            default -> "";
        };
    }
}
