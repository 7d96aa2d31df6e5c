package dev.wiretape.loop;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.wiretape.Corpus;
import dev.wiretape.recording.ExchangeRecorder;
import dev.wiretape.recording.Field;
import dev.wiretape.recording.LineBuffer;
import dev.wiretape.recording.Outcome;
import dev.wiretape.recording.RedactionKey;
import dev.wiretape.recording.Redactor;
import dev.wiretape.recording.Session;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Makes recordings of the corpus' bare bodies: each sliced at random places, seeded with its name, each slice a network
 * chunk at a time of its own. Short bodies are sliced byte by byte.
 */
final class Imported {
    private static final List<Field> HEADERS = List.of(
            new Field("Content-Type", "text/event-stream; charset=utf-8"),
            new Field("X-ODD-case", "kept"),
            new Field("request-id", "req_loop"));
    private static final int SHORT = 700;
    private static final int SMALL_SLICES = 900;
    private static final int LARGE_SLICES = 40_000;

    private final AtomicLong micros = new AtomicLong(1);
    private final LineBuffer lines = new LineBuffer();
    private final Session session;

    private Imported(Session session) {
        this.session = session;
    }

    /** Whole bodies, all complete. */
    static Path whole(Path out) throws IOException {
        return all(out, (body, random) -> body.length, random -> Outcome.COMPLETE);
    }

    /** Bodies cut at a random byte, every other one by a reset. */
    static Path cut(Path out) throws IOException {
        return all(
                out,
                (body, random) -> random.nextInt(body.length),
                random -> random.nextBoolean() ? Outcome.UPSTREAM_RESET : Outcome.UPSTREAM_CLOSED);
    }

    private static Path all(Path out, Cut cut, Ending ending) throws IOException {
        AtomicLong nanos = new AtomicLong();
        Session session = Session.create(
                out,
                new Redactor(RedactionKey.random()),
                "wiretape test",
                InstantSource.system(),
                nanos::get,
                failure -> {
                    throw new AssertionError(failure);
                });
        try (session) {
            Imported imported = new Imported(session);
            for (Path file : Corpus.streams()) {
                imported.record(file, nanos, cut, ending);
            }
        }
        return session.folder();
    }

    private void record(Path file, AtomicLong nanos, Cut cut, Ending ending) throws IOException {
        String name = file.getFileName().toString().replaceFirst("\\.sse$", "");
        byte[] body = Files.readAllBytes(file);
        Random random = new Random(name.hashCode());
        int length = cut.at(body, random);
        int most = length < SHORT ? 1 : random.nextBoolean() ? SMALL_SLICES : LARGE_SLICES;
        ExchangeRecorder recorder = session.begin("import", "/" + name, lines);
        String request = "{\"model\":\"claude-sonnet-5\",\"stream\":true,\"name\":\"" + name + "\"}";
        recorder.request("POST", "http://api.test/v1/messages", "1.1", List.of(), request.getBytes(UTF_8));
        pass(nanos);
        recorder.response(200, "Fine", "1.1", HEADERS);
        for (int at = 0; at < length; ) {
            int size = Math.min(length - at, 1 + random.nextInt(most));
            pass(nanos);
            recorder.chunk(body, at, size);
            at += size;
        }
        pass(nanos);
        recorder.end(ending.of(random), "");
    }

    private void pass(AtomicLong nanos) {
        nanos.addAndGet(micros.getAndUpdate(m -> m % 7 + 1) * 1000);
    }

    private interface Cut {
        int at(byte[] body, Random random);
    }

    private interface Ending {
        Outcome of(Random random);
    }
}
