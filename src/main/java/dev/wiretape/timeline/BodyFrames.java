package dev.wiretape.timeline;

import dev.wiretape.recording.Payload;
import dev.wiretape.sse.EventStreams;
import dev.wiretape.sse.FrameSink;
import dev.wiretape.sse.FrameSplitter;
import java.io.ByteArrayOutputStream;

/**
 * Finds the frames in a body that was recorded in plain pieces because its content type does not say that it is an event
 * stream.
 */
final class BodyFrames {
    private final FrameSplitter splitter = new FrameSplitter();
    private final ByteArrayOutputStream beginning = new ByteArrayOutputStream();
    private boolean undecided = true;
    private boolean eventStream;

    /** Takes the next piece and hands on the frames it completes. */
    void add(Payload piece, FrameSink sink) {
        byte[] bytes = piece.toBytes();
        if (undecided) {
            beginning.writeBytes(bytes);
            bytes = beginning.toByteArray();
            if (bytes.length < EventStreams.ENOUGH && !EventStreams.looksLikeOne(bytes)) {
                return;
            }
            undecided = false;
            eventStream = EventStreams.looksLikeOne(bytes);
            beginning.reset();
        }
        if (eventStream) {
            splitter.feed(bytes, 0, bytes.length, sink);
        }
    }

    /** Whether what came so far is an event stream. */
    boolean eventStream() {
        return eventStream;
    }

    /** The bytes of a frame that has not ended. */
    int pendingLength() {
        return splitter.pendingLength();
    }
}
