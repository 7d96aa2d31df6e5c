package dev.wiretape.timeline;

import static dev.wiretape.timeline.Severity.ERROR;
import static dev.wiretape.timeline.Severity.INFO;
import static dev.wiretape.timeline.Severity.WARNING;

import dev.wiretape.message.Block;
import dev.wiretape.message.MessageSnapshot;
import dev.wiretape.recording.Entry;
import dev.wiretape.recording.Outcome;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** How the exchange ended on the wire. Where it was cut, what is missing behind the cut is no finding of its own. */
final class TransportRules implements Check {
    static final Rule UPSTREAM_CLOSED = Rule.wire(
            "upstream-closed",
            ERROR,
            "a body ends where its framing says (RFC 9112 §8)",
            "the TypeScript SDK throws \"terminated\", the Java SDK AnthropicIoException; the SDKs never retry within a"
                    + " stream, Claude Code does, and at last once without streaming");
    static final Rule UPSTREAM_RESET = Rule.wire(
            "upstream-reset",
            ERROR,
            "a connection is not reset before its response is whole",
            "the TypeScript SDK throws \"terminated\", the Java SDK AnthropicIoException; the SDKs never retry within a"
                    + " stream, Claude Code does, and at last once without streaming");
    static final Rule UPSTREAM_UNREACHABLE = Rule.wire(
            "upstream-unreachable",
            ERROR,
            "the upstream answers, and can be trusted",
            "the SDKs retry twice, as after a lost connection");
    static final Rule TIMED_OUT = Rule.wire(
            "timed-out",
            ERROR,
            "a response comes before somebody's patience ends",
            "the SDKs wait 10 minutes for the headers and without limit after that");
    static final Rule CLIENT_CANCELLED = Rule.wire(
            "client-cancelled",
            WARNING,
            "a client reads the response to its end",
            "the model's work behind this place is paid for and lost");
    static final Rule RECORDER_STOPPED = Rule.wire(
            "recorder-stopped",
            INFO,
            "the recorder was stopped while the exchange ran",
            "what is missing behind this place says nothing about the server");
    static final Rule RECORDING_UNFINISHED = Rule.wire(
            "recording-unfinished",
            INFO,
            "an exchange that is over has an end line",
            "what is missing behind this place says nothing about the server");

    private static final Map<Outcome, Rule> BY_OUTCOME = new EnumMap<>(Map.of(
            Outcome.UPSTREAM_CLOSED, UPSTREAM_CLOSED,
            Outcome.UPSTREAM_RESET, UPSTREAM_RESET,
            Outcome.UPSTREAM_UNREACHABLE, UPSTREAM_UNREACHABLE,
            Outcome.TIMED_OUT, TIMED_OUT,
            Outcome.CLIENT_CANCELLED, CLIENT_CANCELLED,
            Outcome.RECORDER_STOPPED, RECORDER_STOPPED));

    private int lastFrame = -1;
    private boolean saidDone;

    @Override
    public List<Rule> rules() {
        return List.of(
                UPSTREAM_CLOSED,
                UPSTREAM_RESET,
                UPSTREAM_UNREACHABLE,
                TIMED_OUT,
                CLIENT_CANCELLED,
                RECORDER_STOPPED,
                RECORDING_UNFINISHED);
    }

    @Override
    public void frame(Seen frame, Findings to) {
        lastFrame = frame.number();
        saidDone = frame.event().filter(event -> event.data().equals("[DONE]")).isPresent();
    }

    @Override
    public void end(Ending ending, Findings to) {
        if (ending.end().isEmpty()) {
            to.add(
                    RECORDING_UNFINISHED,
                    lastFrame,
                    "the recording stops " + where(ending) + ": the recorder was killed, or the exchange still runs");
            return;
        }
        Entry.End end = ending.end().get();
        Outcome outcome = end.outcome().orElse(Outcome.COMPLETE);
        boolean leftAfterTheEnd =
                outcome == Outcome.CLIENT_CANCELLED && (ending.message().stopped() || saidDone);
        if (BY_OUTCOME.containsKey(outcome) && !leftAfterTheEnd) {
            String reason = end.reason().isEmpty() ? "" : " (" + Visible.of(end.reason(), 200) + ")";
            to.add(BY_OUTCOME.get(outcome), lastFrame, said(outcome) + " " + where(ending) + reason);
        }
    }

    private static String said(Outcome outcome) {
        return switch (outcome) {
            case UPSTREAM_CLOSED -> "the upstream closed the connection";
            case UPSTREAM_RESET -> "the upstream reset the connection";
            case UPSTREAM_UNREACHABLE -> "no connection to the upstream";
            case CLIENT_CANCELLED -> "the client left";
            case TIMED_OUT -> "the exchange timed out";
            case RECORDER_STOPPED -> "the recorder was stopped";
            case COMPLETE -> "the exchange ended";
        };
    }

    private String where(Ending ending) {
        if (ending.response().isEmpty()) {
            return "before any response";
        }
        if (!ending.message().started()) {
            return lastFrame < 0 ? "before the first frame" : "after frame " + lastFrame;
        }
        return "after frame " + lastFrame + ", " + within(ending.message());
    }

    private static String within(MessageSnapshot message) {
        if (message.stopped()) {
            return "after message_stop";
        }
        for (Block block : message.blocks()) {
            if (block.open()) {
                String place = block.isToolUse() && block.input().text().length() > 0
                        ? ", its input at " + Visible.of(block.input().path(), 80)
                        : "";
                return "in block " + block.position() + " (" + Visible.of(block.type(), 40) + place + ")";
            }
        }
        return "between blocks, before message_stop";
    }
}
