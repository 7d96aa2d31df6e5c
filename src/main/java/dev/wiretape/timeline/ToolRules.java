package dev.wiretape.timeline;

import static dev.wiretape.timeline.Severity.ERROR;
import static dev.wiretape.timeline.Severity.WARNING;

import dev.wiretape.message.Block;
import dev.wiretape.message.Change;
import dev.wiretape.message.JsonState;
import dev.wiretape.message.Oddity;
import dev.wiretape.message.Oddity.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The input of tools: one JSON object, whole when its block stops. Whose fault it is that it is not, the end tells. */
final class ToolRules implements Check {
    static final Rule INPUT_BROKEN = OddityRule.of(
            Kind.INPUT_BROKEN,
            ERROR,
            "the partial_json of a block are one JSON text",
            "the TypeScript SDK throws \"Unable to parse tool parameter JSON from model. Please retry your request or"
                    + " adjust your prompt\", the Java SDK makes the input {}");
    static final Rule INPUT_UNFINISHED = OddityRule.of(
            Kind.INPUT_UNFINISHED,
            ERROR,
            "a tool's input is whole when its block stops",
            "the TypeScript SDK parses it as far as it goes and hands it out as a good tool call, the Java SDK makes the"
                    + " input {}");
    static final Rule INPUT_CUT = Rule.messages(
            "input-cut",
            WARNING,
            "a tool call whose input the model could not finish is not to be run",
            "the TypeScript SDK and LangChain parse it as far as it goes and hand it out as a good tool call, the Java SDK"
                    + " makes the input {}");
    static final Rule INPUT_NOT_OBJECT = OddityRule.of(
            Kind.INPUT_NOT_OBJECT,
            ERROR,
            "a tool's input is a JSON object",
            "the SDKs hand out what is there; the tool's code fails on it");
    static final Rule INPUT_STATED_TWICE = OddityRule.of(
            Kind.INPUT_STATED_TWICE,
            WARNING,
            "a tool's input comes either in content_block_start or in deltas",
            "the SDKs take the deltas");

    /** Reasons for which the model stops in the middle. */
    private static final Set<String> CUTTING =
            Set.of("max_tokens", "model_context_window_exceeded", "refusal", "pause_turn");

    private record Unfinished(int frame, int block, String what) {}

    private final List<Unfinished> unfinished = new ArrayList<>();
    private int lastFrame = -1;

    @Override
    public List<Rule> rules() {
        return List.of(INPUT_BROKEN, INPUT_UNFINISHED, INPUT_CUT, INPUT_NOT_OBJECT, INPUT_STATED_TWICE);
    }

    @Override
    public void frame(Seen frame, Findings to) {
        lastFrame = frame.number();
        Optional<Change> change = frame.change();
        if (change.isPresent() && !change.get().oddities().isEmpty()) {
            for (Oddity odd : change.get().oddities()) {
                if (odd.kind() == Kind.INPUT_UNFINISHED && unfinished.size() < Findings.LISTED) {
                    unfinished.add(new Unfinished(frame.number(), odd.block(), odd.detail()));
                }
            }
        }
    }

    @Override
    public void end(Ending ending, Findings to) {
        Optional<String> cutBy = ending.message().stopReason().filter(CUTTING::contains);
        for (Unfinished input : unfinished) {
            add(input, cutBy, to);
        }
        if (cutBy.isPresent() || (ending.byServer() && !ending.failed())) {
            for (Block block : ending.message().blocks()) {
                if (block.open() && block.isToolUse() && isUnfinished(block)) {
                    String what = "after " + block.input().text().length() + " characters, in "
                            + block.input().path();
                    add(new Unfinished(lastFrame, block.position(), what), cutBy, to);
                }
            }
        }
    }

    private static boolean isUnfinished(Block block) {
        return block.input().text().length() > 0
                && block.input().state() != JsonState.BROKEN
                && !block.input().endsWell();
    }

    private static void add(Unfinished input, Optional<String> cutBy, Findings to) {
        String what = "the tool's input ends " + Visible.of(input.what(), 200);
        if (cutBy.isPresent()) {
            to.add(INPUT_CUT, input.frame(), input.block(), what + ", cut by " + cutBy.get());
        } else {
            to.add(INPUT_UNFINISHED, input.frame(), input.block(), what);
        }
    }
}
