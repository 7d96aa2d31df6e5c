package dev.wiretape.cli;

import dev.wiretape.recording.Entry;
import dev.wiretape.recording.Line;
import dev.wiretape.recording.Outcome;
import dev.wiretape.recording.Payload;
import dev.wiretape.sse.Event;
import dev.wiretape.sse.EventDecoder;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Gathers what a HAR says of an exchange. */
final class HarExchange implements RecordingPass.Visitor {
    /** More than this no program that reads HARs takes, and they hold it in memory several times over. */
    private static final int MOST = 64 << 20;

    /** An event and when it came, in µs since 1970. */
    record Message(long micros, Event event) {}

    private final HarExport har;
    private final Entry.Header header;
    private final ByteArrayOutputStream requestBody = new ByteArrayOutputStream();
    private final ByteArrayOutputStream responseBody = new ByteArrayOutputStream();
    private final List<Message> messages = new ArrayList<>();
    private final EventDecoder decoder = new EventDecoder();
    private final long began;
    private Optional<Entry.Request> request = Optional.empty();
    private Optional<Entry.Response> response = Optional.empty();
    private Optional<Outcome> outcome = Optional.empty();
    private long end;

    HarExchange(HarExport har, Entry.Header header) {
        this.har = har;
        this.header = header;
        this.began = ChronoUnit.MICROS.between(Instant.EPOCH, instant(header.at()));
    }

    @Override
    public void line(Line line) {
        Entry entry = line.entry();
        if (entry instanceof Entry.Request head) {
            request = Optional.of(head);
            keep(requestBody, head.body());
        } else if (entry instanceof Entry.Upload upload) {
            keep(requestBody, upload.body());
        } else if (entry instanceof Entry.Response head) {
            response = Optional.of(head);
            grow(head.t());
        } else if (entry instanceof Entry.Frame frame) {
            keep(responseBody, frame.raw());
            grow(frame.t());
            decoder.decode(frame.raw().toBytes()).ifPresent(event -> messages.add(new Message(began + end, event)));
        } else if (entry instanceof Entry.Partial partial) {
            keep(responseBody, partial.raw());
            grow(partial.t());
        } else if (entry instanceof Entry.Body body) {
            keep(responseBody, body.bytes());
            grow(body.t());
        } else if (entry instanceof Entry.End last) {
            outcome = last.outcome();
            grow(last.t());
        }
    }

    @Override
    public void end() {
        try {
            har.add(this);
        } catch (IOException e) {
            throw ExportOutput.failure(e);
        }
    }

    Optional<Entry.Request> request() {
        return request;
    }

    Optional<Entry.Response> response() {
        return response;
    }

    byte[] requestBody() {
        return requestBody.toByteArray();
    }

    byte[] responseBody() {
        return responseBody.toByteArray();
    }

    /** The events with their times; none where the recording knows no times. */
    List<Message> messages() {
        return header.timed() ? List.copyOf(messages) : List.of();
    }

    /** How it ended; empty where nobody knows. */
    Optional<Outcome> outcome() {
        return outcome;
    }

    /** When it began, wall-clock time; where nobody knows, in 1970, since a HAR must say. */
    String at() {
        return instant(header.at()).toString();
    }

    /** µs from its beginning to the last that is known of it; 0 where it has no times. */
    long duration() {
        return header.timed() ? end : 0;
    }

    private void grow(long t) {
        end = Math.max(end, t);
    }

    private void keep(ByteArrayOutputStream body, Payload piece) {
        if ((long) body.size() + piece.size() > MOST) {
            throw new CommandFailure(
                    ExitCode.USAGE,
                    "a body of exchange " + header.seq() + " is larger than " + (MOST >> 20)
                            + " MiB, which no program takes in a HAR; export -T sse writes it whatever its size");
        }
        body.writeBytes(piece.toBytes());
    }

    private static Instant instant(String at) {
        try {
            return Instant.parse(at);
        } catch (DateTimeException e) {
            return Instant.EPOCH;
        }
    }
}
