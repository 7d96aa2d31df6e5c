package dev.wiretape.recording;

import dev.wiretape.recording.secrets.Secret;
import dev.wiretape.recording.secrets.Secrets;
import dev.wiretape.recording.secrets.StreamSearch;
import dev.wiretape.sse.FrameSplitter;
import java.util.ArrayList;
import java.util.List;

/** Cuts an event stream into frame lines, each with the parts that the chunks brought. */
final class FrameTape {
    /** A frame that comes in more pieces than this is no longer kept as one: its parts alone would fill the memory. */
    private static final int MAX_PARTS = 64 * 1024;

    private final StreamSearch search;
    private final Redactor redactor;
    private final BodyDigest digest;
    private final LineBuffer lines;
    private final FrameMemory.Share memory;
    private final FrameSplitter splitter = new FrameSplitter();
    private final List<Part> parts = new ArrayList<>();

    /** So many lines in which nothing stands are no stream of events: each would become a line fifty times as long. */
    private static final int MAX_BLANKS = 64 * 1024;

    private long chunkTime;
    private int blanks;
    private int heldBytes;
    private boolean tooMuch;
    private long frames;

    FrameTape(Secrets secrets, Redactor redactor, BodyDigest digest, LineBuffer lines, FrameMemory.Share memory) {
        this.search = new StreamSearch(secrets);
        this.redactor = redactor;
        this.digest = digest;
        this.lines = lines;
        this.memory = memory;
    }

    long frames() {
        return frames;
    }

    /**
     * Takes bytes of the chunk that arrived at {@code t}; returns how many it took, fewer than all where a frame grew past
     * its bound.
     */
    int chunk(long t, byte[] from, int offset, int length) {
        chunkTime = t;
        int taken = splitter.feed(from, offset, length, this::frame);
        int fresh = splitter.pendingLength() - heldBytes;
        heldBytes += fresh;
        addPart(fresh, t);
        tooMuch = !memory.keep(heldBytes);
        return taken;
    }

    /** Whether the stream can no longer be cut into frames. */
    boolean hasGivenUp() {
        return tooMuch || splitter.overflowed() || parts.size() > MAX_PARTS || blanks > MAX_BLANKS;
    }

    /** The unfinished frame, as its chunks brought it, goes to {@code plain}. */
    void handOver(PlainTape plain) {
        splitter.giveUp((pending, offset, length) -> {
            int at = offset;
            for (Part part : parts) {
                plain.chunk(part.t(), pending, at, part.bytes());
                at += part.bytes();
            }
        });
        parts.clear();
        memory.keep(0);
    }

    /** Nothing is kept any more. */
    void close() {
        memory.keep(0);
    }

    /** No more chunks: what is left becomes a frame whose last LF never came, or a partial line. */
    void end() {
        splitter.end(this::frame);
        if (splitter.pendingLength() == 0) {
            return;
        }
        byte[] pending = splitter.pending();
        List<Part> several = parts.size() > 1 ? List.copyOf(parts) : List.of();
        List<Secret> found = search.find(pending, 0, pending.length);
        if (found.isEmpty()) {
            digest.same(pending, 0, pending.length);
            LineEncoder.encode(new Entry.Partial(chunkTime, Payload.owning(pending), several), lines);
        } else {
            Masked masked = Masked.of(pending, 0, several, pending.length, found, redactor);
            digest.masked(pending, 0, pending.length, masked.bytes());
            LineEncoder.encode(
                    new Entry.Partial(chunkTime, Payload.owning(masked.bytes()), masked.parts(), found.size()), lines);
        }
    }

    private void frame(byte[] from, int offset, int length) {
        blanks = length <= 2 ? blanks + 1 : 0;
        List<Part> pieces = partsOfFrame(length);
        List<Secret> found = search.find(from, offset, length);
        if (found.isEmpty()) {
            digest.same(from, offset, length);
            LineEncoder.frame(chunkTime, frames, from, offset, length, pieces, 0, lines);
        } else {
            Masked masked = Masked.of(from, offset, pieces, length, found, redactor);
            digest.masked(from, offset, length, masked.bytes());
            LineEncoder.frame(
                    chunkTime, frames, masked.bytes(), 0, masked.bytes().length, masked.parts(), found.size(), lines);
        }
        frames++;
    }

    private List<Part> partsOfFrame(int length) {
        if (parts.isEmpty()) {
            return List.of();
        }
        addPart(length - heldBytes, chunkTime);
        boolean oneOfThisChunk = parts.size() == 1 && parts.get(0).t() == chunkTime;
        List<Part> pieces = oneOfThisChunk ? List.of() : List.copyOf(parts);
        parts.clear();
        heldBytes = 0;
        return pieces;
    }

    private void addPart(int size, long t) {
        int last = parts.size() - 1;
        if (size > 0 && last >= 0 && parts.get(last).t() == t) {
            parts.set(last, new Part(parts.get(last).bytes() + size, t));
        } else if (size > 0) {
            parts.add(new Part(size, t));
        }
    }
}
