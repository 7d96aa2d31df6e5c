package dev.wiretape.timeline;

import static dev.wiretape.timeline.Severity.ERROR;
import static dev.wiretape.timeline.Severity.INFO;
import static dev.wiretape.timeline.Severity.WARNING;

import dev.wiretape.recording.Entry;
import java.util.List;

/** What the HTML standard (§9.2.5, §9.2.6) makes of the bytes of an event stream. */
final class SseRules implements Check {
    static final Rule STREAM_EMPTY = Rule.wire(
            "stream-empty",
            ERROR,
            "an event stream that ends by itself has at least one event",
            "the TypeScript SDK throws \"request ended without sending any chunks\", others return nothing without an error");
    static final Rule FRAME_UNTERMINATED = Rule.wire(
            "frame-unterminated",
            ERROR,
            "an event is dispatched at the blank line behind it, and what has none is thrown away (HTML standard §9.2.6)",
            "the SDKs never see the event; where it was message_stop, the TypeScript SDK throws \"stream ended without"
                    + " producing a Message with role=assistant\", the Java SDK says nothing");
    static final Rule FRAME_OVERSIZED = Rule.wire(
            "frame-oversized",
            WARNING,
            "a frame of more than 8 MiB or 65,536 network chunks, or one that had no room beside those of other streams, is"
                    + " recorded as plain pieces from there on",
            "clients without a limit read on; nothing behind this place was checked");
    static final Rule INVALID_UTF_8 = Rule.wire(
            "invalid-utf-8",
            WARNING,
            "an event stream is UTF-8",
            "all clients show U+FFFD in place of the ill-formed bytes");
    static final Rule BYTE_ORDER_MARK = Rule.wire(
            "byte-order-mark",
            WARNING,
            "a byte order mark at the start is skipped (HTML standard §9.2.5)",
            "the Java SDK does not skip it and loses the first event");
    static final Rule BARE_CARRIAGE_RETURN = Rule.wire(
            "bare-carriage-return",
            INFO,
            "a line may end with a CR alone (HTML standard §9.2.5)",
            "the AI SDK loses the last event of such a stream");

    private boolean framesSeen;
    private boolean bareCrSeen;
    private boolean oversizedSeen;
    private int frames;
    private int partialBytes;
    private boolean lastFrameEndedWithCr;

    @Override
    public List<Rule> rules() {
        return List.of(
                STREAM_EMPTY,
                FRAME_UNTERMINATED,
                FRAME_OVERSIZED,
                INVALID_UTF_8,
                BYTE_ORDER_MARK,
                BARE_CARRIAGE_RETURN);
    }

    @Override
    public void line(Entry entry, Findings to) {
        if (entry instanceof Entry.Frame) {
            framesSeen = true;
        } else if (entry instanceof Entry.Partial partial) {
            partial(partial.raw().size());
        } else if (entry instanceof Entry.Body && framesSeen && !oversizedSeen) {
            oversizedSeen = true;
            to.add(FRAME_OVERSIZED, frames, "the recording has plain pieces after frame " + (frames - 1));
        }
    }

    /** The bytes behind the last frame. */
    void partial(int bytes) {
        partialBytes = bytes;
    }

    @Override
    public void frame(Seen frame, Findings to) {
        byte[] raw = frame.raw();
        if (frames == 0 && startsWithMark(raw)) {
            to.add(BYTE_ORDER_MARK, frame.number(), "the stream begins with a byte order mark");
        }
        frames = frame.number() + 1;
        int illFormed = Utf8Check.firstIllFormed(raw);
        if (illFormed >= 0) {
            to.add(INVALID_UTF_8, frame.number(), "byte " + illFormed + " of the frame is not UTF-8");
        }
        if (!bareCrSeen && endsLineWithCr(raw)) {
            bareCrSeen = true;
            to.add(BARE_CARRIAGE_RETURN, frame.number(), "a line ends with a CR and no LF");
        }
        lastFrameEndedWithCr = raw.length > 0 && raw[raw.length - 1] == '\r';
    }

    @Override
    public void end(Ending ending, Findings to) {
        if (!ending.byServer() || !ending.eventStream()) {
            return;
        }
        if (partialBytes > 0) {
            to.add(
                    FRAME_UNTERMINATED,
                    frames,
                    "the stream ends with " + partialBytes + " bytes that no blank line follows");
        }
        if (ending.events() == 0 && ending.mayHaveBody()) {
            to.add(STREAM_EMPTY, frames == 0 ? "the stream has no event" : "the stream has frames and no event");
        }
    }

    private static boolean startsWithMark(byte[] raw) {
        return raw.length >= 3 && raw[0] == (byte) 0xEF && raw[1] == (byte) 0xBB && raw[2] == (byte) 0xBF;
    }

    private boolean endsLineWithCr(byte[] raw) {
        if (lastFrameEndedWithCr && raw.length > 0 && raw[0] != '\n') {
            return true;
        }
        for (int i = 0; i + 1 < raw.length; i++) {
            if (raw[i] == '\r' && raw[i + 1] != '\n') {
                return true;
            }
        }
        return false;
    }
}
