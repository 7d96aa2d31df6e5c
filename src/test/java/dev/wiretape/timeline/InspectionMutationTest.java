package dev.wiretape.timeline;

import static org.assertj.core.api.Assertions.fail;

import dev.wiretape.Corpus;
import dev.wiretape.message.Mutations;
import dev.wiretape.recording.Entry;
import dev.wiretape.recording.Field;
import dev.wiretape.recording.Outcome;
import dev.wiretape.recording.Part;
import dev.wiretape.recording.Payload;
import dev.wiretape.sse.FrameSplitter;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Damaged streams, on odd times and with odd ends, are looked through to their end, and no byte of them is lost. */
@Timeout(600)
class InspectionMutationTest {
    private static final int MUTATIONS = Integer.getInteger("wiretape.mutations", 100_000);

    private static final List<Outcome> OUTCOMES = List.of(Outcome.values());

    /** Larger streams take most of the time and break in no other way. */
    private static final int LARGEST = 4 * 1024;

    @Test
    void damagedStreamsAreLookedThroughAndTheirBytesAreKept() throws IOException {
        List<byte[]> streams = streams();
        for (int i = 0; i < MUTATIONS; i++) {
            Random random = new Random(i);
            byte[] stream = Mutations.of(streams.get(i % streams.size()), random);
            try {
                inspect(stream, random);
            } catch (RuntimeException e) {
                fail("mutation " + i + " of stream " + i % streams.size(), e);
            }
        }
    }

    private static void inspect(byte[] stream, Random random) {
        List<Entry> entries = entries(stream, random);
        Inspection inspection = new Inspection();
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(stream.length);
        for (Entry entry : entries) {
            inspection.add(entry);
            payload(entry).ifPresent(payload -> bytes.writeBytes(payload.toBytes()));
        }
        if (!Arrays.equals(bytes.toByteArray(), stream)) {
            fail("the lines do not hold the stream");
        }
        ExchangeReport report = inspection.report();
        for (Finding finding : report.findings()) {
            if (finding.message().codePoints().anyMatch(Character::isISOControl)) {
                fail("a control character in: " + finding);
            }
        }
    }

    private static List<Entry> entries(byte[] stream, Random random) {
        List<Entry> entries = new ArrayList<>();
        String type = random.nextInt(8) == 0 ? "text/plain" : "text/event-stream";
        entries.add(new Entry.Header(1, "id", "session", 1, "", 0, "target", "test", random.nextInt(8) > 0));
        entries.add(new Entry.Response(
                time(random), 200, "", "1.1", List.of(new Field("content-type", type)), Optional.empty(), false));
        if (type.equals("text/plain")) {
            int cut = random.nextInt(stream.length + 1);
            entries.add(new Entry.Body(time(random), Payload.of(stream, 0, cut)));
            entries.add(new Entry.Body(time(random), Payload.of(stream, cut, stream.length - cut)));
        } else {
            frames(stream, random, entries);
        }
        if (random.nextInt(8) > 0) {
            Outcome outcome = OUTCOMES.get(random.nextInt(OUTCOMES.size()));
            entries.add(new Entry.End(time(random), outcome, 0, 0, "", ""));
        }
        return entries;
    }

    private static void frames(byte[] stream, Random random, List<Entry> entries) {
        FrameSplitter splitter = new FrameSplitter();
        splitter.feed(stream, 0, stream.length, (raw, at, length) -> {
            List<Part> parts =
                    random.nextInt(8) == 0 ? List.of(new Part(1, time(random)), new Part(2, time(random))) : List.of();
            entries.add(new Entry.Frame(time(random), random.nextLong(), Payload.of(raw, at, length), parts));
            switch (random.nextInt(20)) {
                case 0 -> entries.add(new Entry.Paused(time(random)));
                case 1 -> entries.add(new Entry.Resumed(time(random)));
                case 2 -> entries.add(new Entry.Unknown("news"));
                default -> {
                    // Mostly nothing comes between two frames.
                }
            }
        });
        splitter.end((raw, at, length) ->
                entries.add(new Entry.Frame(time(random), 0, Payload.of(raw, at, length), List.of())));
        if (splitter.pendingLength() > 0) {
            entries.add(new Entry.Partial(time(random), Payload.of(splitter.pending()), List.of()));
        }
    }

    /** Times that run back, repeat and are far beyond any sense. */
    private static long time(Random random) {
        return random.nextInt(50) == 0 ? random.nextLong() : random.nextInt(20) * 300_000L;
    }

    private static Optional<Payload> payload(Entry entry) {
        if (entry instanceof Entry.Frame frame) {
            return Optional.of(frame.raw());
        }
        if (entry instanceof Entry.Partial partial) {
            return Optional.of(partial.raw());
        }
        return entry instanceof Entry.Body body ? Optional.of(body.bytes()) : Optional.empty();
    }

    private static List<byte[]> streams() throws IOException {
        List<byte[]> streams = new ArrayList<>(List.of(Mutations.PLAIN));
        if (Corpus.isThere()) {
            for (Path path : Corpus.streams()) {
                if (Files.size(path) <= LARGEST) {
                    streams.add(Files.readAllBytes(path));
                }
            }
        }
        return streams;
    }
}
