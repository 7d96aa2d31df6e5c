package dev.wiretape.timeline;

import static dev.wiretape.timeline.Streams.START;
import static dev.wiretape.timeline.Streams.clean;
import static dev.wiretape.timeline.Streams.text;
import static dev.wiretape.timeline.Streams.textStart;

import dev.wiretape.recording.Entry;
import dev.wiretape.recording.Field;
import dev.wiretape.recording.Outcome;
import dev.wiretape.recording.Payload;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Specimens for the rules of HTTP, of event streams and of time. */
final class WireSpecimens {
    private static final Field EVENT_STREAM = new Field("content-type", "text/event-stream");
    private static final String ERROR_BODY =
            "{\"type\":\"error\",\"error\":{\"type\":\"overloaded_error\",\"message\":\"Overloaded\"}}";

    private WireSpecimens() {}

    static Stream<Specimen> all() {
        return Stream.of(transport(), http(), eventStream(), pace()).flatMap(s -> s);
    }

    private static Stream<Specimen> transport() {
        return Stream.of(
                cut("upstream-closed", Outcome.UPSTREAM_CLOSED),
                cut("upstream-reset", Outcome.UPSTREAM_RESET),
                cut("timed-out", Outcome.TIMED_OUT),
                cut("recorder-stopped", Outcome.RECORDER_STOPPED),
                new Specimen(
                        "upstream-unreachable",
                        Exchanges.begun().request("{}").end(Outcome.UPSTREAM_UNREACHABLE),
                        Exchanges.begun().request("{}").response(204, List.of()).end(Outcome.COMPLETE)),
                new Specimen(
                        "client-cancelled",
                        Exchanges.streaming().frames(START).end(Outcome.CLIENT_CANCELLED),
                        // Many leave at message_stop, before the body has ended.
                        Exchanges.streaming().frames(clean()).end(Outcome.CLIENT_CANCELLED)),
                new Specimen(
                        "recording-unfinished",
                        Exchanges.streaming().frames(clean()),
                        Exchanges.streaming().frames(clean()).end(Outcome.COMPLETE)));
    }

    private static Specimen cut(String rule, Outcome outcome) {
        return new Specimen(
                rule,
                Exchanges.streaming()
                        .frames(START + textStart(0) + text(0, "Hel"))
                        .end(outcome),
                Exchanges.of(clean()));
    }

    private static Stream<Specimen> http() {
        return Stream.of(
                new Specimen(
                        "http-error",
                        answered(529, "application/json", ERROR_BODY),
                        answered(200, "application/json", "{\"type\":\"message\"}")),
                new Specimen(
                        "content-type-wrong",
                        answered(200, "text/plain", clean()),
                        answered(200, "text/plain", "Everything is fine.")),
                new Specimen(
                        "content-type-missing",
                        Exchanges.begun().response(200, List.of()).body(clean()).end(Outcome.COMPLETE),
                        Exchanges.begun().response(200, List.of()).body("{}").end(Outcome.COMPLETE)),
                new Specimen(
                        "event-stream-missing",
                        Exchanges.begun()
                                .request("{\"model\":\"m\",\"stream\":true}")
                                .response(200, "application/json")
                                .body("{}")
                                .end(Outcome.COMPLETE),
                        Exchanges.begun()
                                .request("{\"model\":\"m\",\"stream\":false}")
                                .response(200, "application/json")
                                .body("{}")
                                .end(Outcome.COMPLETE)),
                new Specimen(
                        "content-length-on-stream",
                        Exchanges.begun()
                                .response(200, List.of(EVENT_STREAM, new Field("Content-Length", "812")))
                                .frames(clean())
                                .end(Outcome.COMPLETE),
                        Exchanges.begun()
                                .response(200, List.of(EVENT_STREAM, new Field("Transfer-Encoding", "chunked")))
                                .frames(clean())
                                .end(Outcome.COMPLETE)),
                new Specimen("body-undecoded", coded(true), coded(false)));
    }

    private static Exchanges answered(int status, String contentType, String body) {
        return Exchanges.begun()
                .request("{}")
                .response(status, contentType)
                .body(body)
                .end(Outcome.COMPLETE);
    }

    private static Exchanges coded(boolean undecoded) {
        List<Field> headers = List.of(EVENT_STREAM, new Field("content-encoding", "br"));
        Exchanges exchange =
                Exchanges.begun().add(new Entry.Response(0, 200, "", "2", headers, Optional.of("br"), undecoded));
        return (undecoded ? exchange.body("\u001b") : exchange.frames(clean())).end(Outcome.COMPLETE);
    }

    private static Stream<Specimen> eventStream() {
        String cut = clean().substring(0, clean().length() - 1);
        return Stream.of(
                Specimen.of("stream-empty", ": nothing but a comment\n\n", clean()),
                Specimen.of("frame-unterminated", cut, cut + "\n"),
                new Specimen(
                        "frame-oversized",
                        Exchanges.streaming().frames(START).body("data: …").end(Outcome.COMPLETE),
                        Exchanges.streaming()
                                .frames(START)
                                .partial(Payload.of("data: …"))
                                .end(Outcome.COMPLETE)),
                new Specimen(
                        "invalid-utf-8",
                        Exchanges.streaming()
                                .frame(Payload.of(new byte[] {':', (byte) 0xED, (byte) 0xA0, (byte) 0x80, '\n', '\n'}))
                                .end(Outcome.COMPLETE),
                        Exchanges.of(": ü € 😀 \uFFFD\n\n")),
                Specimen.of("byte-order-mark", "\uFEFF" + clean(), START + "\uFEFF" + clean()),
                Specimen.of("bare-carriage-return", clean().replace('\n', '\r'), clean().replace("\n", "\r\n")));
    }

    private static Stream<Specimen> pace() {
        return Stream.of(
                new Specimen("stall", gap(1_000_001), gap(1_000_000)),
                new Specimen("burst", chunkOf(10), chunkOf(9)),
                new Specimen(
                        "client-paused",
                        Exchanges.streaming()
                                .paused()
                                .after(5_000)
                                .resumed()
                                .frames(clean())
                                .end(Outcome.COMPLETE),
                        Exchanges.streaming().paused().resumed().frames(clean()).end(Outcome.COMPLETE)));
    }

    private static Exchanges gap(long micros) {
        Exchanges exchange = Exchanges.streaming().frames(START + textStart(0) + text(0, "a") + text(0, "b"));
        return exchange.after(micros)
                .frame(text(0, "c"))
                .frames(Streams.blockStop(0) + Streams.messageDelta("end_turn") + Streams.STOP)
                .end(Outcome.COMPLETE);
    }

    private static Exchanges chunkOf(int frames) {
        Exchanges exchange = Exchanges.streaming().frames(START).after(1);
        for (int i = 0; i < frames; i++) {
            exchange.frame(Streams.PING);
        }
        return exchange.end(Outcome.COMPLETE);
    }
}
