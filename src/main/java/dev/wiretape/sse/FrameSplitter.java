package dev.wiretape.sse;

import java.util.Arrays;

/**
 * Cuts an event stream into frames while it arrives, losing and changing no byte: the frames and {@link #pending()},
 * one after the other, are the bytes that were fed.
 *
 * <p>A frame ends with a blank line; lines end with LF, CR or CRLF (HTML standard §9.2.5). Where the cuts fall does not
 * depend on how the bytes were chunked. A CR is followed by the LF of the same line ending or not; to know it for the
 * blank line without holding back a frame of a stream that ends its lines with a bare CR, the line before decides: only
 * after a line that ended with CRLF does a blank line's CR wait for its LF.
 *
 * <p>Time is linear in the bytes fed, also when they come one at a time. Memory is bounded by {@code maxFrameBytes}: a
 * frame that grows past it is never completed, {@link #overflowed()} turns true and stays so. Not thread-safe.
 */
public final class FrameSplitter {
    /** The promise of the recorder: a frame of up to 8 MiB is kept whole. */
    public static final int DEFAULT_MAX_FRAME_BYTES = 8 * 1024 * 1024;

    private static final byte[] BOM = {(byte) 0xEF, (byte) 0xBB, (byte) 0xBF};

    private final int maxFrameBytes;

    private byte[] held = new byte[0];
    private int heldLength;

    /** How many bytes of the stream's leading byte order mark were seen; -1 once that is settled. */
    private int bomSeen;

    private boolean lineEmpty = true;
    private boolean lastWasCr;
    private boolean lastEndingCrlf;
    private boolean blankWaitsForLf;
    private boolean frameComplete;
    private boolean overflowed;

    /** A splitter with the default bound. */
    public FrameSplitter() {
        this(DEFAULT_MAX_FRAME_BYTES);
    }

    /** A splitter that gives up on frames of more than {@code maxFrameBytes} bytes. */
    public FrameSplitter(int maxFrameBytes) {
        if (maxFrameBytes < 1) {
            throw new IllegalArgumentException("maxFrameBytes must be positive, not " + maxFrameBytes);
        }
        this.maxFrameBytes = maxFrameBytes;
    }

    /**
     * Takes the next bytes of the stream and hands each frame they complete to {@code sink}, in order, before it
     * returns. After an overflow nothing is handed over and the bytes are not kept; {@link #pending()} stays what it
     * was when the bound was passed.
     *
     * @return how many bytes were taken: all of them, or fewer where the frame that passed the bound began to overflow
     */
    public int feed(byte[] bytes, int offset, int length, FrameSink sink) {
        if (overflowed) {
            return 0;
        }
        int end = offset + length;
        int start = offset;
        int at = offset;
        while (at < end) {
            at = advance(bytes, at, end);
            if (frameComplete) {
                frameComplete = false;
                if (heldLength + (at - start) > maxFrameBytes) {
                    break;
                }
                emit(bytes, start, at, sink);
                start = at;
            }
        }
        return hold(bytes, start, end) - offset;
    }

    /**
     * Ends the stream. A blank line whose LF was still awaited is complete now; anything else that is left is no frame
     * and stays in {@link #pending()}.
     */
    public void end(FrameSink sink) {
        if (blankWaitsForLf && !overflowed) {
            blankWaitsForLf = false;
            emit(held, 0, 0, sink);
        }
    }

    /** The bytes fed since the last frame ended. */
    public byte[] pending() {
        return Arrays.copyOf(held, heldLength);
    }

    /**
     * Hands over the bytes fed since the last frame ended, though they are no frame, and keeps them no longer. Nothing is
     * cut into frames any more.
     */
    public void giveUp(FrameSink sink) {
        byte[] rest = held;
        int length = heldLength;
        held = new byte[0];
        heldLength = 0;
        overflowed = true;
        sink.frame(rest, 0, length);
    }

    /** How many bytes were fed since the last frame ended. */
    public int pendingLength() {
        return heldLength;
    }

    /** Whether a frame grew past the bound, or was given up: this stream is no longer cut into frames. */
    public boolean overflowed() {
        return overflowed;
    }

    /** Reads the rest of a line or one line ending; returns the position after it. */
    private int advance(byte[] bytes, int at, int end) {
        if (blankWaitsForLf) {
            return settleBlankLine(bytes, at);
        }
        byte b = bytes[at];
        if (bomSeen >= 0 && !passBom(b)) {
            return at + 1;
        }
        if (b == '\n') {
            lineFeed();
            return at + 1;
        }
        if (b == '\r') {
            carriageReturn();
            return at + 1;
        }
        lastWasCr = false;
        lineEmpty = false;
        return Lines.end(bytes, at + 1, end);
    }

    private int settleBlankLine(byte[] bytes, int at) {
        blankWaitsForLf = false;
        frameComplete = true;
        lastEndingCrlf = bytes[at] == '\n';
        return lastEndingCrlf ? at + 1 : at;
    }

    private void lineFeed() {
        if (lastWasCr) {
            lastEndingCrlf = true;
        } else {
            lastEndingCrlf = false;
            frameComplete = lineEmpty;
        }
        lastWasCr = false;
        lineEmpty = true;
    }

    private void carriageReturn() {
        if (lineEmpty && lastEndingCrlf) {
            blankWaitsForLf = true;
            return;
        }
        frameComplete = lineEmpty;
        lastWasCr = true;
        lastEndingCrlf = false;
        lineEmpty = true;
    }

    /** Returns whether {@code b} is to be read as content; false while it is part of the leading byte order mark. */
    private boolean passBom(byte b) {
        if (bomSeen < BOM.length && b == BOM[bomSeen]) {
            bomSeen++;
            if (bomSeen == BOM.length) {
                bomSeen = -1;
            }
            return false;
        }
        // The bytes before were no byte order mark but the beginning of a line.
        lineEmpty = bomSeen == 0;
        bomSeen = -1;
        return true;
    }

    private void emit(byte[] bytes, int start, int end, FrameSink sink) {
        int length = end - start;
        if (heldLength == 0) {
            sink.frame(bytes, start, length);
            return;
        }
        append(bytes, start, length);
        int whole = heldLength;
        heldLength = 0;
        sink.frame(held, 0, whole);
        if (held.length > 64 * 1024) {
            held = new byte[0];
        }
    }

    private int hold(byte[] bytes, int start, int end) {
        int room = maxFrameBytes - heldLength;
        if (end - start > room) {
            overflowed = true;
            append(bytes, start, room);
            return start + room;
        }
        append(bytes, start, end - start);
        return end;
    }

    private void append(byte[] bytes, int start, int length) {
        if (length == 0) {
            return;
        }
        if (held.length - heldLength < length) {
            int roomy = Math.min(maxFrameBytes, (int) Math.min(Integer.MAX_VALUE, 2L * held.length));
            held = Arrays.copyOf(held, Math.max(heldLength + length, Math.max(256, roomy)));
        }
        System.arraycopy(bytes, start, held, heldLength, length);
        heldLength += length;
    }
}
