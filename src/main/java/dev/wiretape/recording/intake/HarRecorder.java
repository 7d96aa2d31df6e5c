package dev.wiretape.recording.intake;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import dev.wiretape.recording.ExchangeRecorder;
import dev.wiretape.recording.Field;
import dev.wiretape.recording.LineBuffer;
import dev.wiretape.recording.Origin;
import dev.wiretape.recording.Outcome;
import dev.wiretape.recording.Session;
import dev.wiretape.sse.EventDecoder;
import dev.wiretape.sse.FrameSplitter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Records one entry of a HAR. Its event messages know when they came, its body knows the bytes: where both are there and
 * agree, the recording has both; where only the messages are, frames are built of them, and a notice says so.
 */
final class HarRecorder {
    private final HarEntry entry;
    private final Session session;
    private final LineBuffer lines;
    private final List<String> notices;
    private final ImportClock clock = new ImportClock();
    private final List<byte[]> frames = new ArrayList<>();
    private byte[] pending = new byte[0];

    HarRecorder(HarEntry entry, Session session, LineBuffer lines, List<String> notices) {
        this.entry = entry;
        this.session = session;
        this.lines = lines;
        this.notices = notices;
    }

    /** Writes the recording of an exchange that began {@code t0} µs after the first of the HAR. */
    void record(long t0) {
        List<JsonNode> messages = entry.messages();
        cutBody();
        boolean timed = !messages.isEmpty()
                && entry.started().isPresent()
                && (!entry.hasResponseBody() || events() == messages.size());
        ExchangeRecorder recorder =
                session.imported(path(entry.url()), new Origin(entry.at(), t0, timed), clock, lines);
        request(recorder);
        clock.set(timed ? entry.untilHead() : 0);
        boolean headed = entry.response().path("status").asInt() > 0;
        if (headed) {
            head(recorder);
        }
        if (timed && entry.hasResponseBody()) {
            timedFrames(recorder, messages);
        } else if (!messages.isEmpty() && !entry.hasResponseBody()) {
            rebuiltFrames(recorder, messages, timed);
        } else if (headed) {
            FrameFeed feed = new FrameFeed(recorder);
            byte[] body = entry.responseBody();
            feed.add(body, 0, body.length);
            feed.end();
        }
        clock.set(timed ? entry.untilEnd() : 0);
        end(recorder, headed);
    }

    private void request(ExchangeRecorder recorder) {
        JsonNode request = entry.request();
        recorder.request(
                request.path("method").asText("GET"),
                entry.url(),
                HarEntry.http(request),
                HarEntry.fields(request),
                entry.requestBody());
    }

    private void head(ExchangeRecorder recorder) {
        JsonNode response = entry.response();
        recorder.decodedResponse(
                response.path("status").asInt(),
                response.path("statusText").asText(),
                HarEntry.http(response),
                withContentType(HarEntry.fields(response)));
    }

    /** Some that save a HAR know the content type and have lost the headers. */
    private List<Field> withContentType(List<Field> fields) {
        String type = entry.response().path("content").path("mimeType").asText();
        return fields.isEmpty() && !type.isEmpty() ? List.of(new Field("content-type", type)) : fields;
    }

    private void timedFrames(ExchangeRecorder recorder, List<JsonNode> messages) {
        EventDecoder decoder = new EventDecoder();
        int message = 0;
        for (byte[] frame : frames) {
            if (decoder.decode(frame).isPresent()) {
                clock.set(arrival(messages.get(message++)));
            }
            recorder.chunk(frame, 0, frame.length);
        }
        recorder.chunk(pending, 0, pending.length);
    }

    private void rebuiltFrames(ExchangeRecorder recorder, List<JsonNode> messages, boolean timed) {
        notices.add("the HAR holds the events of " + entry.url()
                + " and not its bytes: frames were built of them, so the framing is ours");
        for (JsonNode message : messages) {
            clock.set(timed ? arrival(message) : 0);
            byte[] frame = frame(message).getBytes(UTF_8);
            recorder.chunk(frame, 0, frame.length);
        }
    }

    private static String frame(JsonNode message) {
        String name = message.path("eventName").asText();
        String id = message.path("eventId").asText();
        String data = "data: " + message.path("data").asText().replace("\n", "\ndata: ");
        return (name.isEmpty() || name.equals("message") ? "" : "event: " + name + "\n")
                + (id.isEmpty() ? "" : "id: " + id + "\n")
                + data
                + "\n\n";
    }

    private long arrival(JsonNode message) {
        return Math.max(0, Math.round(message.path("time").asDouble() * 1e6) - entry.startedMicros());
    }

    /** Cuts the body into frames and the bytes of one that never ended. */
    private void cutBody() {
        FrameSplitter splitter = new FrameSplitter(Integer.MAX_VALUE - 16);
        byte[] body = entry.responseBody();
        splitter.feed(body, 0, body.length, (from, offset, length) -> frames.add(copy(from, offset, length)));
        splitter.end((from, offset, length) -> frames.add(copy(from, offset, length)));
        pending = splitter.pending();
    }

    private static byte[] copy(byte[] from, int offset, int length) {
        byte[] frame = new byte[length];
        System.arraycopy(from, offset, frame, 0, length);
        return frame;
    }

    private long events() {
        EventDecoder decoder = new EventDecoder();
        return frames.stream()
                .filter(frame -> decoder.decode(frame).isPresent())
                .count();
    }

    private void end(ExchangeRecorder recorder, boolean headed) {
        String error = entry.response().path("_error").asText();
        recorder.end(outcome(error, headed), error.isEmpty() ? StreamIntake.END_UNKNOWN : error);
    }

    /** Chrome's words for how a request failed. */
    private static Outcome outcome(String error, boolean headed) {
        String upper = error.toUpperCase(Locale.ROOT);
        if (upper.contains("ABORTED")) {
            return Outcome.CLIENT_CANCELLED;
        }
        if (upper.contains("TIMED_OUT")) {
            return Outcome.TIMED_OUT;
        }
        if (!headed) {
            return Outcome.UPSTREAM_UNREACHABLE;
        }
        if (upper.contains("RESET")) {
            return Outcome.UPSTREAM_RESET;
        }
        return error.isEmpty() ? Outcome.COMPLETE : Outcome.UPSTREAM_CLOSED;
    }

    private static String path(String url) {
        return url.replaceFirst("^[a-z]+://[^/?#]*", "").replaceFirst("[?#].*", "");
    }
}
