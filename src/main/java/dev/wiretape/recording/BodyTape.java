package dev.wiretape.recording;

import dev.wiretape.recording.secrets.Secrets;
import java.util.List;
import java.util.Optional;

/** Turns a body's network chunks into lines: frames, or plain pieces. Knows no file and no clock. */
final class BodyTape {
    private final LineBuffer lines;
    private final BodyDigest digest = new BodyDigest();
    private final Optional<FrameTape> frames;
    private final PlainTape plain;
    private boolean cutsFrames;
    private boolean encoded;

    /**
     * A tape whose lines go to {@code lines}.
     *
     * @param eventStream whether the body is to be cut into frames
     * @param encoded whether its content coding cannot be undone
     * @param memory for frames that are not complete yet
     */
    BodyTape(
            boolean eventStream,
            boolean encoded,
            Secrets secrets,
            Redactor redactor,
            LineBuffer lines,
            FrameMemory.Share memory) {
        this.lines = lines;
        this.cutsFrames = eventStream;
        this.encoded = encoded;
        this.frames =
                eventStream ? Optional.of(new FrameTape(secrets, redactor, digest, lines, memory)) : Optional.empty();
        this.plain = new PlainTape(secrets, redactor, Optional.of(digest), this::bodyLine);
    }

    long frames() {
        return frames.map(FrameTape::frames).orElse(0L);
    }

    BodyDigest digest() {
        return digest;
    }

    /** Takes bytes of the network chunk that arrived at {@code t}; chunks have different times. */
    void chunk(long t, byte[] from, int offset, int length) {
        int taken = 0;
        if (cutsFrames) {
            FrameTape tape = frames.orElseThrow();
            taken = tape.chunk(t, from, offset, length);
            if (tape.hasGivenUp()) {
                stopCuttingFrames();
            }
        }
        if (taken < length && encoded) {
            plain.opaque(t, from, offset + taken, length - taken);
        } else if (taken < length) {
            plain.chunk(t, from, offset + taken, length - taken);
        }
    }

    /** From here on the bytes are still content-encoded. */
    void encodedFromHere() {
        stopCuttingFrames();
        plain.end();
        encoded = true;
    }

    /** No more chunks. */
    void end() {
        if (cutsFrames) {
            frames.ifPresent(FrameTape::end);
        }
        plain.end();
    }

    /** Nothing is kept any more, whether the body has ended or not. */
    void close() {
        frames.ifPresent(FrameTape::close);
    }

    private void stopCuttingFrames() {
        if (cutsFrames) {
            cutsFrames = false;
            frames.ifPresent(tape -> tape.handOver(plain));
        }
    }

    private void bodyLine(long t, byte[] bytes, int offset, int length, List<Part> parts, int redactions) {
        LineEncoder.body(t, bytes, offset, length, encoded, parts, redactions, lines);
    }
}
