package dev.wiretape.recording;

import dev.wiretape.recording.secrets.Secrets;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Optional;

/**
 * Writes an exchange that was made of a recorded one: lines as they are, its body anew from network chunks. Secrets were
 * taken out when it was recorded. Not thread-safe.
 */
public final class ExchangeCopy {
    private final OutputStream out;
    private final LineBuffer lines = new LineBuffer();
    private Optional<BodyTape> tape = Optional.empty();
    private long last = -1;

    /** Begins the copy; {@code out} stays open. */
    public ExchangeCopy(OutputStream out, Entry.Header header) throws IOException {
        this.out = out;
        line(header);
    }

    /** A line that is neither of the body nor the end; one that this version does not know is left out. */
    public void line(Entry entry) throws IOException {
        if (entry instanceof Entry.Response response) {
            tape = Optional.of(tape(
                    ExchangeRecorder.isEventStream(response.headers()) && !response.undecoded(), response.undecoded()));
        }
        if (!(entry instanceof Entry.Unknown)) {
            LineEncoder.encode(entry, lines);
            flush();
        }
    }

    /** What one network chunk brought; a body without a head is taken for an event stream. */
    public void chunk(long t, Payload bytes) throws IOException {
        last = Math.max(t, last + 1);
        body().chunk(last, bytes.array(), 0, bytes.size());
        flush();
    }

    /** The end, with the outcome of {@code end}; counts and hash are those of what was written. */
    public void end(Entry.End end) throws IOException {
        body().end();
        BodyDigest digest = body().digest();
        LineEncoder.encode(
                new Entry.End(
                        Math.max(end.t(), last),
                        end.outcome(),
                        end.word(),
                        body().frames(),
                        digest.bytes(),
                        digest.recordedHex(),
                        digest.wireHex(),
                        end.reason()),
                lines);
        flush();
    }

    private BodyTape body() {
        if (tape.isEmpty()) {
            tape = Optional.of(tape(true, false));
        }
        return tape.get();
    }

    private BodyTape tape(boolean eventStream, boolean undecoded) {
        return new BodyTape(
                eventStream,
                undecoded,
                new Secrets(),
                new Redactor(RedactionKey.random()),
                lines,
                new FrameMemory().share());
    }

    private void flush() throws IOException {
        out.write(lines.array(), 0, lines.length());
        lines.clear();
    }
}
