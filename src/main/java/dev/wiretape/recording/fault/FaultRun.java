package dev.wiretape.recording.fault;

import dev.wiretape.recording.Entry;
import dev.wiretape.recording.Field;
import dev.wiretape.recording.Outcome;
import dev.wiretape.recording.Part;
import dev.wiretape.recording.Payload;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

/**
 * The faults of one exchange at work: its lines go in one by one, what is left of the answer comes out. Frames come out
 * as chunks ({@link Entry.Body}). Not thread-safe.
 */
public final class FaultRun {
    private static final long PING_EVERY = 1_000_000;

    private final Supplier<FaultRun> again;
    private final Ambush ambush;
    private final List<Step> out = new ArrayList<>();
    private final Sights sights;
    private final Looking looking;
    private final Writing writing;
    private final Optional<Fault> status;
    private Optional<Runnable> swapped = Optional.empty();
    private Optional<Fault> swap = Optional.empty();
    private Optional<Entry.Response> head = Optional.empty();
    private boolean headed;
    private boolean over;
    private long offset;

    FaultRun(List<Fault> faults, long seed, Sights sights) {
        this(faults, seed, sights, 1);
    }

    /** For an answer of which so many recorded seconds pass in a real one; infinitely many where none is waited for. */
    FaultRun(List<Fault> faults, long seed, Sights sights, double speed) {
        this.again = () -> new FaultRun(faults, seed, sights, speed);
        this.sights = sights;
        this.looking = new Looking(sights);
        this.ambush = new Ambush(faults, seed);
        this.status = ambush.ofAnswer(FaultKind.STATUS);
        this.writing = new Writing(ambush, speed, out);
        ambush.ofAnswer(FaultKind.LATENCY).ifPresent(this::late);
    }

    /** The same for the same lines, from their beginning. */
    public FaultRun again() {
        return again.get();
    }

    /** Whether no fault can happen to this answer. */
    public boolean isHarmless() {
        return ambush.isEmpty();
    }

    /** Whether the answer has ended; nothing comes out any more. */
    public boolean isOver() {
        return over;
    }

    /** The specs of the faults that may happen to this answer. */
    public List<String> specs() {
        return ambush.specs();
    }

    /** The faults that have happened so far. */
    public Set<Fault> happened() {
        return ambush.happened();
    }

    /** A line that was passed on before the faults came to be: nothing happens to it, but others are counted from it. */
    public void seen(Entry entry) {
        if (entry instanceof Entry.Response response) {
            head = Optional.of(response);
            headed = true;
        } else if (entry instanceof Entry.Frame frame) {
            byte[] raw = frame.raw().toBytes();
            FrameLook unused = looking.at(frame.t(), raw, !frame.parts().isEmpty());
            offset += raw.length;
        } else if (entry instanceof Entry.Body body) {
            offset += body.bytes().size();
        }
    }

    /** What the next line of the exchange becomes. Chunks are complete when a later line or {@link #flush} says so. */
    public List<Step> step(Entry entry) {
        if (!over) {
            sights.line(entry);
            take(entry);
        }
        return drain();
    }

    /** What is held back only because it might belong to a chunk that is still to come. */
    public List<Step> flush() {
        writing.flush();
        return drain();
    }

    /** What is left where the lines end without an end. */
    public List<Step> rest() {
        if (!over) {
            release();
            writing.complete();
        }
        return drain();
    }

    private void take(Entry entry) {
        if (entry instanceof Entry.Response response) {
            head(response);
        } else if (entry instanceof Entry.Frame frame) {
            byte[] raw = frame.raw().toBytes();
            piece(
                    new Piece(raw, frame.parts(), frame.t()),
                    looking.at(frame.t(), raw, !frame.parts().isEmpty()));
        } else if (entry instanceof Entry.Partial partial) {
            bytes(partial.raw(), partial.parts(), partial.t());
        } else if (entry instanceof Entry.Body body && !body.encoded()) {
            bytes(body.bytes(), body.parts(), body.t());
        } else if (entry instanceof Entry.End end) {
            end(end);
        } else {
            writing.complete();
            out.add(new Step(entry, writing.delay()));
        }
    }

    private void bytes(Payload raw, List<Part> parts, long t) {
        piece(new Piece(raw.toBytes(), parts, t), FrameLook.none(t));
    }

    private void head(Entry.Response response) {
        head = Optional.of(response);
        if (status.isPresent()) {
            refuse(status.get(), response.t());
            return;
        }
        headed = true;
        out.add(new Step(
                ambush.isEmpty() ? response : Heads.ofAnyLength(response, ambush.mayResize()), writing.delay()));
    }

    private void piece(Piece piece, FrameLook look) {
        if (!headed && status.isPresent()) {
            refuse(status.get(), piece.t());
            return;
        }
        Operation operation = new Operation(this, piece, look, offset);
        offset += piece.raw().length;
        operation.run(ambush);
    }

    private void end(Entry.End end) {
        if (!headed && status.isPresent()) {
            refuse(status.get(), end.t());
            return;
        }
        release();
        Optional<Fault> atTheEnd = ambush.atByte(offset);
        if (atTheEnd.isPresent()) {
            finish(end.t(), atTheEnd.get());
        } else {
            close(end);
        }
    }

    private void refuse(Fault fault, long t) {
        ambush.happens(fault);
        int code = (int) fault.number();
        String id = head.flatMap(response -> Field.first(response.headers(), "request-id"))
                .orElse("");
        out.add(new Step(Heads.ofError(t, code, (long) fault.second(code == 429 ? 1 : -1), id), writing.delay()));
        writing.inject(ApiError.body(code, id), t);
        close(Heads.end(t, Outcome.COMPLETE));
    }

    /** How what is passed on is written. */
    Writing writing() {
        return writing;
    }

    /** Whether bytes are held. */
    boolean holds() {
        return swapped.isPresent();
    }

    /** Has bytes come behind the next ones. */
    void hold(Runnable passing, Fault why) {
        swapped = Optional.of(passing);
        swap = Optional.of(why);
    }

    /** The bytes have come behind which others were held. */
    void passedHeld() {
        if (holds()) {
            swap.ifPresent(ambush::happens);
            release();
        }
    }

    /** Has bytes come now that were held. */
    void release() {
        Optional<Runnable> held = swapped;
        swapped = Optional.empty();
        held.ifPresent(Runnable::run);
    }

    void late(Fault latency) {
        ambush.happens(latency);
        writing.delay(Math.round((latency.number() + ambush.chance() * latency.second(0)) * 1e6));
    }

    void stall(Fault fault, long t) {
        long left = Math.round(fault.number() * 1e6);
        for (; fault.pings() && left > PING_EVERY; left -= PING_EVERY) {
            writing.delay(PING_EVERY);
            writing.inject(FrameChange.PING, t);
        }
        writing.delay(left);
    }

    /** Ends the answer as a fault says. */
    void finish(long t, Fault fault) {
        if (fault.kind() == FaultKind.ERROR) {
            String id = head.flatMap(response -> Field.first(response.headers(), "request-id"))
                    .orElse("");
            release();
            writing.complete();
            writing.inject(ApiError.frame(fault.word(), id), t);
        }
        close(Heads.end(
                t,
                switch (fault.kind()) {
                    case RESET -> Outcome.UPSTREAM_RESET;
                    case CLOSE -> Outcome.UPSTREAM_CLOSED;
                    default -> Outcome.COMPLETE;
                }));
    }

    private void close(Entry.End end) {
        writing.complete();
        out.add(new Step(Heads.endAt(end, writing.timeFor(end.t())), writing.delay()));
        over = true;
    }

    private List<Step> drain() {
        List<Step> steps = List.copyOf(out);
        out.clear();
        return steps;
    }
}
