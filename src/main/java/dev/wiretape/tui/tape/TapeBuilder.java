package dev.wiretape.tui.tape;

import dev.wiretape.recording.DamagedRecordingException;
import dev.wiretape.recording.Entry;
import dev.wiretape.recording.Payload;
import dev.wiretape.recording.RecordingReader;
import dev.wiretape.sse.EventDecoder;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;

/** Reads an exchange's lines into a {@link Tape}. */
final class TapeBuilder {
    private final int place;
    private final Path file;
    private final long from;
    private final Entry.Header header;
    private final RowColumns rows;
    private final Glance glance;
    private final EventDecoder decoder = new EventDecoder();

    private Optional<Entry.Request> request = Optional.empty();
    private Optional<Entry.Response> response = Optional.empty();
    private Optional<Entry.End> end = Optional.empty();
    private long lastT;
    private boolean changed = true;
    private Tape tape;

    TapeBuilder(int place, Path file, long from, Entry.Header header, Words words) {
        this.place = place;
        this.file = file;
        this.from = from;
        this.header = header;
        this.rows = new RowColumns(words);
        this.glance = new Glance(words);
    }

    int place() {
        return place;
    }

    /** Takes a line that is no header. Returns the damage, if it cannot be read. */
    Optional<DamagedRecordingException> add(RecordingReader at) throws IOException {
        changed = true;
        if (glance.frame(at.array(), at.start(), at.length())) {
            add(LineKind.FRAME, glance.t(), at);
            return Optional.empty();
        }
        try {
            add(at.entry(), at);
            return Optional.empty();
        } catch (DamagedRecordingException damage) {
            glance.sizeOnly(0);
            add(LineKind.DAMAGED, lastT, at);
            return Optional.of(damage);
        }
    }

    /** The exchange so far. */
    Tape tape(long touched) {
        if (changed) {
            changed = false;
            tape = new Tape(place, file, from, header, request, response, end, rows.view(), touched);
        }
        return tape;
    }

    private void add(Entry entry, RecordingReader at) {
        long t = lastT;
        if (entry instanceof Entry.Frame frame) {
            glance.slowly(frame, decoder);
            add(LineKind.FRAME, frame.t(), at);
            return;
        }
        if (entry instanceof Entry.Request asked) {
            t = asked.t();
            request = Optional.of(
                    new Entry.Request(t, asked.method(), asked.url(), asked.http(), asked.headers(), Payload.EMPTY));
        } else if (entry instanceof Entry.Response answered) {
            t = answered.t();
            response = Optional.of(answered);
        } else if (entry instanceof Entry.End ended) {
            t = ended.t();
            end = Optional.of(ended);
        } else {
            t = time(entry);
        }
        glance.sizeOnly(size(entry));
        add(LineKind.of(entry), t, at);
    }

    private void add(LineKind kind, long t, RecordingReader at) {
        lastT = t;
        rows.add(kind, t, at.offset(), at.length(), glance);
    }

    private long time(Entry entry) {
        if (entry instanceof Entry.Upload upload) {
            return upload.t();
        } else if (entry instanceof Entry.Interim interim) {
            return interim.t();
        } else if (entry instanceof Entry.Body body) {
            return body.t();
        } else if (entry instanceof Entry.Paused paused) {
            return paused.t();
        } else if (entry instanceof Entry.Resumed resumed) {
            return resumed.t();
        } else if (entry instanceof Entry.Partial partial) {
            return partial.t();
        } else if (entry instanceof Entry.Trailers trailers) {
            return trailers.t();
        } else if (entry instanceof Entry.Tunnel tunnel) {
            return tunnel.t();
        } else if (entry instanceof Entry.Fault fault) {
            return fault.t();
        }
        return lastT;
    }

    private static int size(Entry entry) {
        if (entry instanceof Entry.Request request) {
            return request.body().size();
        } else if (entry instanceof Entry.Upload upload) {
            return upload.body().size();
        } else if (entry instanceof Entry.Body body) {
            return body.bytes().size();
        } else if (entry instanceof Entry.Partial partial) {
            return partial.raw().size();
        }
        return 0;
    }
}
