package dev.wiretape.cli;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.wiretape.recording.Entry;
import dev.wiretape.recording.Part;
import dev.wiretape.recording.Payload;
import dev.wiretape.sse.EventDecoder;
import dev.wiretape.timeline.FrameRow;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;

/** What happened in an exchange, in order, as elements of a JSON array. */
final class TimelineJson {
    private final JsonGenerator json;
    private final boolean timed;
    private final EventDecoder decoder = new EventDecoder();

    TimelineJson(JsonGenerator json, boolean timed) {
        this.json = json;
        this.timed = timed;
    }

    void entry(Entry entry) throws IOException {
        json.writeStartObject();
        json.writeStringField("kind", entry.kind());
        if (entry instanceof Entry.Frame frame) {
            frame(frame);
        } else if (entry instanceof Entry.Body body) {
            time(body.t());
            payload(json, body.bytes());
        } else if (entry instanceof Entry.Partial partial) {
            time(partial.t());
            payload(json, partial.raw());
            parts(partial.parts());
        } else if (entry instanceof Entry.Upload upload) {
            time(upload.t());
            payload(json, upload.body());
        } else {
            small(entry);
        }
        json.writeEndObject();
    }

    private void small(Entry entry) throws IOException {
        if (entry instanceof Entry.Paused paused) {
            time(paused.t());
        } else if (entry instanceof Entry.Resumed resumed) {
            time(resumed.t());
        } else if (entry instanceof Entry.Interim interim) {
            time(interim.t());
            json.writeNumberField("status", interim.status());
            ExchangeJson.headers(json, interim.headers());
        } else if (entry instanceof Entry.Trailers trailers) {
            time(trailers.t());
            ExchangeJson.headers(json, trailers.fields());
        } else if (entry instanceof Entry.Fault fault) {
            time(fault.t());
            json.writeStringField("spec", fault.spec());
        } else if (entry instanceof Entry.Tunnel tunnel) {
            time(tunnel.t());
            json.writeNumberField("sent", tunnel.sent());
            json.writeNumberField("received", tunnel.received());
        }
    }

    private void frame(Entry.Frame frame) throws IOException {
        FrameRow row = FrameRow.of(frame, decoder);
        time(frame.t());
        json.writeNumberField("n", frame.n());
        if (row.event().isPresent()) {
            json.writeStringField("event", row.event().get());
        }
        if (row.block().isPresent()) {
            json.writeNumberField("block", row.block().getAsLong());
        }
        if (!row.kind().isEmpty()) {
            json.writeStringField("type", row.kind());
        }
        payload(json, frame.raw());
        parts(frame.parts());
    }

    /** The member {@code t}, where times are known. */
    void time(long t) throws IOException {
        if (timed) {
            json.writeNumberField("t", t);
        }
    }

    private void parts(List<Part> parts) throws IOException {
        if (parts.isEmpty() || !timed) {
            return;
        }
        json.writeArrayFieldStart("parts");
        for (Part part : parts) {
            json.writeStartArray();
            json.writeNumber(part.bytes());
            json.writeNumber(part.t());
            json.writeEndArray();
        }
        json.writeEndArray();
    }

    /** The members {@code bytes} and {@code text}, or {@code base64} where they are not UTF-8. */
    static void payload(JsonGenerator json, Payload payload) throws IOException {
        json.writeNumberField("bytes", payload.size());
        byte[] bytes = payload.toBytes();
        String text = payload.text();
        if (Arrays.equals(Payload.of(text).toBytes(), bytes)) {
            json.writeStringField("text", text);
        } else {
            json.writeBinaryField("base64", bytes);
        }
    }
}
