package dev.wiretape.tui.tape;

import dev.wiretape.recording.DamagedRecordingException;
import dev.wiretape.recording.Entry;
import dev.wiretape.recording.Line;
import dev.wiretape.recording.Payload;
import dev.wiretape.recording.RecordingReader;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** Reads single rows of a tape from its file, when they are looked at. Not thread-safe. */
public final class RowReader {
    private static final int KEPT = 4096;

    private record Key(int place, int row) {}

    private final Map<Key, String> previews = new LinkedHashMap<>();

    /** What the row's line says; empty where it cannot be read. */
    public Optional<Entry> entry(Tape tape, int row) {
        long from = tape.rows().offset(row);
        long to = from + tape.rows().length(row) + 1;
        try (RecordingReader reader = RecordingReader.open(tape.file(), from, to, 0)) {
            return reader.next().map(Line::entry);
        } catch (DamagedRecordingException damaged) {
            return Optional.empty();
        } catch (IOException gone) {
            return Optional.empty();
        }
    }

    /** The line as it stands in the file, or why it cannot be read. */
    public String line(Tape tape, int row) {
        long from = tape.rows().offset(row);
        try (RecordingReader reader =
                RecordingReader.open(tape.file(), from, from + tape.rows().length(row) + 1, 0)) {
            return reader.advance() ? reader.json().text() : "";
        } catch (IOException gone) {
            return "cannot be read: " + gone.getMessage();
        }
    }

    /** A few words on what the row holds. */
    public String preview(Tape tape, int row) {
        Key key = new Key(tape.place(), row);
        String known = previews.get(key);
        if (known == null) {
            if (previews.size() >= KEPT) {
                previews.clear();
            }
            known = entry(tape, row).map(Preview::of).orElse("this line cannot be read");
            previews.put(key, known);
        }
        return known;
    }

    /** The request with its header fields, if it is there. */
    public Optional<Entry.Request> request(Tape tape) {
        return head(tape, LineKind.REQUEST)
                .filter(Entry.Request.class::isInstance)
                .map(Entry.Request.class::cast);
    }

    /** The response's head with its fields, if it came. */
    public Optional<Entry.Response> response(Tape tape) {
        return head(tape, LineKind.RESPONSE)
                .filter(Entry.Response.class::isInstance)
                .map(Entry.Response.class::cast);
    }

    private Optional<Entry> head(Tape tape, LineKind kind) {
        Rows rows = tape.rows();
        for (int row = 0; row < rows.count() && rows.kind(row) != LineKind.FRAME; row++) {
            if (rows.kind(row) == kind) {
                return entry(tape, row);
            }
        }
        return Optional.empty();
    }

    /** The request's body, with what arrived after the request line. */
    public Payload requestBody(Tape tape) {
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        Rows rows = tape.rows();
        for (int row = 0; row < rows.count() && rows.kind(row) != LineKind.FRAME; row++) {
            if (rows.kind(row) == LineKind.REQUEST || rows.kind(row) == LineKind.UPLOAD) {
                entry(tape, row).ifPresent(entry -> {
                    if (entry instanceof Entry.Request request) {
                        body.writeBytes(request.body().toBytes());
                    } else if (entry instanceof Entry.Upload upload) {
                        body.writeBytes(upload.body().toBytes());
                    }
                });
            }
        }
        return Payload.of(body.toByteArray());
    }
}
