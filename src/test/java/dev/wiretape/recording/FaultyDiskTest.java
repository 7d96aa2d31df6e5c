package dev.wiretape.recording;

import static dev.wiretape.recording.Tapes.utf8;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.wiretape.testing.Figures;
import dev.wiretape.testing.Scale;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * The recorder on a disk that writes short, fills up, cannot sync and loses what was not synced; each seed is another
 * disk and another stream.
 */
@Timeout(3600)
class FaultyDiskTest {
    private static final int SEEDS = Scale.of("seeds", 200, 10_000);

    @TempDir
    Path out;

    @Test
    void whateverTheDiskDoesWholeLinesAreKeptAndTheTrafficGoesOn() throws IOException {
        int filled = 0;
        AtomicReference<FaultyChannel> disk = new AtomicReference<>();
        List<RecordingFailure> failures = new CopyOnWriteArrayList<>();
        try (Session session = Session.create(
                out,
                new Redactor(RedactionKey.random()),
                "wiretape test",
                InstantSource.system(),
                System::nanoTime,
                failures::add,
                path -> {
                    Files.createFile(path);
                    return disk.get();
                })) {
            for (int seed = 0; seed < SEEDS; seed++) {
                Random random = new Random(seed);
                int room = random.nextBoolean() ? 200 + random.nextInt(8000) : Integer.MAX_VALUE;
                disk.set(new FaultyChannel(random, room, 0));
                failures.clear();
                record(session, random);

                byte[] written = disk.get().written();
                assertThat(written.length == 0 || written[written.length - 1] == '\n')
                        .as("a torn line is cut back (seed %d)", seed)
                        .isTrue();
                List<Entry> read = entries(written);
                assertThat(numbers(read))
                        .as("the frames (seed %d)", seed)
                        .isEqualTo(fromZero(numbers(read).size()));
                boolean full = read.stream().noneMatch(Entry.End.class::isInstance);
                assertThat(failures).as("what is said (seed %d)", seed).hasSize(full ? 1 : 0);
                assertThat(failures).allMatch(failure -> failure.reason().equals("No space left on device"));
                filled += full ? 1 : 0;
            }
        }
        Figures.measured(4, "disks", "%,d disks, %,d of them full: no broken line", SEEDS, filled);
    }

    @Test
    void powerLossCostsNothingThatWasSynced() throws IOException {
        long kept = 0;
        for (int seed = 0; seed < SEEDS; seed++) {
            Random random = new Random(seed);
            FaultyChannel disk = new FaultyChannel(random, Integer.MAX_VALUE, 0.1);
            RecordingFile file = RecordingFile.create(out.resolve("x"), path -> disk);
            append(file, random);

            List<Entry> synced = entries(disk.synced());
            kept += synced.size();
            List<Entry> survived = readable(disk.afterPowerLoss());
            assertThat(survived.subList(0, Math.min(survived.size(), synced.size())))
                    .as("seed %d", seed)
                    .isEqualTo(synced);
            assertThat(entries(disk.written()))
                    .as("nothing is made up (seed %d)", seed)
                    .containsAll(survived);
        }
        Figures.measured(3, "disks", "%,d disks lost power: none of %,d synced lines missing", SEEDS, kept);
    }

    @Test
    void aStreamIsSyncedWhileItRuns() throws IOException {
        FaultyChannel disk = new FaultyChannel(new Random(1), Integer.MAX_VALUE, 0);
        try (Session session = Session.create(
                out,
                new Redactor(RedactionKey.random()),
                "wiretape test",
                InstantSource.system(),
                System::nanoTime,
                failure -> {},
                path -> {
                    Files.createFile(path);
                    return disk;
                })) {
            ExchangeRecorder recorder = session.begin("target", "/v1/messages", new LineBuffer());
            recorder.request("POST", "http://api.test/", "1.1", List.of(), utf8("{}"));
            recorder.response(200, "OK", "1.1", Tapes.EVENT_STREAM);
            for (int n = 0; n < 2; n++) {
                byte[] frame = frame(n, new Random(n));
                recorder.chunk(frame, 0, frame.length);
                await("a sync of what was appended")
                        .atMost(Duration.ofSeconds(60))
                        .until(() -> disk.synced().length == disk.written().length);
            }
            assertThat(numbers(entries(disk.synced()))).containsExactly(0, 1);
            recorder.end(Outcome.COMPLETE, "");
        }
    }

    @Test
    void aSyncThatFailedEndsTheRecordingAndIsToldOnce() throws IOException {
        for (int seed = 0; seed < SEEDS; seed++) {
            Random random = new Random(seed);
            FaultyChannel disk = new FaultyChannel(random, Integer.MAX_VALUE, 1);
            RecordingFile file = RecordingFile.create(out.resolve("x"), path -> disk);
            LineBuffer lines = new LineBuffer();
            LineEncoder.encode(new Entry.Paused(1), lines);
            file.append(lines);
            boolean failed = false;
            try {
                file.sync();
            } catch (IOException e) {
                failed = e.getMessage().equals("Input/output error");
            }
            assertThat(failed && file.isBroken()).isTrue();
            LineEncoder.encode(new Entry.Resumed(2), lines);
            file.append(lines);
            file.sync();
            assertThat(new String(disk.written(), UTF_8)).isEqualTo("{\"kind\":\"paused\",\"t\":1}\n");
        }
    }

    /** A stream of numbered frames in odd pieces. */
    private static void record(Session session, Random random) {
        ExchangeRecorder recorder = session.begin("target", "/v1/messages", new LineBuffer());
        recorder.request("POST", "http://api.test/", "1.1", List.of(), utf8("{}"));
        recorder.response(200, "OK", "1.1", Tapes.EVENT_STREAM);
        int frames = 1 + random.nextInt(60);
        for (int n = 0; n < frames; n++) {
            byte[] frame = frame(n, random);
            int cut = random.nextInt(frame.length + 1);
            recorder.chunk(frame, 0, cut);
            recorder.chunk(frame, cut, frame.length - cut);
        }
        recorder.end(Outcome.COMPLETE, "");
    }

    /** Several lines at a time, synced now and then, until a sync fails. */
    private static void append(RecordingFile file, Random random) throws IOException {
        LineBuffer lines = new LineBuffer();
        int frames = 1 + random.nextInt(60);
        for (int n = 0; n < frames; n++) {
            byte[] frame = frame(n, random);
            LineEncoder.frame(n, n, frame, 0, frame.length, List.of(), 0, lines);
            if (random.nextInt(3) > 0) {
                file.append(lines);
            }
            if (random.nextInt(8) == 0) {
                try {
                    file.sync();
                } catch (IOException e) {
                    return;
                }
            }
        }
        file.append(lines);
    }

    private static byte[] frame(int n, Random random) {
        return utf8("data: {\"n\":" + n + ",\"x\":\"" + "x".repeat(random.nextInt(300)) + "\"}\n\n");
    }

    private static List<Integer> numbers(List<Entry> entries) {
        return entries.stream()
                .filter(Entry.Frame.class::isInstance)
                .map(entry -> ((Entry.Frame) entry).raw().text().replaceAll("(?s).*\"n\":(\\d+).*", "$1"))
                .map(Integer::valueOf)
                .toList();
    }

    private static List<Integer> fromZero(int size) {
        return IntStream.range(0, size).boxed().toList();
    }

    private List<Entry> entries(byte[] bytes) throws IOException {
        return Tapes.entries(file(bytes));
    }

    /** The lines that can be read, whatever stands between them. */
    private List<Entry> readable(byte[] bytes) throws IOException {
        List<Entry> entries = new ArrayList<>();
        try (RecordingReader reader = RecordingReader.open(file(bytes))) {
            while (reader.advance()) {
                try {
                    entries.add(reader.entry());
                } catch (DamagedRecordingException damaged) {
                    assertThat(damaged.line()).isPositive();
                }
            }
        }
        return entries;
    }

    private Path file(byte[] bytes) throws IOException {
        return Files.write(out.resolve("disk.ndjson"), bytes);
    }
}
