package dev.wiretape.tui.view;

import dev.wiretape.tui.model.Served;
import dev.wiretape.tui.tape.Tape;
import java.util.Set;

/** What several views ask of a tape. */
final class Facts {
    private static final Set<String> GOOD = Set.of("end_turn", "tool_use", "stop_sequence", "pause_turn", "compaction");

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
}
