package dev.wiretape.timeline;

import static dev.wiretape.timeline.Severity.ERROR;
import static dev.wiretape.timeline.Severity.WARNING;

import dev.wiretape.message.Oddity.Kind;
import java.util.List;

/** Content blocks: started once, in the order of their indices, one after the other, and stopped. */
final class BlockRules {
    static final Rule INDEX_GAP = OddityRule.of(
            Kind.INDEX_GAP,
            ERROR,
            "a block takes the next index, counted from 0",
            "the TypeScript SDK appends the block and looks for its deltas at the index, so they are dropped");
    static final Rule INDEX_REUSED = OddityRule.of(
            Kind.INDEX_REUSED,
            ERROR,
            "no two blocks have the same index",
            "the TypeScript SDK appends the block and adds its deltas to the earlier one");
    static final Rule START_OF_OPEN_BLOCK = OddityRule.of(
            Kind.START_OF_OPEN_BLOCK,
            ERROR,
            "a block that is open does not start again",
            "the TypeScript SDK appends a second block and adds its deltas to the first");
    static final Rule BLOCKS_INTERLEAVED = OddityRule.of(
            Kind.BLOCKS_INTERLEAVED,
            WARNING,
            "a block stops before the next one starts",
            "the SDKs keep deltas apart by their index, but tell listeners about the last block");
    static final Rule DELTA_WITHOUT_BLOCK = OddityRule.of(
            Kind.DELTA_WITHOUT_BLOCK,
            ERROR,
            "a delta is for a block that was started",
            "the TypeScript SDK drops it or fails on it");
    static final Rule DELTA_FOR_CLOSED_BLOCK = OddityRule.of(
            Kind.DELTA_FOR_CLOSED_BLOCK,
            ERROR,
            "a delta comes before its block's stop",
            "the TypeScript SDK adds it all the same, after it has told listeners that the block is done");
    static final Rule STOP_WITHOUT_BLOCK = OddityRule.of(
            Kind.STOP_WITHOUT_BLOCK,
            ERROR,
            "a stop is for a block that was started",
            "the TypeScript SDK tells listeners that the last block is done");
    static final Rule STOP_OF_CLOSED_BLOCK = OddityRule.of(
            Kind.STOP_OF_CLOSED_BLOCK,
            ERROR,
            "a block stops once",
            "the TypeScript SDK tells listeners twice that a block is done");
    static final Rule BLOCK_LEFT_OPEN = OddityRule.of(
            Kind.BLOCK_LEFT_OPEN,
            ERROR,
            "every block is stopped before message_stop",
            "the SDKs keep the block, but never say that it is done; a tool's input may be unfinished");
    static final Rule DELTA_TYPE_MISFIT = OddityRule.of(
            Kind.DELTA_TYPE_MISFIT,
            ERROR,
            "a block gets deltas of its own kind",
            "the SDKs ignore the delta without a word");

    private BlockRules() {}

    static List<Rule> all() {
        return List.of(
                INDEX_GAP,
                INDEX_REUSED,
                START_OF_OPEN_BLOCK,
                BLOCKS_INTERLEAVED,
                DELTA_WITHOUT_BLOCK,
                DELTA_FOR_CLOSED_BLOCK,
                STOP_WITHOUT_BLOCK,
                STOP_OF_CLOSED_BLOCK,
                BLOCK_LEFT_OPEN,
                DELTA_TYPE_MISFIT);
    }
}
