package dev.wiretape.tui.view;

import dev.wiretape.message.Block;
import dev.wiretape.message.JsonFault;
import dev.wiretape.message.JsonProgress;
import dev.wiretape.message.JsonState;
import dev.wiretape.message.MessageSnapshot;
import dev.wiretape.tui.model.Model;
import dev.wiretape.tui.paint.Canvas;
import dev.wiretape.tui.paint.Ink;
import dev.wiretape.tui.paint.Paper;
import dev.wiretape.tui.paint.Style;
import dev.wiretape.tui.tape.LineKind;
import dev.wiretape.tui.tape.Meaning;
import dev.wiretape.tui.tape.Rows;
import dev.wiretape.tui.tape.Tape;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** The block the frame under the cursor is about, as of that frame. */
final class BlockTab {
    private static final int LONGEST = 60_000;

    private BlockTab() {}

    static void draw(Canvas canvas, Model model, Tape tape, int scroll) {
        Optional<MessageSnapshot> now = model.close().now();
        if (tape.rows().count() == 0) {
            new Doc().add("nothing has arrived yet", Ink.DIM).end().draw(canvas, 0);
            return;
        }
        if (now.isEmpty()) {
            progress(model, tape).draw(canvas, 0);
            return;
        }
        Optional<Block> block = block(tape.rows(), model.close().row(), now.get());
        if (block.isEmpty()) {
            new Doc().add("no content block as of this row", Ink.DIM).end().draw(canvas, 0);
            return;
        }
        Optional<Block> before = model.close()
                .before()
                .map(MessageSnapshot::blocks)
                .filter(blocks -> block.get().position() < blocks.size())
                .map(blocks -> blocks.get(block.get().position()));
        Doc head = head(block.get());
        int headRows = Math.min(block.get().input().fragments() > 0 ? 3 : 1, Math.max(0, canvas.height() - 1));
        head.draw(canvas.at(new dev.wiretape.tui.paint.Rect(0, 0, canvas.width(), headRows)), 0);
        Doc body = body(block.get(), before);
        body.drawFromEnd(
                canvas.at(new dev.wiretape.tui.paint.Rect(0, headRows, canvas.width(), canvas.height() - headRows)),
                scroll);
    }

    /** How far a long exchange has been assembled. */
    static Doc progress(Model model, Tape tape) {
        int read = model.meaning(tape.place()).map(Meaning::rows).orElse(0);
        int all = Math.max(1, tape.rows().count());
        return new Doc()
                .add(
                        "not assembled up to here yet: " + 100L * read / all + " % of " + Units.count(all) + " rows",
                        Ink.DIM)
                .end()
                .add("If it stops there, it needs more memory: WIRETAPE_JAVA_OPTS=-Xmx2g", Ink.DIM)
                .end();
    }

    /** The frame's block; where it has none, the one that was busy last. */
    static Optional<Block> block(Rows rows, int row, MessageSnapshot now) {
        List<Block> blocks = now.blocks();
        if (blocks.isEmpty() || row < 0 || row >= rows.count()) {
            return Optional.empty();
        }
        if (rows.kind(row) == LineKind.FRAME && rows.block(row).isPresent()) {
            long index = rows.block(row).getAsInt();
            for (int i = blocks.size() - 1; i >= 0; i--) {
                if (blocks.get(i).index().orElse(-1) == index) {
                    return Optional.of(blocks.get(i));
                }
            }
        }
        return Optional.of(blocks.get(blocks.size() - 1));
    }

    private static Doc head(Block block) {
        Doc doc = new Doc();
        String index = block.index().isPresent() ? Long.toString(block.index().getAsLong()) : "?";
        doc.add("block " + index + " ", Ink.DIM)
                .add(block.type(), Style.of(Pieces.ofType(block.type())).strong());
        block.toolName()
                .ifPresent(name -> doc.add(" " + name, Style.of(Ink.TOOL).strong()));
        doc.add(block.open() ? "  open" : "  closed", block.open() ? Ink.WARNING : Ink.GOOD);
        doc.add("  " + Units.plural(block.deltas(), "delta"), Ink.DIM);
        JsonProgress input = block.input();
        if (input.fragments() == 0) {
            doc.add("  " + Units.plural(length(block), "char"), Ink.DIM).end();
            return doc;
        }
        doc.add("  " + Units.plural(input.text().length(), "char"), Ink.DIM).end();
        doc.add(state(block), input.fault().isPresent() ? Style.of(Ink.ERROR).strong() : stateStyle(block))
                .end();
        doc.add("at ", Ink.DIM).add(input.path(), Ink.FRAME).end();
        return doc;
    }

    private static int length(Block block) {
        return block.text().length()
                + block.thinking().length()
                + block.compaction().length();
    }

    private static Style stateStyle(Block block) {
        boolean unfinished = !block.open()
                && !block.input().endsWell()
                && block.input().text().length() > 0;
        return unfinished ? Style.of(Ink.ERROR).strong() : Style.of(Ink.NORMAL);
    }

    /** Where the input stands, in words. */
    static String state(Block block) {
        JsonProgress input = block.input();
        Optional<JsonFault> fault = input.fault();
        if (fault.isPresent()) {
            return "stops being JSON at byte " + fault.get().byteOffset() + " (character "
                    + fault.get().charOffset() + ", fragment " + fault.get().fragment() + "): "
                    + fault.get().reason();
        }
        if (input.endsWell()) {
            return "a whole JSON value";
        }
        String where = words(input.state());
        if (!block.open() && input.text().length() > 0) {
            return "never became JSON: the block closed " + where;
        }
        return "so far good, " + where;
    }

    private static String words(JsonState state) {
        return switch (state) {
            case NOTHING -> "before anything came";
            case IN_KEY -> "inside a key";
            case IN_STRING -> "inside a string";
            case IN_ESCAPE -> "inside an escape";
            case IN_NUMBER -> "inside a number";
            case IN_LITERAL -> "inside a word";
            case BETWEEN -> "between two tokens";
            case COMPLETE -> "at its end";
            case BROKEN -> state.name().toLowerCase(Locale.ROOT);
        };
    }

    private static Doc body(Block block, Optional<Block> before) {
        Doc doc = new Doc();
        if (block.input().fragments() > 0) {
            CharSequence text = block.input().text();
            int fresh = before.map(b -> b.input().text().length()).orElse(0);
            int fault = block.input().fault().map(JsonFault::charOffset).orElse(text.length());
            if (text.length() > LONGEST) {
                tail(doc, text, fresh, Ink.TOOL);
            } else {
                PrettyJson.add(doc, text, fresh, fault);
            }
            return doc;
        }
        part(doc, block.thinking(), before.map(Block::thinking), Ink.THINKING);
        part(doc, block.text(), before.map(Block::text), Ink.TEXT);
        part(doc, block.compaction(), before.map(Block::compaction), Ink.NORMAL);
        block.signature()
                .filter(s -> !s.isEmpty())
                .ifPresent(s -> doc.end().add("signature ", Ink.DIM).add(shortened(s), Ink.DIM));
        if (length(block) == 0) {
            doc.add(block.start().text(), Ink.DIM);
        }
        block.citations().forEach(c -> doc.end().add("citation ", Ink.DIM).add(c.text(), Ink.INFO));
        block.others().forEach(o -> doc.end().add("unknown delta ", Ink.WARNING).add(o.text(), Ink.NORMAL));
        return doc;
    }

    private static void part(Doc doc, CharSequence text, Optional<? extends CharSequence> before, Ink ink) {
        if (text.length() > 0) {
            tail(doc, text, before.map(CharSequence::length).orElse(0), ink);
        }
    }

    /** The text's end, with what the last frame added on its own paper. */
    private static void tail(Doc doc, CharSequence text, int fresh, Ink ink) {
        int from = Math.max(0, text.length() - LONGEST);
        if (from > 0) {
            doc.add(Units.count(from) + " characters before this", Ink.DIM).end();
        }
        int border = Math.max(from, Math.min(fresh, text.length()));
        doc.add(text.subSequence(from, border).toString(), ink);
        doc.add(
                text.subSequence(border, text.length()).toString(),
                Style.of(ink).on(Paper.FRESH));
    }

    private static String shortened(String text) {
        return text.length() <= 60 ? text : text.substring(0, 60) + "… (" + Units.count(text.length()) + " characters)";
    }
}
