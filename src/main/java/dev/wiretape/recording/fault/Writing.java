package dev.wiretape.recording.fault;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/** How an answer is written: in which chunks, with which ends of lines, how late and how fast. Not thread-safe. */
final class Writing {
    /** Between two slices where nobody said how long, recorded µs. */
    private static final long CLOSE = 100;

    private final double speed;
    private final OptionalDouble rate;
    private final Optional<Fault> slice;
    private final boolean crlf;
    private final boolean coalesce;
    private final Chunks chunks;
    private boolean afterCr;
    private long delay;

    /**
     * As faults that are about the whole answer say.
     *
     * @param speed recorded seconds that pass in a real one; infinite where nothing waits for its time
     * @param out where complete chunks go
     */
    Writing(Ambush ambush, double speed, List<Step> out) {
        this.speed = speed;
        slice = ambush.ofAnswer(FaultKind.SLICE);
        crlf = ambush.ofAnswer(FaultKind.CRLF).isPresent();
        coalesce = ambush.ofAnswer(FaultKind.COALESCE).isPresent();
        rate = ambush.ofAnswer(FaultKind.BANDWIDTH)
                .map(fault -> OptionalDouble.of(fault.number() / 1000))
                .orElse(OptionalDouble.empty());
        chunks = new Chunks(
                coalesce,
                rate.isPresent() && waits() ? OptionalDouble.of(rate.getAsDouble() / speed) : OptionalDouble.empty(),
                out);
    }

    /** How much later than its time what comes next comes, real µs. */
    long delay() {
        return delay;
    }

    /** Has all that follows come so much later, real µs. */
    void delay(long micros) {
        delay += micros;
    }

    /** Passes bytes on. */
    void emit(Piece piece) {
        narrow(piece.raw().length);
        chunks.add(piece, delay);
    }

    /** Passes bytes on in slices; the time between them is real, as that of a stall is, where somebody said it. */
    void emitSliced(Piece piece, Fault how) {
        int size = (int) how.number();
        double gap = how.second(0) * 1e6;
        if (waits()) {
            chunks.addSliced(piece, size, gap > 0 ? Math.round(gap * speed) : CLOSE, delay);
            return;
        }
        byte[] raw = piece.raw();
        for (int from = 0; from < raw.length; from += Math.min(size, raw.length - from)) {
            byte[] bytes = Arrays.copyOfRange(raw, from, from + Math.min(size, raw.length - from));
            delay(from > 0 ? Math.round(gap) : 0);
            narrow(bytes.length);
            chunks.addSliced(Piece.whole(bytes, piece.t()), size, 0, delay);
        }
    }

    /** Passes bytes on that nobody recorded, written as all of the answer is. */
    void inject(byte[] raw, long t) {
        Piece piece = Piece.whole(crlf ? crlf(raw) : raw, t);
        slice.ifPresentOrElse(fault -> emitSliced(piece, fault), () -> emit(piece));
    }

    /** The next bytes with lines that end with CR LF. */
    byte[] crlf(byte[] raw) {
        byte[] changed = FrameChange.crlf(raw, afterCr);
        afterCr = raw.length > 0 && raw[raw.length - 1] == '\r';
        return changed;
    }

    /** The chunk at hand is complete, unless all of the answer is one. */
    void flush() {
        if (!coalesce) {
            complete();
        }
    }

    /** The chunk at hand is complete. */
    void complete() {
        chunks.flush();
    }

    /** What is no chunk, in its place behind those before; never earlier than they. */
    long timeFor(long t) {
        return chunks.timeFor(t);
    }

    private boolean waits() {
        return !Double.isInfinite(speed);
    }

    /** Where recorded time takes none, so many bytes take their own. */
    private void narrow(int bytes) {
        if (rate.isPresent() && !waits()) {
            delay((long) Math.ceil(bytes / rate.getAsDouble()));
        }
    }
}
