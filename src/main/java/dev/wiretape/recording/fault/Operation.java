package dev.wiretape.recording.fault;

import java.util.Optional;

/** What all faults do to one frame, or to bytes that are none. */
final class Operation {
    private final FaultRun run;
    private final FrameLook look;
    private final long offset;
    private Piece piece;
    private int copies = 1;
    private boolean swap;
    private boolean ended;
    /** How many bytes of the piece have been passed on already. */
    private int passed;

    private Optional<Fault> slice = Optional.empty();

    Operation(FaultRun run, Piece piece, FrameLook look, long offset) {
        this.run = run;
        this.piece = piece;
        this.look = look;
        this.offset = offset;
    }

    void run(Ambush ambush) {
        int length = piece.raw().length;
        for (Fault fault : ambush.at(look, offset, length)) {
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
            case SWAP -> swap = true;
            case CORRUPT ->
                piece = piece.with(
                        fault.place().number(Place.BYTE).isPresent()
                                ? FrameChange.corruptAt(piece.raw(), at, ambush.random())
                                : FrameChange.corrupt(piece.raw(), ambush.random()));
            case TRUNCATE_JSON -> piece = piece.with(FrameChange.truncateJson(piece.raw(), ambush.random()));
            case CRLF -> piece = piece.with(FrameChange.crlf(piece.raw()));
            case SLICE -> slice = Optional.of(fault);
            case UNKNOWN_EVENT -> run.emit(Piece.whole(FrameChange.UNKNOWN, piece.t()));
            case STATUS, COALESCE, BANDWIDTH -> throw new IllegalStateException(fault + " is about the whole answer");
        }
    }

    private void end(Fault fault, int at) {
        run.release();
        if (at > 0) {
            piece = piece.first(Math.min(at, piece.raw().length));
            copies = Math.min(1, copies);
            swap = false;
            pass();
        }
        long t = fault.place().time().orElse(at > 0 ? piece.t() : look.t());
        run.finish(t, fault);
        ended = true;
    }

    private void stall(Fault fault, int at) {
        if (at > 0 && at < piece.raw().length) {
            run.release();
            run.emit(piece.first(at));
            piece = piece.rest(at);
            passed += at;
        }
        run.stall(fault, look.t());
    }

    private void pass() {
        if (swap) {
            run.hold(piece);
            return;
        }
        for (int i = 0; i < copies; i++) {
            if (slice.isPresent()) {
                run.emitSliced(piece, slice.get());
            } else {
                run.emit(piece);
            }
        }
        run.release();
    }
}
