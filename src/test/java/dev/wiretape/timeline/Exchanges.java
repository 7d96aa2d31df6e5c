package dev.wiretape.timeline;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.wiretape.recording.Entry;
import dev.wiretape.recording.Field;
import dev.wiretape.recording.Outcome;
import dev.wiretape.recording.Part;
import dev.wiretape.recording.Payload;
import dev.wiretape.sse.FrameSplitter;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The lines of an exchange as a recorder would write them, on times that the test passes in. */
final class Exchanges {
    private final List<Entry> entries = new ArrayList<>();
    private long t;
    private long frames;
    private long bytes;
    private boolean ended;

    private Exchanges() {}

    /** An exchange with its header and nothing else. */
    static Exchanges begun() {
        Exchanges exchange = new Exchanges();
        exchange.entries.add(new Entry.Header(1, "id-1", "session", 1, "", 0, "target", "test", true));
        return exchange;
    }

    /** An exchange of the Messages API whose event stream has begun after 100 ms. */
    static Exchanges streaming() {
        return begun().request("{\"stream\":true}").at(100_000).response(200, "text/event-stream; charset=utf-8");
    }

    /** The same with a whole stream in it, one frame every 10 ms. */
    static Exchanges of(String stream) {
        return streaming().frames(stream).end(Outcome.COMPLETE);
    }

    Exchanges request(String body) {
        entries.add(new Entry.Request(
                t, "POST", "https://api.test/v1/messages?beta=true", "1.1", List.of(), Payload.of(body)));
        return this;
    }

    Exchanges response(int status, String contentType) {
        return response(status, List.of(new Field("Content-Type", contentType)));
    }

    Exchanges response(int status, List<Field> headers) {
        entries.add(new Entry.Response(t, status, "", "1.1", headers, Optional.empty(), false));
        return this;
    }

    /** What follows happens at that time, µs since the exchange began. */
    Exchanges at(long micros) {
        t = micros;
        return this;
    }

    /** What follows happens so much later. */
    Exchanges after(long micros) {
        t += micros;
        return this;
    }

    /** Cuts a stream into frames, each in a network chunk of its own, 10 ms apart. */
    Exchanges frames(String stream) {
        FrameSplitter splitter = new FrameSplitter();
        byte[] body = stream.getBytes(UTF_8);
        splitter.feed(body, 0, body.length, (from, offset, length) -> {
            t += 10_000;
            frame(Payload.of(from, offset, length));
        });
        splitter.end((from, offset, length) -> frame(Payload.of(from, offset, length)));
        return splitter.pendingLength() == 0 ? this : partial(Payload.of(splitter.pending()));
    }

    /** One frame, now. */
    Exchanges frame(String raw) {
        return frame(Payload.of(raw));
    }

    /** One frame, now. */
    Exchanges frame(Payload raw) {
        return frame(raw, List.of());
    }

    /** One frame that several chunks brought. */
    Exchanges frame(Payload raw, List<Part> parts) {
        entries.add(new Entry.Frame(t, frames++, raw, parts));
        bytes += raw.size();
        return this;
    }

    /** An event of the Messages API, now. */
    Exchanges event(String type, String restOfData) {
        return frame(Streams.event(type, restOfData));
    }

    Exchanges partial(Payload raw) {
        entries.add(new Entry.Partial(t, raw, List.of()));
        return this;
    }

    Exchanges body(String text) {
        entries.add(new Entry.Body(t, Payload.of(text)));
        return this;
    }

    Exchanges add(Entry entry) {
        entries.add(entry);
        return this;
    }

    Exchanges paused() {
        return add(new Entry.Paused(t));
    }

    Exchanges resumed() {
        return add(new Entry.Resumed(t));
    }

    Exchanges end(Outcome outcome) {
        ended = true;
        return add(new Entry.End(t, outcome, frames, bytes, "", ""));
    }

    List<Entry> entries() {
        return entries;
    }

    /** What the inspection says; where nothing was said about the end, the exchange still runs. */
    ExchangeReport report() {
        Inspection inspection = new Inspection();
        entries.forEach(inspection::add);
        return inspection.report();
    }

    /** The names of the rules that have a finding, once each, in order. */
    List<String> rules() {
        return report().findings().stream().map(f -> f.rule().name()).distinct().toList();
    }

    @Override
    public String toString() {
        return entries.size() + " lines" + (ended ? "" : ", not ended");
    }
}
