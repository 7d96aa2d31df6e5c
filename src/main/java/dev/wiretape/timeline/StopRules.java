package dev.wiretape.timeline;

import static dev.wiretape.timeline.Severity.ERROR;
import static dev.wiretape.timeline.Severity.INFO;
import static dev.wiretape.timeline.Severity.WARNING;

import dev.wiretape.message.Change;
import dev.wiretape.message.MessageSnapshot;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Why the model stopped, and whether the content agrees. */
final class StopRules implements Check {
    static final Rule STOP_WITHOUT_TOOL = Rule.messages(
            "stop-tool-use-without-tool",
            ERROR,
            "a message that stops for tool_use has a tool_use block",
            "agent loops wait for a tool to run, find none, and end or send an empty turn");
    static final Rule TOOL_WITHOUT_STOP = Rule.messages(
            "tool-without-stop-tool-use",
            WARNING,
            "a message with a tool_use block stops for tool_use",
            "agent loops that go by stop_reason never run the tool");
    static final Rule STOP_REASON_MISSING = Rule.messages(
            "stop-reason-missing",
            WARNING,
            "message_delta states the stop reason",
            "the SDKs return a message whose stop_reason is null or undefined");
    static final Rule MAX_TOKENS = Rule.messages(
            "stop-max-tokens",
            INFO,
            "max_tokens was reached",
            "the text just stops; the SDKs return it as any other message");
    static final Rule REFUSAL = Rule.messages(
            "stop-refusal", INFO, "the model refused", "the text just stops; the SDKs return it as any other message");
    static final Rule PAUSE_TURN = Rule.messages(
            "stop-pause-turn",
            INFO,
            "the turn was paused",
            "the text just stops; the answer goes on when the message is sent back");
    static final Rule CONTEXT_WINDOW = Rule.messages(
            "stop-context-window",
            INFO,
            "the context window was full",
            "the text just stops; the SDKs return it as any other message");

    private static final Map<String, Rule> JUST_STOPS = Map.of(
            "max_tokens", MAX_TOKENS,
            "refusal", REFUSAL,
            "pause_turn", PAUSE_TURN,
            "model_context_window_exceeded", CONTEXT_WINDOW);
    private static final Set<String> DONE = Set.of("end_turn", "stop_sequence");

    private int stated = -1;
    private boolean deltaCame;

    @Override
    public List<Rule> rules() {
        return List.of(
                STOP_WITHOUT_TOOL,
                TOOL_WITHOUT_STOP,
                STOP_REASON_MISSING,
                MAX_TOKENS,
                REFUSAL,
                PAUSE_TURN,
                CONTEXT_WINDOW);
    }

    @Override
    public void frame(Seen frame, Findings to) {
        Change.Kind kind = frame.change().map(Change::kind).orElse(Change.Kind.OTHER);
        if (kind == Change.Kind.MESSAGE_DELTA || kind == Change.Kind.MESSAGE_START) {
            stated = frame.number();
            deltaCame |= kind == Change.Kind.MESSAGE_DELTA;
        }
    }

    @Override
    public void end(Ending ending, Findings to) {
        MessageSnapshot message = ending.message();
        Optional<String> reason = message.stopReason();
        boolean tool = message.blocks().stream().anyMatch(block -> block.type().equals("tool_use"));
        if (reason.isEmpty()) {
            if (deltaCame && (message.stopped() || ending.byServer()) && !ending.failed()) {
                to.add(STOP_REASON_MISSING, stated, "stop_reason is null to the end");
            }
            return;
        }
        Rule stops = JUST_STOPS.get(reason.get());
        if (stops != null) {
            to.add(stops, stated, "stop_reason is " + reason.get());
        }
        if (reason.get().equals("tool_use") && !tool) {
            to.add(STOP_WITHOUT_TOOL, stated, "stop_reason is tool_use, and no block is");
        } else if (DONE.contains(reason.get()) && tool) {
            to.add(TOOL_WITHOUT_STOP, stated, "there is a tool_use block, and stop_reason is " + reason.get());
        }
    }
}
