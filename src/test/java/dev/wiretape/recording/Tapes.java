package dev.wiretape.recording;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;

/** Recordings made on a time that the test passes in. */
final class Tapes implements AutoCloseable {
    static final List<Field> EVENT_STREAM = List.of(new Field("Content-Type", "text/event-stream; charset=utf-8"));

    final AtomicLong nanos = new AtomicLong(5_000_000_000L);
    final List<RecordingFailure> failures = new ArrayList<>();
    final LineBuffer lines = new LineBuffer();
    final Session session;

    Tapes(Path out) throws IOException {
        this(out, new Redactor(RedactionKey.random()));
    }

    Tapes(Path out, Redactor redactor) throws IOException {
        session = Session.create(
                out,
                redactor,
                "wiretape test",
                InstantSource.fixed(Instant.parse("2026-11-20T14:03:12.123456Z")),
                nanos::get,
                failures::add);
    }

    ExchangeRecorder begin() {
        return session.begin("target", "/v1/messages", lines);
    }

    /** An exchange whose event stream has begun. */
    ExchangeRecorder streaming() {
        ExchangeRecorder recorder = begin();
        recorder.request("POST", "http://api.test/v1/messages", "1.1", List.of(), utf8("{}"));
        recorder.response(200, "OK", "1.1", EVENT_STREAM);
        return recorder;
    }

    void passMicros(long micros) {
        nanos.addAndGet(micros * 1000);
    }

    /** The file of the exchange with that number. */
    Path file(int seq) throws IOException {
        return SessionFolder.recordings(session.folder()).get(seq - 1);
    }

    @Override
    public void close() {
        session.close();
    }

    static void chunk(ExchangeRecorder recorder, byte[] bytes) {
        recorder.chunk(bytes, 0, bytes.length);
    }

    static byte[] utf8(String text) {
        return text.getBytes(UTF_8);
    }

    static List<Entry> entries(Path file) throws IOException {
        List<Entry> entries = new ArrayList<>();
        try (RecordingReader reader = RecordingReader.open(file)) {
            for (Optional<Line> line = reader.next(); line.isPresent(); line = reader.next()) {
                entries.add(line.get().entry());
            }
        }
        return entries;
    }

    static <E extends Entry> List<E> entries(Path file, Class<E> kind) throws IOException {
        return entries(file).stream().filter(kind::isInstance).map(kind::cast).toList();
    }
}
