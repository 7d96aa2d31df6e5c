package dev.wiretape.replay;

import dev.wiretape.recording.Entry;
import dev.wiretape.recording.Field;
import dev.wiretape.recording.Outcome;
import dev.wiretape.recording.Part;
import dev.wiretape.recording.Payload;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;

/** An exchange's lines, written down in a test. */
final class Tape {
    private final List<Entry> lines = new ArrayList<>();
    private Optional<Asked> asked = Optional.empty();
    private int frames;
    private long bytes;

    /** {@code POST target} with a body, all there at 0 µs. */
    static Tape post(String target, String body) {
        return request("POST", target, body);
    }

    static Tape request(String method, String target, String body, Field... headers) {
        Tape tape = new Tape();
        Entry.Request request = new Entry.Request(
                0, method, "https://api.example.com" + target, "1.1", List.of(headers), Payload.of(body));
        tape.lines.add(request);
        tape.asked = Optional.of(Asked.of(request, request.body().toBytes()));
        return tape;
    }

    /** An answer without a request. */
    static Tape imported() {
        return new Tape();
    }

    /** An event stream's usual head. */
    Tape stream(long t) {
        return head(t, 200, "Content-Type", "text/event-stream; charset=utf-8", "Transfer-Encoding", "chunked");
    }

    Tape head(long t, int status, String... fields) {
        return line(new Entry.Response(t, status, "Fine", "1.1", fields(fields), Optional.empty(), false));
    }

    Tape line(Entry line) {
        lines.add(line);
        return this;
    }

    Tape frame(long t, String raw, Part... parts) {
        bytes += Payload.of(raw).size();
        return line(new Entry.Frame(t, frames++, Payload.of(raw), List.of(parts)));
    }

    Tape body(long t, String text) {
        bytes += Payload.of(text).size();
        return line(new Entry.Body(t, Payload.of(text)));
    }

    Tape partial(long t, String raw, Part... parts) {
        bytes += Payload.of(raw).size();
        return line(new Entry.Partial(t, Payload.of(raw), List.of(parts)));
    }

    Tape end(long t, Outcome outcome) {
        return line(new Entry.End(t, outcome, frames, bytes, "", ""));
    }

    List<Entry> lines() {
        return List.copyOf(lines);
    }

    Take named(String name) {
        return named(name, () -> {});
    }

    /** The same; {@code before} it is read something happens. */
    Take named(String name, Before before) {
        Optional<Entry.End> end = lines.stream()
                .filter(Entry.End.class::isInstance)
                .map(Entry.End.class::cast)
                .findFirst();
        return new Take(name, asked, end, () -> {
            before.run();
            return entries(lines());
        });
    }

    /** What happens before a tape is read. */
    interface Before {
        void run() throws IOException;
    }

    /** The cues that are made of it. */
    List<Cue> cues() throws IOException {
        List<Cue> cues = new ArrayList<>();
        try (CueReader reader = new CueReader(entries(lines()))) {
            for (Optional<Cue> cue = reader.next(); cue.isPresent(); cue = reader.next()) {
                cues.add(cue.get());
            }
        }
        return cues;
    }

    static List<Field> fields(String... namesAndValues) {
        List<Field> fields = new ArrayList<>();
        for (int i = 0; i < namesAndValues.length; i += 2) {
            fields.add(new Field(namesAndValues[i], namesAndValues[i + 1]));
        }
        return fields;
    }

    private static Entries entries(List<Entry> lines) {
        Iterator<Entry> iterator = lines.iterator();
        return new Entries() {
            @Override
            public Optional<Entry> next() {
                return iterator.hasNext() ? Optional.of(iterator.next()) : Optional.empty();
            }

            @Override
            public void close() {}
        };
    }
}
