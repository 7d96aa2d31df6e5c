package dev.wiretape.recording;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Any bytes as a recording: they are read or refused line by line; what was read can be written and read again; and what
 * {@code redact} makes of it has as many lines of each kind.
 */
public final class FuzzRecording {
    private static final Path FILE = file();
    private static final Redactor REDACTOR = new Redactor(RedactionKey.random());

    private FuzzRecording() {}

    /** The entry point that Jazzer knows. */
    public static void fuzzerTestOneInput(byte[] data) {
        try {
            Files.write(FILE, data);
            List<Entry> entries = entries();
            roundTrip(entries);
            scan();
            redact(entries);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<Entry> entries() throws IOException {
        List<Entry> entries = new ArrayList<>();
        try (RecordingReader reader = RecordingReader.open(FILE)) {
            while (reader.advance()) {
                try {
                    entries.add(reader.entry());
                } catch (DamagedRecordingException damaged) {
                    require(damaged.line() == reader.number(), "the damage is said to be elsewhere");
                }
            }
            require(reader.position() + reader.tornTail() == Files.size(FILE), "some of the file was not looked at");
        }
        return entries;
    }

    private static void roundTrip(List<Entry> entries) {
        for (Entry entry : entries) {
            if (!(entry instanceof Entry.Unknown)) {
                LineBuffer line = new LineBuffer();
                LineEncoder.encode(entry, line);
                try {
                    Entry again = LineDecoder.decode(line.array(), 0, line.length() - 1);
                    require(again.equals(entry), entry + " became " + again);
                } catch (LineDecoder.Damage e) {
                    throw new AssertionError(entry + " cannot be read again", e);
                }
            }
        }
    }

    private static void scan() throws IOException {
        try {
            Recording recording = Recording.scan(FILE);
            require(!recording.exchanges().isEmpty(), "a recording without an exchange");
        } catch (DamagedRecordingException refused) {
            require(refused.line() > 0, "a refusal without a line");
        }
    }

    private static void redact(List<Entry> entries) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try {
            new RecordingRedaction(FILE, REDACTOR).write(out);
        } catch (DamagedRecordingException refused) {
            return;
        }
        Files.write(FILE, out.toByteArray());
        List<Entry> redacted = entries();
        require(count(redacted, Entry.Frame.class) == count(entries, Entry.Frame.class), "frames were lost");
        require(count(redacted, Entry.End.class) == count(entries, Entry.End.class), "ends were lost");
        RecordingRedaction again = new RecordingRedaction(FILE, REDACTOR);
        again.write(new ByteArrayOutputStream());
        require(again.taken() == 0, "redacting again takes more out");
    }

    private static long count(List<Entry> entries, Class<?> kind) {
        return entries.stream().filter(kind::isInstance).count();
    }

    private static void require(boolean holds, String otherwise) {
        if (!holds) {
            throw new AssertionError(otherwise);
        }
    }

    private static Path file() {
        try {
            Path memory = Path.of("/dev/shm");
            Path file = Files.createTempFile(
                    Optional.of(memory).filter(Files::isWritable).orElse(Path.of(System.getProperty("java.io.tmpdir"))),
                    "fuzz",
                    ".ndjson");
            file.toFile().deleteOnExit();
            return file;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
