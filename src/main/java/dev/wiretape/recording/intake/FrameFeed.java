package dev.wiretape.recording.intake;

import dev.wiretape.recording.ExchangeRecorder;
import dev.wiretape.sse.EventStreams;
import dev.wiretape.sse.FrameSplitter;
import java.io.ByteArrayOutputStream;

/**
 * Gives a body to a recorder, an event stream frame by frame: of a file without times nobody knows which frames one
 * network chunk brought, so each is taken for one.
 */
final class FrameFeed {
    private final ExchangeRecorder recorder;
    private final FrameSplitter splitter = new FrameSplitter();
    private final ByteArrayOutputStream undecided = new ByteArrayOutputStream();
    private boolean begun;
    private boolean plain;

    FrameFeed(ExchangeRecorder recorder) {
        this.recorder = recorder;
    }

    /** The next bytes of the body, decoded. */
    void add(byte[] bytes, int offset, int length) {
        if (begun) {
            pass(bytes, offset, length);
            return;
        }
        undecided.write(bytes, offset, length);
        if (undecided.size() >= EventStreams.ENOUGH) {
            begin();
        }
    }

    /** No more bytes. */
    void end() {
        begin();
        splitter.end(recorder::chunk);
        if (!plain && splitter.pendingLength() > 0) {
            recorder.chunk(splitter.pending(), 0, splitter.pendingLength());
        }
    }

    private void begin() {
        if (!begun) {
            begun = true;
            byte[] beginning = undecided.toByteArray();
            undecided.reset();
            plain = !EventStreams.hasFields(beginning);
            pass(beginning, 0, beginning.length);
        }
    }

    private void pass(byte[] bytes, int offset, int length) {
        int taken = plain ? 0 : splitter.feed(bytes, offset, length, recorder::chunk);
        if (splitter.overflowed() && !plain) {
            plain = true;
            recorder.chunk(splitter.pending(), 0, splitter.pendingLength());
        }
        if (plain && taken < length) {
            recorder.chunk(bytes, offset + taken, length - taken);
        }
    }
}
