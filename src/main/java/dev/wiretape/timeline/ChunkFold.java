package dev.wiretape.timeline;

import dev.wiretape.recording.Part;
import java.util.List;
import java.util.OptionalInt;

/** Counts network chunks and the frames each one completed. Equal times mean the same chunk. */
final class ChunkFold {
    private long chunks;
    private long lastChunk = Long.MIN_VALUE;
    private int inChunk;
    private int firstInChunk;

    private long bursts;
    private long burstFrames;
    private int largest;
    private int largestFrame;

    /** A chunk brought a piece that completed no frame. */
    void piece(long t) {
        if (t != lastChunk) {
            chunks++;
            lastChunk = t;
            inChunk = 0;
        }
    }

    /** Pieces, of which the last may belong to the chunk that completed the frame. */
    void pieces(List<Part> parts) {
        parts.forEach(part -> piece(part.t()));
    }

    /** A chunk completed a frame. */
    void frame(long t, int frame) {
        piece(t);
        if (inChunk == 0) {
            firstInChunk = frame;
        }
        inChunk++;
        if (inChunk == Bursts.AT_LEAST) {
            bursts++;
            burstFrames += inChunk;
        } else if (inChunk > Bursts.AT_LEAST) {
            burstFrames++;
        }
        if (inChunk > largest) {
            largest = inChunk;
            largestFrame = firstInChunk;
        }
    }

    long chunks() {
        return chunks;
    }

    Bursts bursts() {
        return bursts == 0 ? Bursts.NONE : new Bursts(bursts, burstFrames, largest, OptionalInt.of(largestFrame));
    }
}
