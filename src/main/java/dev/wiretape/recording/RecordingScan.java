package dev.wiretape.recording;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** One pass over a file that finds its exchanges. */
final class RecordingScan {
    private static final byte[] FRAME = "{\"kind\":\"frame\"".getBytes(US_ASCII);
    private static final byte[] BODY = "{\"kind\":\"body\"".getBytes(US_ASCII);

    private final Path file;
    private final RecordingReader reader;
    private final List<Exchange> exchanges = new ArrayList<>();
    private final List<DamagedRecordingException> damages = new ArrayList<>();

    private long damagedLines;

    private Optional<Entry.Header> header = Optional.empty();
    private long from;
    private long linesBefore;
    private Optional<Entry.Request> request = Optional.empty();
    private final ByteArrayOutputStream uploads = new ByteArrayOutputStream();
    private Optional<Entry.Response> response = Optional.empty();
    private Optional<Entry.End> end = Optional.empty();
    private long frames;

    RecordingScan(Path file, RecordingReader reader) {
        this.file = file;
        this.reader = reader;
    }

    Recording run() throws IOException {
        while (reader.advance()) {
            if (isFrame()) {
                frames++;
            } else if (!isBody()) {
                look();
            }
            if (header.isEmpty() && damages.isEmpty()) {
                throw noRecording();
            }
        }
        finish(reader.position());
        if (exchanges.isEmpty()) {
            throw damages.isEmpty() ? noRecording() : damages.get(0);
        }
        return new Recording(file, List.copyOf(exchanges), List.copyOf(damages), damagedLines, reader.tornTail());
    }

    private DamagedRecordingException noRecording() {
        return DamagedRecordingException.withoutHeader(file, reader.number(), reader.tornTail());
    }

    private boolean isFrame() {
        return reader.startsWith(FRAME) && LineSkim.isFrame(reader.array(), reader.start(), reader.length());
    }

    private boolean isBody() {
        return reader.startsWith(BODY) && LineSkim.isBody(reader.array(), reader.start(), reader.length());
    }

    private void damaged(DamagedRecordingException damage) {
        damagedLines++;
        if (damages.size() < Recording.MOST_DAMAGES) {
            damages.add(damage);
        }
    }

    private void look() throws IOException {
        Entry entry;
        try {
            entry = reader.entry();
        } catch (DamagedRecordingException e) {
            if (header.isEmpty()) {
                throw e.asNoRecording();
            }
            damaged(e);
            return;
        }
        if (entry instanceof Entry.Header begun) {
            finish(reader.offset());
            begin(begun);
        } else {
            take(entry);
        }
    }

    private void begin(Entry.Header begun) {
        header = Optional.of(begun);
        from = reader.offset();
        linesBefore = reader.number() - 1;
        request = Optional.empty();
        response = Optional.empty();
        end = Optional.empty();
        uploads.reset();
        frames = 0;
    }

    private void take(Entry entry) {
        if (entry instanceof Entry.Request asked) {
            request = Optional.of(asked);
            uploads.writeBytes(asked.body().array());
        } else if (entry instanceof Entry.Upload upload) {
            uploads.writeBytes(upload.body().array());
        } else if (entry instanceof Entry.Response answered) {
            response = Optional.of(answered);
        } else if (entry instanceof Entry.End ended) {
            end = Optional.of(ended);
        } else if (entry instanceof Entry.Frame) {
            frames++;
        }
    }

    private void finish(long to) {
        if (header.isPresent()) {
            exchanges.add(new Exchange(
                    file, from, to, linesBefore, header.get(), request.map(this::withUploads), response, frames, end));
        }
    }

    private Entry.Request withUploads(Entry.Request asked) {
        if (uploads.size() == asked.body().size()) {
            return asked;
        }
        return asked.withBody(Payload.owning(uploads.toByteArray()));
    }
}
