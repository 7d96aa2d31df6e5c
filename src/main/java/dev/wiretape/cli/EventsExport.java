package dev.wiretape.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.wiretape.recording.Entry;
import dev.wiretape.recording.Line;
import dev.wiretape.recording.Payload;
import dev.wiretape.sse.Event;
import dev.wiretape.sse.EventDecoder;
import dev.wiretape.sse.EventStreams;
import dev.wiretape.sse.FrameSplitter;

/** Writes one line per event, whatever the frames were recorded as; nothing for a body that is no event stream. */
final class EventsExport implements RecordingPass.Visitor {
    private static final JsonMapper JSON = new JsonMapper();

    private final ExportOutput to;
    private final EventDecoder decoder = new EventDecoder();
    private final FrameSplitter splitter = new FrameSplitter();
    private boolean framesSeen;
    private boolean bodySeen;
    private boolean otherBody;

    EventsExport(ExportOutput to) {
        this.to = to;
    }

    @Override
    public void line(Line line) {
        if (line.entry() instanceof Entry.Frame frame) {
            framesSeen = true;
            frame(frame.raw().toBytes());
        } else if (line.entry() instanceof Entry.Body body && !framesSeen) {
            body(body.bytes());
        }
    }

    @Override
    public void end() {
        splitter.end((bytes, offset, length) -> frame(copy(bytes, offset, length)));
    }

    private void body(Payload piece) {
        byte[] bytes = piece.toBytes();
        if (!bodySeen) {
            bodySeen = true;
            otherBody = !EventStreams.looksLikeOne(bytes);
        }
        if (!otherBody) {
            splitter.feed(bytes, 0, bytes.length, (from, offset, length) -> frame(copy(from, offset, length)));
        }
    }

    private void frame(byte[] raw) {
        decoder.decode(raw).ifPresent(event -> to.write(line(event).getBytes(UTF_8)));
    }

    private static String line(Event event) {
        return "{\"event\":" + quoted(event.type()) + ",\"data\":" + quoted(event.data()) + ",\"id\":"
                + quoted(event.lastEventId()) + "}\n";
    }

    private static String quoted(String text) {
        try {
            return JSON.writeValueAsString(text);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("A string can always be written", e);
        }
    }

    private static byte[] copy(byte[] from, int offset, int length) {
        byte[] bytes = new byte[length];
        System.arraycopy(from, offset, bytes, 0, length);
        return bytes;
    }
}
