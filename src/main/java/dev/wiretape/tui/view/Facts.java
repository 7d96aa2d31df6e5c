package dev.wiretape.tui.view;

import dev.wiretape.tui.model.Served;
import dev.wiretape.tui.tape.LineKind;
import dev.wiretape.tui.tape.Rows;
import dev.wiretape.tui.tape.Tape;
import java.util.OptionalLong;
import java.util.Set;

/** What several views ask of a tape. */
final class Facts {
    private static final Set<String> GOOD = Set.of("end_turn", "tool_use", "stop_sequence", "pause_turn", "compaction");
    private static final int LOOK_AT = 2_000;

    private Facts() {}

    /** Whether a message that stopped for that reason is whole. */
    static boolean good(String stopReason) {
        return GOOD.contains(stopReason);
    }

    /** {@code live}, and for how long nothing has come if that is a second or more. */
    static String live(Tape tape, long nowMs) {
        long silentMs = nowMs - tape.touched();
        return silentMs < 1000 ? "live" : "live, silent " + Units.span(silentMs / 100 * 100_000);
    }

    /** Where an answer is that is being served. */
    static String served(Served served) {
        return (served.held() ? "held " : "sent ") + served.sent() + "/" + served.frames();
    }

    /** How long it took, or has taken by now while it runs; µs. */
    static long elapsed(Tape tape, long nowMs) {
        return tape.duration() + (tape.live(nowMs) ? 1_000 * Math.max(0, nowMs - tape.touched()) : 0);
    }

    /** When the first delta came. */
    static OptionalLong firstContent(Tape tape) {
        Rows rows = tape.rows();
        for (int row = 0; row < Math.min(rows.count(), LOOK_AT); row++) {
            if (rows.kind(row) == LineKind.FRAME && rows.event(row).equals("content_block_delta")) {
                return OptionalLong.of(rows.t(row));
            }
        }
        return OptionalLong.empty();
    }
}
