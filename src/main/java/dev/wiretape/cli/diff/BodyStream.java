package dev.wiretape.cli.diff;

import dev.wiretape.recording.Entry;
import dev.wiretape.recording.Exchange;
import dev.wiretape.recording.Line;
import dev.wiretape.recording.Payload;
import dev.wiretape.recording.RecordingReader;
import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;

/** The decoded body of a recorded answer as a stream of bytes. */
final class BodyStream extends InputStream {
    private final RecordingReader reader;
    private byte[] current = new byte[0];
    private int at;

    BodyStream(Exchange exchange) throws IOException {
        this.reader = exchange.open();
    }

    @Override
    public int read() throws IOException {
        return fill() ? current[at++] & 0xFF : -1;
    }

    @Override
    public int read(byte[] into, int offset, int length) throws IOException {
        if (length == 0) {
            return 0;
        }
        if (!fill()) {
            return -1;
        }
        int count = Math.min(length, current.length - at);
        System.arraycopy(current, at, into, offset, count);
        at += count;
        return count;
    }

    private boolean fill() throws IOException {
        while (at == current.length) {
            Optional<Line> line = SoundLines.next(reader);
            if (line.isEmpty()) {
                return false;
            }
            Optional<Payload> payload = payload(line.get().entry());
            if (payload.isPresent()) {
                current = payload.get().toBytes();
                at = 0;
            }
        }
        return true;
    }

    private static Optional<Payload> payload(Entry entry) {
        if (entry instanceof Entry.Frame frame) {
            return Optional.of(frame.raw());
        }
        if (entry instanceof Entry.Body body) {
            return Optional.of(body.bytes());
        }
        return entry instanceof Entry.Partial partial ? Optional.of(partial.raw()) : Optional.empty();
    }

    @Override
    public void close() throws IOException {
        reader.close();
    }
}
