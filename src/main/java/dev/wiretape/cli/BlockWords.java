package dev.wiretape.cli;

import dev.wiretape.message.Block;
import dev.wiretape.message.JsonFault;
import dev.wiretape.message.JsonProgress;
import dev.wiretape.message.JsonState;
import dev.wiretape.message.Text;
import java.util.Locale;
import java.util.stream.Stream;

/** What is in a content block, and of a tool's input how far it came, in a few words. */
final class BlockWords {
    private static final int PREVIEW = 100;

    private BlockWords() {}

    static String of(Block block) {
        if (block.isToolUse() && block.input().text().length() > 0) {
            return input(block.input());
        }
        return Stream.of(block.text(), block.thinking(), block.compaction())
                .filter(text -> text.length() > 0)
                .findFirst()
                .map(BlockWords::beginning)
                .orElseGet(() -> block.start().text());
    }

    /** {@code complete}, {@code in $.edits[2] (in-string)}, {@code broken at byte 12 …}; then the text. */
    static String input(JsonProgress input) {
        String state = input.fault()
                .map(BlockWords::fault)
                .orElseGet(() -> input.endsWell()
                        ? "complete"
                        : "unfinished in " + input.path() + " (" + word(input.state()) + ")");
        return state + ": " + beginning(input.text());
    }

    static String word(JsonState state) {
        return state.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    private static String fault(JsonFault fault) {
        return "broken at byte " + fault.byteOffset() + ", in fragment " + fault.fragment() + " (" + fault.reason()
                + ")";
    }

    private static String beginning(Text text) {
        return text.subSequence(0, Math.min(text.length(), PREVIEW)).toString() + (text.length() > PREVIEW ? "…" : "");
    }
}
