package dev.wiretape.recording.fault;

import java.util.List;
import java.util.Optional;

/** What all faults do to one frame, or to bytes that are none. */
final class Operation {
    private final FaultRun run;
    private final FrameLook look;
    private final long offset;
    private Piece piece;
    private int copies = 1;
    private boolean ended;
    /** How many bytes of the piece have been passed on already. */
    private int passed;

    private Optional<Fault> swap = Optional.empty();
    private Optional<Fault> slice = Optional.empty();
    private boolean crlf;

    Operation(FaultRun run, Piece piece, FrameLook look, long offset) {
        this.run = run;
        this.piece = piece;
        this.look = look;
        this.offset = offset;
    }

    void run(Ambush ambush) {
        List<Fault> faults = ambush.at(look, offset, piece.raw().length);
        // How bytes are written counts for all of them, whichever fault was named first.
        slice = faults.stream().filter(fault -> fault.kind() == FaultKind.SLICE).findFirst();
        crlf = faults.stream().anyMatch(fault -> fault.kind() == FaultKind.CRLF);
        for (Fault fault : faults) {
            int at = (int) fault.place().number(Place.BYTE).stream()
                    .map(n -> n - offset - passed)
                    .findFirst()
                    .orElse(0);
            if (!ended) {
                apply(fault, Math.max(0, at), ambush);
            }
        }
        if (!ended) {
            pass();
        }
    }

    private void apply(Fault fault, int at, Ambush ambush) {
        switch (fault.kind()) {
            case CUT, CLOSE, RESET, ERROR -> end(fault, at);
            case STALL -> stall(fault, at);
            case LATENCY -> run.late(fault);
            case DROP -> copies = 0;
            case DUPLICATE -> copies = 2 * copies;
            case SWAP -> swap = Optional.of(fault);
            case CORRUPT ->
                piece = piece.with(
                        fault.place().number(Place.BYTE).isPresent()
                                ? FrameChange.corruptAt(piece.raw(), at, ambush.random())
                                : FrameChange.corrupt(piece.raw(), ambush.random()));
            case TRUNCATE_JSON ->
                piece = piece.with(
                        look.n() < 0
                                ? FrameChange.truncate(piece.raw(), ambush.random())
                                : FrameChange.truncateJson(piece.raw(), ambush.random()));
            case CRLF, SLICE -> {
                // Done when the bytes are written.
            }
            case UNKNOWN_EVENT -> run.writing().inject(FrameChange.UNKNOWN, piece.t());
            case STATUS, COALESCE, BANDWIDTH -> throw new IllegalStateException(fault + " is about the whole answer");
        }
    }

    private void end(Fault fault, int at) {
        run.release();
        if (at > 0) {
            piece = piece.first(Math.min(at, piece.raw().length));
            copies = Math.min(1, copies);
            passing(piece, copies).run();
        }
        long t = fault.place().time().orElse(at > 0 ? piece.t() : look.t());
        run.finish(t, fault);
        ended = true;
    }

    private void stall(Fault fault, int at) {
        if (at > 0 && at < piece.raw().length) {
            run.release();
            passing(piece.first(at), Math.min(1, copies)).run();
            piece = piece.rest(at);
            passed += at;
        }
        run.stall(fault, look.t());
    }

    private void pass() {
        Runnable passing = passing(piece, copies);
        // What comes behind a frame that was swapped cannot be swapped as well, or nothing would be.
        if (swap.isPresent() && !run.holds()) {
            run.hold(passing, swap.get());
        } else {
            passing.run();
            run.passedHeld();
        }
    }

    private Runnable passing(Piece bytes, int times) {
        return () -> {
            for (int i = 0; i < times; i++) {
                Piece lines = crlf ? bytes.with(run.writing().crlf(bytes.raw())) : bytes;
                slice.ifPresentOrElse(
                        fault -> run.writing().emitSliced(lines, fault),
                        () -> run.writing().emit(lines));
            }
        };
    }
}
