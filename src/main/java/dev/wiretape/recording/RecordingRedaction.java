package dev.wiretape.recording;

import com.fasterxml.jackson.core.JsonProcessingException;
import dev.wiretape.recording.secrets.Secrets;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Takes secrets out of a recording that was made elsewhere, as the recorder would have done. Lines in which there is none
 * stay as they are, byte for byte. A line from which one was taken is flagged ({@code redacted}), and the end of its
 * exchange says which bytes each of its hashes covers: {@code sha256} those that stand there now, {@code wire_sha256} those
 * of the wire.
 *
 * <p>The file is read twice: a credential that a later exchange shows in its headers may stand in the body of an earlier
 * one. Not thread-safe.
 */
public final class RecordingRedaction {
    private final Path file;
    private final Redactor redactor;
    private final Secrets secrets = new Secrets();
    private final Set<Long> withUploads = new HashSet<>();
    private final List<String> notices = new ArrayList<>();
    private long exchanges;
    private long ends;
    private long taken;
    private final boolean torn;

    /**
     * Reads {@code file} a first time.
     *
     * @throws DamagedRecordingException where a line cannot be read: nobody can tell what it hides
     */
    public RecordingRedaction(Path file, Redactor redactor) throws IOException {
        this.file = file;
        this.redactor = redactor;
        try (RecordingReader reader = RecordingReader.open(file)) {
            while (reader.advance()) {
                learn(entry(reader));
                requireHeader();
            }
            requireHeader();
            torn = reader.tornTail() > 0;
            if (torn) {
                notices.add("it ends within a line, which is left out (" + reader.tornTail() + " bytes)");
            }
        }
    }

    /** Whether every exchange has its end: somebody may still write where one has none. */
    public boolean isFinished() {
        return ends >= exchanges;
    }

    /** Writes the recording without its secrets; {@code out} stays open. */
    public void write(OutputStream out) throws IOException {
        long number = 0;
        Optional<ExchangeRedaction> current = Optional.empty();
        try (RecordingReader reader = RecordingReader.open(file)) {
            while (reader.advance()) {
                Entry entry = reader.entry();
                if (entry instanceof Entry.Header) {
                    finish(current);
                    number++;
                    current = Optional.of(new ExchangeRedaction(redactor, secrets, withUploads.contains(number), out));
                }
                rewrite(current.orElseThrow(), entry, reader);
            }
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
        finish(current);
    }

    private void rewrite(ExchangeRedaction exchange, Entry entry, RecordingReader reader) throws IOException {
        try {
            exchange.line(entry, reader);
        } catch (JsonProcessingException e) {
            throw new DamagedRecordingException(file, reader.number(), "is not JSON: " + e.getOriginalMessage());
        }
    }

    /** How many secrets were taken out, or pieces of them. */
    public long taken() {
        return taken;
    }

    /** Whether what was written is not what stands in the file. */
    public boolean isChanged() {
        return taken > 0 || torn;
    }

    /** What there is to say about it, in words that complete "FILE: …". */
    public List<String> notices() {
        return List.copyOf(notices);
    }

    private Entry entry(RecordingReader reader) throws DamagedRecordingException {
        try {
            return reader.entry();
        } catch (DamagedRecordingException e) {
            if (exchanges == 0) {
                throw e.asNoRecording();
            }
            throw e;
        }
    }

    private void requireHeader() throws DamagedRecordingException {
        if (exchanges == 0) {
            throw new DamagedRecordingException(file, 1, "is no header, so this is no recording");
        }
    }

    private void finish(Optional<ExchangeRedaction> exchange) throws IOException {
        if (exchange.isPresent()) {
            exchange.get().finish();
            taken += exchange.get().taken();
            notices.addAll(exchange.get().notices());
        }
    }

    private void learn(Entry entry) {
        if (entry instanceof Entry.Header) {
            exchanges++;
        } else if (entry instanceof Entry.Request request) {
            learn(request.headers());
        } else if (entry instanceof Entry.Interim interim) {
            learn(interim.headers());
        } else if (entry instanceof Entry.Response response) {
            learn(response.headers());
        } else if (entry instanceof Entry.Trailers trailers) {
            learn(trailers.fields());
        } else if (entry instanceof Entry.Upload) {
            withUploads.add(exchanges);
        } else if (entry instanceof Entry.End) {
            ends++;
        }
    }

    private void learn(List<Field> headers) {
        redactor.credentials(headers).forEach(secrets::learn);
    }
}
