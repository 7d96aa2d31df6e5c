package dev.wiretape.recording;

import dev.wiretape.sse.FrameSplitter;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;

/**
 * Turns a body's network chunks into lines: frames with the parts the chunks brought, or plain pieces. Counts and hashes
 * what it has seen. Knows no file and no clock.
 */
final class BodyTape {
    /** A frame that comes in more pieces than this is no longer kept as one: its parts alone would fill the memory. */
    private static final int MAX_PARTS = 64 * 1024;

    private final LineBuffer lines;
    private final MessageDigest digest = sha256();
    private final List<Part> parts = new ArrayList<>();
    private final FrameSplitter splitter = new FrameSplitter();
    private boolean cutsFrames;
    private boolean encoded;

    private long chunkTime;
    private int heldBytes;
    private long frames;
    private long bytes;

    /**
     * A tape whose lines go to {@code lines}.
     *
     * @param eventStream whether the body is to be cut into frames
     */
    BodyTape(boolean eventStream, LineBuffer lines) {
        this.cutsFrames = eventStream;
        this.lines = lines;
    }

    long frames() {
        return frames;
    }

    long bytes() {
        return bytes;
    }

    /** The hash of all bytes so far; the tape can not be used after that. */
    String sha256Hex() {
        return HexFormat.of().formatHex(digest.digest());
    }

    /** Takes decoded bytes of the network chunk that arrived at {@code t}; chunks have different times. */
    void chunk(long t, byte[] from, int offset, int length) {
        digest.update(from, offset, length);
        bytes += length;
        chunkTime = t;
        if (!cutsFrames) {
            LineEncoder.body(t, from, offset, length, encoded, lines);
            return;
        }
        int taken = splitter.feed(from, offset, length, this::frame);
        hold(t);
        if (splitter.overflowed() || parts.size() > MAX_PARTS) {
            stopCuttingFrames();
            if (taken < length) {
                LineEncoder.body(t, from, offset + taken, length - taken, encoded, lines);
            }
        }
    }

    /** From here on the bytes are still content-encoded. */
    void encodedFromHere() {
        if (cutsFrames) {
            stopCuttingFrames();
        }
        encoded = true;
    }

    /** No more chunks: what is left becomes a frame whose last LF never came, or a partial line. */
    void end() {
        if (!cutsFrames) {
            return;
        }
        splitter.end(this::frame);
        if (splitter.pendingLength() > 0) {
            List<Part> several = parts.size() > 1 ? List.copyOf(parts) : List.of();
            LineEncoder.encode(new Entry.Partial(chunkTime, Payload.owning(splitter.pending()), several), lines);
        }
    }

    private void frame(byte[] from, int offset, int length) {
        List<Part> pieces = List.of();
        if (!parts.isEmpty()) {
            addPart(length - heldBytes, chunkTime);
            boolean oneOfThisChunk = parts.size() == 1 && parts.get(0).t() == chunkTime;
            pieces = oneOfThisChunk ? List.of() : List.copyOf(parts);
            parts.clear();
            heldBytes = 0;
        }
        LineEncoder.frame(chunkTime, frames++, from, offset, length, pieces, 0, lines);
    }

    /** Notes which bytes of the unfinished frame this chunk brought. */
    private void hold(long t) {
        int fresh = splitter.pendingLength() - heldBytes;
        heldBytes += fresh;
        addPart(fresh, t);
    }

    private void addPart(int size, long t) {
        int last = parts.size() - 1;
        if (size > 0 && last >= 0 && parts.get(last).t() == t) {
            parts.set(last, new Part(parts.get(last).bytes() + size, t));
        } else if (size > 0) {
            parts.add(new Part(size, t));
        }
    }

    /** The unfinished frame becomes plain pieces, as its chunks brought them. */
    private void stopCuttingFrames() {
        cutsFrames = false;
        byte[] pending = splitter.pending();
        int at = 0;
        for (Part part : parts) {
            LineEncoder.body(part.t(), pending, at, part.bytes(), false, lines);
            at += part.bytes();
        }
        parts.clear();
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java platform has SHA-256", e);
        }
    }
}
