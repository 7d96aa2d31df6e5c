package dev.wiretape.timeline;

import static dev.wiretape.timeline.Severity.ERROR;
import static dev.wiretape.timeline.Severity.INFO;
import static dev.wiretape.timeline.Severity.WARNING;

import dev.wiretape.recording.Entry;
import dev.wiretape.recording.Field;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** The head of the response, and what it says about the body. */
final class HttpRules implements Check {
    static final Rule HTTP_ERROR = Rule.wire(
            "http-error",
            ERROR,
            "a request is answered with a status of 2xx",
            "the SDKs retry 408, 409, 429 and 5xx twice, after retry-after where it is given, unless x-should-retry says"
                    + " otherwise; Claude Code retries up to 10 times, 401 included");
    static final Rule CONTENT_TYPE_WRONG = Rule.wire(
            "content-type-wrong",
            WARNING,
            "an event stream has the content type text/event-stream (HTML standard §9.2.5)",
            "the SDKs read it all the same, EventSource and intermediaries do not stream it");
    static final Rule CONTENT_TYPE_MISSING = Rule.wire(
            "content-type-missing",
            WARNING,
            "an event stream has the content type text/event-stream (HTML standard §9.2.5)",
            "the SDKs read it all the same, EventSource and intermediaries do not stream it");
    static final Rule EVENT_STREAM_MISSING = Rule.wire(
            "event-stream-missing",
            WARNING,
            "a request with \"stream\": true is answered with an event stream",
            "the SDKs look for events in what came instead, and end with \"request ended without sending any chunks\"");
    static final Rule CONTENT_LENGTH = Rule.wire(
            "content-length-on-stream",
            WARNING,
            "a stream's length is not known when it begins",
            "clients read it, but it was made or buffered whole before its first byte was sent");
    static final Rule BODY_UNDECODED = Rule.wire(
            "body-undecoded",
            INFO,
            "a body is recorded decoded",
            "clients may know the coding; here the frames could not be looked at");

    private final HttpErrorBody error = new HttpErrorBody();
    private Optional<Entry.Response> response = Optional.empty();
    private boolean undecoded;

    @Override
    public List<Rule> rules() {
        return List.of(
                HTTP_ERROR,
                CONTENT_TYPE_WRONG,
                CONTENT_TYPE_MISSING,
                EVENT_STREAM_MISSING,
                CONTENT_LENGTH,
                BODY_UNDECODED);
    }

    @Override
    public void line(Entry entry, Findings to) {
        if (entry instanceof Entry.Response head) {
            response = Optional.of(head);
            undecoded = head.undecoded();
        } else if (entry instanceof Entry.Body body) {
            undecoded |= body.encoded();
            if (failed()) {
                error.add(body.bytes());
            }
        } else if (entry instanceof Entry.Frame frame && failed()) {
            error.add(frame.raw());
        }
    }

    @Override
    public void end(Ending ending, Findings to) {
        if (response.isEmpty()) {
            return;
        }
        Entry.Response head = response.get();
        if (failed()) {
            to.add(HTTP_ERROR, status(head));
        }
        if (undecoded) {
            to.add(BODY_UNDECODED, "the content coding " + coding(head) + " could not be decoded");
        } else if (ending.eventStream()) {
            contentType(head, to);
            Field.first(head.headers(), "content-length")
                    .ifPresent(length -> to.add(CONTENT_LENGTH, "Content-Length is " + Visible.of(length, 40)));
        } else if (!failed() && StreamAsked.by(ending.request())) {
            to.add(
                    EVENT_STREAM_MISSING,
                    "a stream was asked for, and the answer is "
                            + contentTypeOf(head).orElse("without a content type"));
        }
    }

    private boolean failed() {
        return response.filter(head -> head.status() >= 300 || head.status() < 100)
                .isPresent();
    }

    private static void contentType(Entry.Response head, Findings to) {
        Optional<String> type = contentTypeOf(head);
        if (type.isEmpty()) {
            to.add(CONTENT_TYPE_MISSING, "the response has no Content-Type, and its body is an event stream");
        } else if (!isEventStream(type.get())) {
            to.add(CONTENT_TYPE_WRONG, "Content-Type is " + type.get() + ", and the body is an event stream");
        }
    }

    private String status(Entry.Response head) {
        StringBuilder what = new StringBuilder("status ").append(head.status());
        error.words().ifPresent(words -> what.append(", ").append(words));
        for (String name : List.of("retry-after", "retry-after-ms", "x-should-retry", "request-id")) {
            Field.first(head.headers(), name)
                    .ifPresent(
                            value -> what.append(", ").append(name).append(' ').append(Visible.of(value, 80)));
        }
        return what.toString();
    }

    private static String coding(Entry.Response head) {
        return head.encoding().map(coding -> Visible.of(coding, 40)).orElse("of the body");
    }

    private static Optional<String> contentTypeOf(Entry.Response head) {
        return Field.first(head.headers(), "content-type").map(type -> Visible.of(type.strip(), 80));
    }

    /** Whether the head says that the body is an event stream. */
    static boolean saysEventStream(Entry.Response head) {
        return contentTypeOf(head).filter(HttpRules::isEventStream).isPresent();
    }

    private static boolean isEventStream(String type) {
        return type.toLowerCase(Locale.ROOT).matches("text/event-stream\\s*(;.*)?");
    }
}
