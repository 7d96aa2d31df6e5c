package dev.wiretape.testing;

import dev.wiretape.recording.Entry;
import dev.wiretape.recording.Exchange;
import dev.wiretape.recording.Field;
import dev.wiretape.recording.Line;
import dev.wiretape.recording.Part;
import dev.wiretape.recording.Payload;
import dev.wiretape.recording.Recording;
import dev.wiretape.recording.RecordingReader;
import dev.wiretape.recording.SessionFolder;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;

/**
 * Everything a recording of one exchange says about the response, read whole into memory.
 *
 * @param name the file's name without its ending
 * @param frames raw
 * @param partial the bytes of a frame that never ended
 * @param chunks what each network chunk brought
 * @param body all decoded bytes
 * @param end empty if the recording has none (yet)
 */
public record Taken(
        String name,
        Entry.Request request,
        Entry.Response response,
        List<Payload> frames,
        Optional<Payload> partial,
        List<Chunk> chunks,
        byte[] body,
        Optional<Entry.End> end) {

    /**
     * A network chunk.
     *
     * @param bytes decoded
     * @param t when it arrived
     */
    public record Chunk(int bytes, long t) {}

    /** The recordings that come with the product. */
    public static List<Path> bundled() throws IOException {
        return SessionFolder.recordings(Path.of("recordings"));
    }

    /** Reads a recording that must hold one exchange and be undamaged. */
    public static Taken of(Path file) throws IOException {
        Recording recording = Recording.scan(file);
        if (recording.exchanges().size() != 1 || !recording.damages().isEmpty()) {
            throw new AssertionError(file + " should hold one undamaged exchange, but is " + recording);
        }
        Exchange exchange = recording.exchanges().get(0);
        Reader reader = new Reader();
        try (RecordingReader lines = exchange.open()) {
            for (Optional<Line> line = lines.next(); line.isPresent(); line = lines.next()) {
                reader.take(line.get().entry());
            }
        }
        return new Taken(
                file.getFileName().toString().replaceFirst("\\.ndjson$", ""),
                exchange.request().orElseThrow(() -> new AssertionError(file + " has no request")),
                exchange.response().orElseThrow(() -> new AssertionError(file + " has no response")),
                List.copyOf(reader.frames),
                reader.partial,
                List.copyOf(reader.chunks),
                reader.body.toByteArray(),
                exchange.end());
    }

    /** The size of what each network chunk brought, decoded. */
    public List<Integer> chunkSizes() {
        return chunks.stream().map(Chunk::bytes).toList();
    }

    /** When the last chunk arrived, or else the head. */
    public long lastChunkTime() {
        return chunks.isEmpty() ? response.t() : chunks.get(chunks.size() - 1).t();
    }

    /** The SHA-256 of the body, computed here. */
    public String sha256() {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(body));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The response's fields without those about the transfer; of redacted values the kind, for their hash is keyed. */
    public List<Field> fields() {
        List<String> transfer = List.of("transfer-encoding", "content-encoding", "content-length", "connection");
        return response.headers().stream()
                .filter(field -> !transfer.contains(field.key()))
                .map(field ->
                        new Field(field.name(), field.value().replaceAll("<redacted:(\\w+):\\w+>", "<redacted:$1>")))
                .toList();
    }

    private static final class Reader {
        private final List<Payload> frames = new ArrayList<>();
        private final List<Chunk> chunks = new ArrayList<>();
        private final ByteArrayOutputStream body = new ByteArrayOutputStream();
        private Optional<Payload> partial = Optional.empty();

        void take(Entry entry) {
            if (entry instanceof Entry.Frame frame) {
                frames.add(frame.raw());
                bytes(frame.raw(), frame.parts(), frame.t());
            } else if (entry instanceof Entry.Partial rest) {
                partial = Optional.of(rest.raw());
                bytes(rest.raw(), rest.parts(), rest.t());
            } else if (entry instanceof Entry.Body piece) {
                bytes(piece.bytes(), List.of(), piece.t());
            }
        }

        private void bytes(Payload raw, List<Part> parts, long t) {
            body.writeBytes(raw.toBytes());
            if (parts.isEmpty()) {
                piece(raw.size(), t);
            } else {
                parts.forEach(part -> piece(part.bytes(), part.t()));
            }
        }

        /** No two chunks share a time. */
        private void piece(int size, long t) {
            int last = chunks.size() - 1;
            if (last >= 0 && chunks.get(last).t() == t) {
                chunks.set(last, new Chunk(chunks.get(last).bytes() + size, t));
            } else {
                chunks.add(new Chunk(size, t));
            }
        }
    }
}
